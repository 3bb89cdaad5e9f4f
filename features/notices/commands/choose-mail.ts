import { currentTime } from '@/platform/clock'
import { write } from '@/platform/db'
import { forbidden, gone } from '@/platform/errors'
import { limitNetwork, limitText } from '@/platform/http/rate-limit'
import type { Actor } from '@/platform/http/request'
import { newId } from '@/platform/id'
import { enqueue, withdraw } from '@/platform/jobs/queue'
import { readUnsubscribeToken } from '../links'
import { mayEndMail, mayHaveInbox, maySayYes } from '../policy'
import { findAsked, findMailChoice } from '../queries/mail-choice'
import { asks, confirmMails, links } from '../rate-limits'
import type { MailInput } from '../schema'
import { confirmJob, digestKey } from './mail-notices'

/**
 * A reader chooses where mail about their inbox goes, and how often, or that none goes. Another address than that of their account is asked first, by a mail with a link; until
 * it says yes nothing else goes there. `isAside`: an address that was given beside something else, which changes nothing of what was said yes to, and asks the same one once. Throws
 * forbidden, too_many.
 */
export async function chooseMail(actor: Actor, { email, often }: MailInput, { isAside = false } = {}): Promise<void> {
  if (!mayHaveInbox(actor)) throw forbidden('Say something here first: then there is something that we can tell you of')
  const { readerId } = actor
  const place = { readerId, kind: 'inbox', targetId: readerId, channel: 'mail' }
  const before = await findMailChoice(readerId)
  if (often === 'off' || !email) {
    await write(async (tx) => {
      await tx.subscription.deleteMany({ where: place })
      await withdraw(tx, digestKey(readerId))
    })
    return
  }
  const daily = often === 'daily'
  if (isAside && before && (before.isConfirmed || before.email === email)) return
  if (before?.email === email && before.isConfirmed) {
    await write((tx) => tx.subscription.updateMany({ where: place, data: { daily } }))
    return
  }
  const isProved = actor.account?.email.toLowerCase() === email.toLowerCase()
  await limitNetwork(asks, actor.ip)
  if (!isProved) await limitText(confirmMails, email.toLowerCase())
  const id = newId()
  await write(async (tx) => {
    await tx.subscription.deleteMany({ where: place })
    await tx.subscription.create({ data: { id, ...place, email, daily, confirmedAt: isProved ? currentTime() : null, createdAt: currentTime() } })
    if (!isProved) await enqueue(tx, { type: confirmJob, key: `${confirmJob}:${id}`, payload: { id } })
  })
}

/** Whoever reads that mailbox says yes. Twice is once. Throws gone. */
export async function confirmMailing(token: string, actor: Actor): Promise<void> {
  await limitNetwork(links, actor.ip)
  const asked = await findAsked(token)
  if (!maySayYes(asked)) throw gone('This link is too old, or another address was chosen since. Ask for a new one in your inbox.')
  await write((tx) => tx.subscription.updateMany({ where: { id: asked.id, confirmedAt: null }, data: { confirmedAt: currentTime() } }))
}

/** Ends the mail that a link came with, and forgets the address. Twice is once. Throws gone for a link that is none of ours. */
export async function endMailing(token: string, actor: Actor): Promise<void> {
  await limitNetwork(links, actor.ip)
  const id = readUnsubscribeToken(token)
  if (!mayEndMail(id)) throw gone('This link is not whole. Copy all of it from the mail.')
  await write((tx) => tx.subscription.deleteMany({ where: { id } }))
}
