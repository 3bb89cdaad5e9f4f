import { z } from 'zod'
import { cleanLine, cleanText } from '@/platform/text/clean-text'

/** Characters, after cleaning. */
export const limits = { body: 8000, name: 60, email: 200 } as const

/** Milliseconds in which a comment may be changed by who wrote it. */
export const editWindowMs = 15 * 60_000

export const commentIdShape = z.string().regex(/^[a-z0-9]{8,40}$/, 'There is no such comment')
// PostgreSQL takes no NUL, not even to look for.
const slug = z
  .string()
  .trim()
  .max(200, 'There is no such address')
  .regex(/^[^\0]*$/, 'There is no such address')
// An absent field and an empty one are the same to a form.
const optional = <T extends z.ZodType>(shape: T) => z.preprocess((value) => (value === '' || value === null ? undefined : value), shape.optional())
const text = z.string('Write something first').transform(cleanText)
const name = z.string('Say what to call you').transform(cleanLine).default('')
const email = z.email('This is not an address that mail could reach').max(limits.email, 'This address is too long')

/** The path of the page that a form stood on: where the answer leads. */
export const backPath = z
  .string()
  .max(500)
  .regex(/^\/articles\/[a-z0-9-]+(\/[a-z0-9-]+)?(\?[\w=&-]*)?$/)

/** A comment as it is posted. What of it is needed depends on who posts: `checkComment` in commands/check-comment.ts. */
export const postInput = z.object({
  slug,
  body: text,
  name,
  email: optional(z.string().trim().pipe(email)),
  /** The address of the entry that it is about; former ones too. */
  entry: optional(slug),
  /** The comment that it answers. */
  parent: optional(commentIdShape),
  /** People do not see this field; programs fill it in. */
  website: z.string().max(500).default('').catch('filled'),
  /** Where the form stood: the list, or the entry's own page. */
  at: z.enum(['list', 'entry']).default('list').catch('list'),
})
export type PostInput = z.output<typeof postInput>

export const editInput = z.object({ id: commentIdShape, body: text, back: backPath.optional().catch(undefined) })
export const choiceInput = z.object({ id: commentIdShape, back: backPath.optional().catch(undefined) })

/** What the site watches for in comments (features/moderation-rules/watched-words.ts). */
export const talkRulesShape = z.object({ watched: z.array(z.string()), blocked: z.array(z.string()), holdFirst: z.boolean() })
export type TalkRules = z.output<typeof talkRulesShape>
export const noTalkRules: TalkRules = { watched: [], blocked: [], holdFirst: false }

const sorts = ['newest', 'oldest'] as const
export type Sort = (typeof sorts)[number]
/** A page of threads. The newest come first unless asked otherwise: who comes back looks for what is new, and who just posted for their own. */
export const pageInput = z.object({
  slug,
  sort: z.enum(sorts, 'Sort by newest or oldest').default('newest'),
  entry: optional(slug),
  cursor: optional(commentIdShape),
})
