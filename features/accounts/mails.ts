import { createHash } from 'node:crypto'
import type { Mail } from '@/platform/mail'

/** The mails about accounts: which there are, and their words. */
export const mailKinds = [
  'confirm',
  'known',
  'reset',
  'password-changed',
  'second-factor-on',
  'second-factor-off',
  'recovery-codes',
  'recovery-code-used',
] as const
export type MailKind = (typeof mailKinds)[number]

export const mailJob = 'accounts.mail'

/**
 * The payload of a job that sends a mail: the account or the address. The link's secret is made when the mail is sent, so no table holds it. `next`: the page where that
 * link leads in the end. Of two that wait for one address with links to one page, one is sent; a link to another page is another mail.
 */
export function accountMail(kind: MailKind, to: { accountId: string } | { email: string }, next?: string | null) {
  const page = next ? `:${createHash('sha256').update(next).digest('base64url').slice(0, 16)}` : ''
  return { type: mailJob, key: `${keyOf(kind, 'accountId' in to ? to.accountId : to.email)}${page}`, payload: { kind, ...to, ...(next ? { next } : {}) } }
}

const keyOf = (kind: MailKind, whom: string) => `${mailJob}:${kind}:${whom}`

/** How the keys of all mails begin that can wait for an account, or can have been given up; and whether a key is one of them. */
export function mailKeysOf({ id, email }: { id: string; email: string }): { starts: string[]; isOne: (key: string) => boolean } {
  const starts = mailKinds.flatMap((kind) => [keyOf(kind, id), keyOf(kind, email)])
  return { starts, isOne: (key) => starts.some((start) => key === start || key.startsWith(`${start}:`)) }
}

type Facts = { email: string; name: string; confirmed: boolean; site: string; siteUrl: string; link: string }

const words: Record<MailKind, (facts: Facts) => { subject: string; lines: string[] }> = {
  confirm: ({ site, link }) => ({
    subject: `Confirm your address for ${site}`,
    lines: [
      'Follow this link to confirm your address. It works for three days.',
      link,
      `Somebody, probably you, signed up at ${site} with it. Until it is confirmed nobody can sign in. If it was not you, ignore this mail.`,
    ],
  }),
  known: ({ site, siteUrl, link }) => ({
    subject: `You already have an account at ${site}`,
    lines: [
      `Someone, probably you, wanted to sign up at ${site} with this address. It has an account already.`,
      `Sign in: ${siteUrl}/sign-in`,
      `If you forgot the password: ${link}`,
      'If it was not you, ignore this mail.',
    ],
  }),
  reset: ({ site, link }) => ({
    subject: `A new password for ${site}`,
    lines: [
      'Follow this link to choose a new password. It works once, for an hour.',
      link,
      'If you did not ask for it, ignore this mail: your password stays.',
    ],
  }),
  'password-changed': ({ site, link }) => ({
    subject: `Your password for ${site} was changed`,
    lines: ['Your password was changed, and every other device was signed out.', 'If it was not you, choose a new one now:', link],
  }),
  'second-factor-on': ({ site, link }) => ({
    subject: `Your second factor for ${site} is on`,
    lines: [
      'From now on signing in asks for a code from your app after the password. Every other device was signed out.',
      'Keep the recovery codes where you find them without your phone.',
      'If it was not you, choose a new password now, and write to the site’s owner:',
      link,
    ],
  }),
  'second-factor-off': ({ site, link }) => ({
    subject: `Your second factor for ${site} is off`,
    lines: ['Signing in asks for your password alone.', 'If it was not you, choose a new password now, and write to the site’s owner:', link],
  }),
  'recovery-codes': ({ site, link }) => ({
    subject: `New recovery codes for ${site}`,
    lines: ['New recovery codes were made. Those that you had before get nobody in any more.', 'If it was not you, choose a new password now:', link],
  }),
  'recovery-code-used': ({ site, siteUrl, link }) => ({
    subject: `A recovery code for ${site} was used`,
    lines: [
      'Somebody, probably you, gave a recovery code in place of a code from the app. Each works once.',
      `How many are left, and new ones: ${siteUrl}/account/second-factor`,
      'If it was not you, choose a new password now:',
      link,
    ],
  }),
}

/** At most three words of letters: with an address, a number or a sentence in it, a name is something else. */
const plainName = /^(?=.{1,30}$)\p{L}[\p{L}\p{M}'’-]*( \p{L}[\p{L}\p{M}'’-]*){0,2}$/u

/**
 * The mail greets by name. Before the address is confirmed, by a plain one only: somebody who signs up with another person's address could choose words that we
 * send to them.
 */
export function writeMail(kind: MailKind, facts: Facts): Mail {
  const { subject, lines } = words[kind](facts)
  const greeting = facts.confirmed || plainName.test(facts.name) ? `Hello ${facts.name},` : 'Hello,'
  return { to: facts.email, subject, text: [greeting, ...lines, `${facts.site}\n${facts.siteUrl}`].join('\n\n') + '\n' }
}
