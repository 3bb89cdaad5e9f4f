import { z } from 'zod'

/** Shapes and limits of what people type about themselves. Safe in a browser. */

/** Each may do what those before it may. */
export const roles = ['reader', 'author', 'editor', 'admin', 'owner'] as const
export type Role = (typeof roles)[number]
export const staffRoles = ['author', 'editor', 'admin', 'owner'] as const

const longestName = 60
const longestAddress = 254 // RFC 5321, 4.5.3.1.3
const shortestPassword = 10
const longestPassword = 200

// Characters that show nothing, or turn the direction of what stands after the name. Joiners stay: Persian names and emoji need them.
const unseen =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb]/g

/** One line of plain text as people mean it: composed, without characters that cannot be seen, single spaces. */
export const cleanLine = (text: string) => text.normalize('NFC').replace(unseen, '').replace(/\s+/g, ' ').trim()

const hasSomethingToSee = (text: string) => /[\p{L}\p{N}\p{P}\p{S}]/u.test(text)

/** A name as it is shown beside comments and bylines: 1 to 60 characters, at least one of which can be seen. */
export const personName = z
  .string('Say what to call you')
  .transform(cleanLine)
  .refine(hasSomethingToSee, 'Say what to call you')
  .refine((text) => [...text].length <= longestName, `Use at most ${longestName} characters`)

/** An address of mail, in lower case. */
export const email = z
  .string('Give your mail address')
  .transform((text) => text.trim().toLowerCase())
  .pipe(
    z
      .string()
      .min(1, 'Give your mail address')
      .max(longestAddress, 'This address is too long')
      .pipe(z.email('Write the address in full, like name@example.com')),
  )

/** NIST SP 800-63B: length counts, mixtures of kinds do not; any character, compared after NFKC. */
export const newPassword = z
  .string('Choose a password')
  .transform((text) => text.normalize('NFKC'))
  .refine((text) => [...text].length >= shortestPassword, `Use at least ${shortestPassword} characters`)
  .refine((text) => [...text].length <= longestPassword, `Use at most ${longestPassword} characters`)
  .refine((text) => new Set(text).size >= 5, 'This is too easy to guess. Use more different characters')

/** A password to compare with: anything that was ever allowed. */
export const givenPassword = z
  .string('Type your password')
  .transform((text) => text.normalize('NFKC'))
  .refine((text) => text.length > 0, 'Type your password')
  .refine((text) => text.length <= 4 * longestPassword, 'This is longer than any password here')

/** The secret part of a one-time link. */
export const linkToken = z.string('This link is not complete').regex(/^[\w-]{20,100}$/, 'This link is not complete')

/** Where to go afterwards: a path of this site, or null. `//host` and `/\host` would leave it. */
export function localPath(value: unknown): string | null {
  if (typeof value !== 'string' || value.length > 2000 || !/^\/(?![/\\])/.test(value)) return null
  if (/[\u0000-\u001f\\]/.test(value)) return null
  return value.startsWith('/api/') ? null : value
}

const next = z.unknown().transform(localPath).optional()

export const signInInput = z.object({
  email: z.string('Give your mail address').trim().min(1, 'Give your mail address').max(320, 'This address is too long'),
  password: givenPassword,
  next,
})
export const signUpInput = z.object({ name: personName, email, password: newPassword, next })
export const setupInput = z.object({ token: linkToken, name: personName, email, password: newPassword })
export const confirmInput = z.object({ token: linkToken })
export const forgotInput = z.object({ email })
export const resetInput = z.object({ token: linkToken, password: newPassword })
export const changePasswordInput = z.object({ current: z.string().max(800, 'This is longer than any password here').default(''), password: newPassword })
export const changeNameInput = z.object({ name: personName })
export const endSessionInput = z.object({ session: z.string().regex(/^\w{1,40}$/, 'There is no such session') })
export const nothing = z.object({})
export const signOutInput = z.object({ next })
export const oauthInput = z.object({ provider: z.string().max(40), next })
export const themeInput = z.object({
  theme: z.enum(['light', 'dark', 'system'], 'Choose light, dark or system'),
  back: z.unknown().transform(localPath).optional(),
})
