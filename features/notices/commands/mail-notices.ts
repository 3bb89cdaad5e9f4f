import { nowMs } from '@/platform/clock'
import { read, write, type Tx } from '@/platform/db'
import { isAppError } from '@/platform/errors'
import { limitId } from '@/platform/http/rate-limit'
import { idsSince } from '@/platform/id'
import { enqueue } from '@/platform/jobs/queue'
import { isNoMailbox, sendMail, type Mail } from '@/platform/mail'
import { findSiteName } from '@/platform/site-name'
import { config } from '@/platform/config'
import { confirmToken } from '../links'
import { confirmMail, digestMail, noticeMail, type Told } from '../mails'
import { listTold } from '../queries/told'
import { atOnceMails } from '../rate-limits'

export const [mailJob, digestJob, confirmJob] = ['notices.mail', 'notices.digest', 'notices.confirm'] as const

export const digestKey = (readerId: string) => `${digestJob}:${readerId}`

const dayMs = 86_400_000
/** Mails that gather a day go at seven in the morning, UTC. */
const digestAtMs = 7 * 3_600_000
const nextDigest = () => new Date(Math.ceil((nowMs() + 1 - digestAtMs) / dayMs) * dayMs + digestAtMs)

/** Puts the mails about new notices in the queue: for readers who said yes, one for each, or one for all that come until the next morning. In the transaction that made them. */
export async function mailNotices(tx: Tx, rows: { id: string; readerId: string }[]): Promise<void> {
  if (rows.length === 0) return
  const readerIds = [...new Set(rows.map(({ readerId }) => readerId))]
  const wanted = { readerId: { in: readerIds }, kind: 'inbox', channel: 'mail', confirmedAt: { not: null } }
  const found = await tx.subscription.findMany({ where: wanted, select: { readerId: true, daily: true } })
  const isDaily = new Map(found.map(({ readerId, daily }) => [readerId, daily]))
  for (const { id, readerId } of rows) if (isDaily.get(readerId) === false) await enqueue(tx, { type: mailJob, key: `${mailJob}:${id}`, payload: { id } })
  for (const { readerId, daily } of found) if (daily) await gather(tx, readerId)
}

const gather = (tx: Tx, readerId: string) => enqueue(tx, { type: digestJob, key: digestKey(readerId), payload: { readerId }, runAt: nextDigest() })

const mailOf = (readerId: string) =>
  read.subscription.findFirst({
    where: { readerId, kind: 'inbox', channel: 'mail', confirmedAt: { not: null } },
    select: { id: true, email: true, daily: true, confirmedAt: true, reader: { select: { noticesSeen: true } } },
  })

/** Sends one mail about one notice: when it is still to be told of, and they still want one for each. Beyond the limit of a day it waits for the next morning. */
export async function sendNoticeMail({ id }: { id: string }, signal?: AbortSignal): Promise<void> {
  const notice = await read.notice.findUnique({ where: { id }, select: { readerId: true, mailedAt: true } })
  if (!notice || notice.mailedAt) return
  const { readerId } = notice
  const mail = await mailOf(readerId)
  if (!mail?.email || mail.daily || id <= mail.reader.noticesSeen) return
  const [told] = await listTold({ id })
  if (!told) return
  const taken = await limitId(atOnceMails, readerId).catch((error: unknown) => {
    if (!isAppError(error)) throw error
    return null
  })
  if (!taken) return write((tx) => gather(tx, readerId))
  try {
    await sendOrEnd(mail.id, noticeMail({ subscriptionId: mail.id, email: mail.email, site: await findSiteName(read) }, told), signal)
  } catch (error) {
    // What did not go does not count: a server that is away for an hour would use the day up.
    await taken.forgive(1)
    throw error
  }
  await noteMailed([told])
}

const maxInDigest = 30

/** Sends one mail about all that came since they said yes, and that they have neither seen nor been sent. */
export async function sendDigest({ readerId }: { readerId: string }, signal?: AbortSignal): Promise<void> {
  const mail = await mailOf(readerId)
  if (!mail?.email || !mail.confirmedAt) return
  const [since, seen] = [idsSince(mail.confirmedAt), mail.reader.noticesSeen]
  const told = await listTold({ readerId, mailedAt: null, id: { gt: since > seen ? since : seen } })
  if (told.length === 0) return
  const first = told.slice(0, maxInDigest)
  await sendOrEnd(
    mail.id,
    digestMail({ subscriptionId: mail.id, email: mail.email, site: await findSiteName(read) }, first, told.length - first.length),
    signal,
  )
  await noteMailed(told)
}

const noteMailed = (told: Told[]) =>
  write((tx) => tx.notice.updateMany({ where: { id: { in: told.map(({ id }) => id) } }, data: { mailedAt: new Date(nowMs()) } }))

/** Asks an address whether it wants mail. */
export async function sendConfirmation({ id }: { id: string }, signal?: AbortSignal): Promise<void> {
  const row = await read.subscription.findUnique({ where: { id }, select: { email: true, confirmedAt: true } })
  if (!row?.email || row.confirmedAt) return
  const link = `${config.siteUrl}/inbox/mail?token=${confirmToken({ id, email: row.email })}`
  await sendOrEnd(id, confirmMail(row.email, link, await findSiteName(read)), signal)
}

/** A server that says there is no such mailbox ends the mail: the address is forgotten. Whatever else it says, the job tries again. */
async function sendOrEnd(subscriptionId: string, mail: Mail, signal?: AbortSignal): Promise<void> {
  try {
    await sendMail(mail, signal)
  } catch (error) {
    if (!isNoMailbox(error)) throw error
    await write((tx) => tx.subscription.deleteMany({ where: { id: subscriptionId } }))
  }
}
