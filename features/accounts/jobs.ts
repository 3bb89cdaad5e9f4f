import { z } from 'zod'
import { nowMs } from '@/platform/clock'
import { config } from '@/platform/config'
import { read, write } from '@/platform/db'
import { consume } from '@/platform/events/consumers'
import { defineJob } from '@/platform/jobs/kinds'
import { deleteInSlices } from '@/platform/jobs/sweep'
import { sendMail } from '@/platform/mail'
import { findSiteName } from '@/platform/site-name'
import { accountMail, mailJob, mailKinds, writeMail, type MailKind } from './mails'
import { hashSecret, newSecret } from './secrets'

const mailPayload = z.object({ kind: z.enum(mailKinds), accountId: z.string().optional(), email: z.string().optional(), next: z.string().optional() })

const mailOfChange = {
  on: 'second-factor-on',
  off: 'second-factor-off',
  'recovery-codes': 'recovery-codes',
  'recovery-code-used': 'recovery-code-used',
} as const

const links = {
  confirm: { path: '/confirm', purpose: 'confirm', lastsMs: 3 * 86_400_000 },
  reset: { path: '/reset', purpose: 'reset', lastsMs: 3_600_000 },
} as const

/**
 * Sends one mail about an account. For an address without one it does nothing. Run twice it sends two, and both links work:
 * the first may be the one that arrives.
 */
export async function sendAccountMail({ kind, accountId, email, next }: z.output<typeof mailPayload>, signal?: AbortSignal): Promise<void> {
  const where = accountId ? { id: accountId } : { email: email ?? '' }
  const account = await read.account.findUnique({ where, select: { id: true, email: true, name: true, confirmedAt: true, suspendedAt: true } })
  if (!account || account.suspendedAt || (kind === 'confirm' && account.confirmedAt)) return
  const link = kind === 'confirm' || kind === 'reset' ? await makeLink(kind, account, next ?? null) : `${config.siteUrl}/forgot`
  const { email: to, name, confirmedAt } = account
  const facts = { email: to, name, confirmed: confirmedAt !== null, site: await findSiteName(read), siteUrl: config.siteUrl, link }
  await sendMail(writeMail(kind as MailKind, facts), signal)
}

async function makeLink(kind: keyof typeof links, account: { id: string; email: string }, next: string | null): Promise<string> {
  const { path, purpose, lastsMs } = links[kind]
  const token = newSecret()
  const expiresAt = new Date(nowMs() + lastsMs)
  await write((tx) => tx.token.create({ data: { hash: hashSecret(token), purpose, accountId: account.id, email: account.email, next, expiresAt } }))
  return `${config.siteUrl}${path}?token=${token}`
}

const sweepEveryMs = 3_600_000
const keptAfterEndMs = 30 * 86_400_000

/**
 * Deletes sessions and one-time links a month after their end. Nobody can use them meanwhile; but links can say that they are too old, and a clock that was
 * ahead for a while has signed nobody out for good.
 */
export async function sweepAccounts(signal?: AbortSignal): Promise<void> {
  const where = { expiresAt: { lt: new Date(nowMs() - keptAfterEndMs) } }
  await deleteInSlices((tx, limit) => tx.session.deleteMany({ where, limit }), signal)
  await deleteInSlices((tx, limit) => tx.token.deleteMany({ where, limit }), signal)
  await deleteInSlices((tx, limit) => tx.invitation.deleteMany({ where, limit }), signal)
}

/** Says who does these jobs, and which of them follow from what happened (app/composition.ts only). */
export function defineAccountJobs(): void {
  defineJob({ type: mailJob, lane: 'mail', input: mailPayload, maxRunMs: 30_000, run: (input, { signal }) => sendAccountMail(input, signal) })
  defineJob({
    type: 'accounts.sweep',
    lane: 'background',
    input: z.object({}),
    maxRunMs: 10 * 60_000,
    everyMs: sweepEveryMs,
    run: (_, { signal }) => sweepAccounts(signal),
  })
  consume('account.signed-up', mailJob, ({ accountId, next }) => accountMail('confirm', { accountId }, next))
  consume('account.confirmation-requested', mailJob, ({ accountId, next }) => accountMail('confirm', { accountId }, next))
  consume('account.address-taken', mailJob, ({ accountId }) => accountMail('known', { accountId }))
  consume('account.second-factor-changed', mailJob, ({ accountId, change }) => accountMail(mailOfChange[change], { accountId }))
  consume('account.password-changed', mailJob, ({ accountId }) => accountMail('password-changed', { accountId }))
}
