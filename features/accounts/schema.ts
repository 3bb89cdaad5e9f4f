import { z } from 'zod'
import { roles } from '@/platform/roles'
import { invitationDays, invitationLimits } from './limits'

/** Shapes and limits of what people type about themselves. Safe in a browser. */

/** Each may do what those before it may. */
export const staffRoles = ['author', 'editor', 'admin', 'owner'] as const

const maxNameLength = 60
const maxAddressLength = 254 // RFC 5321, 4.5.3.1.3
const minPasswordLength = 10
const maxPasswordLength = 200

// Invisible characters, and marks that turn the direction of the text after the name. Joiners stay: Persian names and emoji need them.
const unseen =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb]/g

/** A name in one line: composed (NFC), without invisible characters, with single spaces. */
const cleanName = (text: string) => text.normalize('NFC').replace(unseen, '').replace(/\s+/g, ' ').trim()

const hasSomethingToSee = (text: string) => /[\p{L}\p{N}\p{P}\p{S}]/u.test(text)

/** A name as it is shown beside comments and bylines: 1 to 60 characters, at least one of which can be seen. */
export const personName = z
  .string('Say what to call you')
  .transform(cleanName)
  .refine(hasSomethingToSee, 'Say what to call you')
  .refine((text) => [...text].length <= maxNameLength, `Use at most ${maxNameLength} characters`)

/** An email address, in lower case. */
export const email = z
  .string('Give your email address')
  .transform((text) => text.trim().toLowerCase())
  .pipe(
    z
      .string()
      .min(1, 'Give your email address')
      .max(maxAddressLength, 'This address is too long')
      .pipe(z.email('Write the address in full, like name@example.com')),
  )

/** NIST SP 800-63B: length counts, mixtures of kinds do not; any character, compared after NFKC. */
export const newPassword = z
  .string('Choose a password')
  .transform((text) => text.normalize('NFKC'))
  .refine((text) => [...text].length >= minPasswordLength, `Use at least ${minPasswordLength} characters`)
  .refine((text) => [...text].length <= maxPasswordLength, `Use at most ${maxPasswordLength} characters`)
  .refine((text) => new Set(text).size >= 5, 'This is too easy to guess. Use more different characters')

/** A password to compare with: anything that was ever allowed. */
const givenPassword = z
  .string('Type your password')
  .transform((text) => text.normalize('NFKC'))
  .refine((text) => text.length > 0, 'Type your password')
  .refine((text) => text.length <= 4 * maxPasswordLength, 'This is longer than any password here')

/** The secret part of a one-time link. */
const linkToken = z.string('This link is not complete').regex(/^[\w-]{20,100}$/, 'This link is not complete')

/** Where to go afterwards: a path of this site, or null. `//host` and `/\host` would leave it. */
export function localPath(value: unknown): string | null {
  if (typeof value !== 'string' || value.length > 2000 || !/^\/(?![/\\])/.test(value)) return null
  if (/[\u0000-\u001f\\]/.test(value)) return null
  return value.startsWith('/api/') ? null : value
}

const next = z.unknown().transform(localPath).optional()

export const signInInput = z.object({
  email: z.string('Give your email address').trim().min(1, 'Give your email address').max(320, 'This address is too long'),
  password: givenPassword,
  next,
})
export const signUpInput = z.object({ name: personName, email, password: newPassword, next })
export const setupInput = z.object({ token: linkToken, name: personName, email, password: newPassword })
/** Whoever follows the link says the password of the account, or chooses another: they may not be who made it. An empty field is an absent one. */
export const confirmInput = z.object({
  token: linkToken,
  password: z
    .string()
    .max(4 * maxPasswordLength, 'This is longer than any password here')
    .default(''),
  new: z.preprocess((value) => (value === '' ? undefined : value), newPassword.optional()),
})
export const confirmationInput = z.object({ email, next })
export const forgotInput = z.object({ email, next })
export const resetInput = z.object({ token: linkToken, password: newPassword })
export const changePasswordInput = z.object({ current: z.string().max(800, 'This is longer than any password here').default(''), password: newPassword })
const ownPassword = z
  .string()
  .max(4 * maxPasswordLength, 'This is longer than any password here')
  .default('')
const code = z.string('Type the code').trim().min(1, 'Type the code').max(100, 'This is longer than any code')
/** One-time codes and recovery codes are told apart by their length (commands/accept-code.ts). */
export const finishSignInInput = z.object({ code, next })
export const beginSecondFactorInput = z.object({ password: ownPassword })
export const turnOnSecondFactorInput = z.object({ code })
export const changeSecondFactorInput = z.object({ password: ownPassword, code })
export const changeNameInput = z.object({ name: personName })
export const endSessionInput = z.object({ session: z.string().regex(/^\w{1,40}$/, 'There is no such session') })
export const nothing = z.object({})
export const signOutInput = z.object({ next })
export const oauthInput = z.object({ provider: z.string().max(40), next })
export const themeInput = z.object({
  theme: z.enum(['light', 'dark', 'system'], 'Choose light, dark or system'),
  back: z.unknown().transform(localPath).optional(),
})

const accountId = z.string().min(1).max(40)
export const inviteInput = z.object({
  role: z.enum(staffRoles, 'Choose a role'),
  days: z.literal(invitationDays, 'Choose how long it lasts'),
  note: z
    .string()
    .transform(cleanName)
    .refine((text) => [...text].length <= invitationLimits.note, `Use at most ${invitationLimits.note} characters`)
    .default(''),
  email: z.preprocess((value) => (typeof value === 'string' && value.trim() === '' ? undefined : value), email.optional()),
})
export const withdrawInvitationInput = z.object({ id: accountId })
export const giveRoleInput = z.object({ id: accountId, role: z.enum(roles, 'Choose a role') })
export const suspendInput = z.object({ id: accountId, suspended: z.boolean() })
/** Whoever is signed in accepts with the link alone; `name` and `password` make the account that an invitation to an address has none of yet. */
export const acceptInvitationInput = z.object({ token: linkToken })
export const joinInput = z.object({ token: linkToken, name: personName, password: newPassword })
