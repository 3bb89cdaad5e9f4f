import { z } from 'zod'
import { config } from '@/platform/config'
import { read, write } from '@/platform/db'
import { doJobs, enqueue } from '@/platform/jobs'
import { sendMail } from '@/platform/mail'
import { mailJob, mailKinds, writeMail, type MailKind } from './mails'
import { hashSecret, newSecret } from './secrets'

const mailPayload = z.object({ kind: z.enum(mailKinds), accountId: z.string().optional(), email: z.string().optional() })

const links = {
  confirm: { path: '/confirm', purpose: 'confirm', lasts: 3 * 86_400_000 },
  reset: { path: '/reset', purpose: 'reset', lasts: 3_600_000 },
} as const

/**
 * Sends one mail about an account. For an address without one it does nothing. Run twice it sends two, and both links work:
 * the first may be the one that arrives.
 */
export async function sendAccountMail(payload: Record<string, unknown>): Promise<void> {
  const { kind, accountId, email } = mailPayload.parse(payload)
  const where = accountId ? { id: accountId } : { email: email ?? '' }
  const account = await read.account.findUnique({ where, select: { id: true, email: true, confirmedAt: true, suspendedAt: true } })
  if (!account || account.suspendedAt || (kind === 'confirm' && account.confirmedAt)) return
  const link = kind === 'confirm' || kind === 'reset' ? await makeLink(kind, account) : `${config.siteUrl}/forgot`
  await sendMail(writeMail(kind as MailKind, { email: account.email, site: config.siteName, siteUrl: config.siteUrl, link }))
}

async function makeLink(kind: keyof typeof links, account: { id: string; email: string }): Promise<string> {
  const { path, purpose, lasts } = links[kind]
  const token = newSecret()
  const expiresAt = new Date(Date.now() + lasts)
  await write((tx) => tx.token.create({ data: { hash: hashSecret(token), purpose, accountId: account.id, email: account.email, expiresAt } }))
  return `${config.siteUrl}${path}?token=${token}`
}

const sweepJob = 'accounts.sweep'
const sweepEvery = 3_600_000

/** Deletes sessions that have ended, and one-time links a day after their end: for that day they can still say that they are too old. */
export async function sweepAccounts(): Promise<void> {
  const now = Date.now()
  await write(async (tx) => {
    await tx.session.deleteMany({ where: { expiresAt: { lt: new Date(now) } } })
    await tx.token.deleteMany({ where: { expiresAt: { lt: new Date(now - 86_400_000) } } })
    await enqueue(tx, { type: sweepJob, key: sweepJob, runAt: new Date(now + sweepEvery) })
  })
}

/** Registers the handlers of these jobs (called by app/composition.ts only). */
export function doAccountJobs(): void {
  doJobs(mailJob, sendAccountMail)
  doJobs(sweepJob, sweepAccounts)
}

/** Enqueues the sweep at the start, unless it is in the queue already. */
export async function startAccountJobs(): Promise<void> {
  await write((tx) => enqueue(tx, { type: sweepJob, key: sweepJob, runAt: new Date(Date.now() + 60_000) }))
}
