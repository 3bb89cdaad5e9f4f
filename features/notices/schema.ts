import { z } from 'zod'

/** Why somebody is told of something: the first of these that holds. */
export type Why = 'reply' | 'mention' | 'byline' | 'talk' | 'list'

export const noticeIdShape = z.string().regex(/^[a-z0-9]{20}$/, 'There is no such notice')

/** All is read that the page showed: what came since is not. */
export const seenInput = z.object({ upTo: noticeIdShape })
export type SeenInput = z.output<typeof seenInput>

const maxEmail = 200
/** Where mail goes, and how often; `off`: none. */
export const mailInput = z
  .object({
    email: z.preprocess(
      (value) => (typeof value === 'string' && value.trim() === '' ? undefined : value),
      z.string().trim().max(maxEmail, 'This address is too long').pipe(z.email('This is not an address that mail could reach')).optional(),
    ),
    often: z.enum(['once', 'daily', 'off'], 'Choose at once, once a day or off').default('once'),
  })
  .refine(({ email, often }) => often === 'off' || email !== undefined, { path: ['email'], error: 'Say where the mail should go' })
export type MailInput = z.output<typeof mailInput>

/** A link out of a mail (features/notices/links.ts). */
export const tokenInput = z.object({ token: z.string().max(200, 'This link is not whole') })

/** What can be followed: of a list or an entry what is said there, of the others new lists. */
const followKinds = ['list', 'entry', 'series', 'author', 'record'] as const
export type FollowKind = (typeof followKinds)[number]

const nothingThere = 'There is nothing here to follow'
export const followInput = z.object({
  kind: z.enum(followKinds, nothingThere),
  id: z.string().regex(/^[\w-]{1,60}$/, nothingThere),
  on: z.preprocess((value) => value === true || value === 1 || value === '1' || value === 'true', z.boolean()),
})
export type FollowInput = z.output<typeof followInput>
