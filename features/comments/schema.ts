import { z } from 'zod'
import { cleanLine, cleanText } from '@/platform/text/clean-text'

/** Characters, after cleaning. */
export const limits = { body: 8000, name: 60, email: 200 } as const

/** Milliseconds in which a comment may be changed by who wrote it. */
export const editWindowMs = 15 * 60_000

/** A box that is ticked, in a form or in JSON. An absent one is not. */
const ticked = z.preprocess((value) => value === true || value === '1' || value === 'true' || value === 'on', z.boolean())

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
  /** Where mail about answers may go, once that mailbox says yes. */
  email: optional(z.string().trim().pipe(email)),
  /** The address of the entry that it is about; former ones too. */
  entry: optional(slug),
  /** The comment that it answers. */
  parent: optional(commentIdShape),
  /** Says why its writer voted for the entry. Of anybody else it is a comment on the entry like any other. */
  because: ticked,
  /** Others may see what its writer votes for. */
  showVote: ticked,
  /** People do not see this field; programs fill it in. */
  website: z.string().max(500).default('').catch('filled'),
  /** Where the form stood: the list, or the entry's own page. */
  at: z.enum(['list', 'entry']).default('list').catch('list'),
})
export type PostInput = z.output<typeof postInput>

/** The line of an entry in which its voter says why. */
export const becauseInput = z.object({ slug, entry: slug, at: z.enum(['list', 'entry']).default('list').catch('list') })

export const editInput = z.object({ id: commentIdShape, body: text, back: backPath.optional().catch(undefined) })
export const choiceInput = z.object({ id: commentIdShape, back: backPath.optional().catch(undefined) })

/** What the site watches for in comments (features/moderation-rules/watched-words.ts). */
export const talkRulesShape = z.object({ watched: z.array(z.string()), blocked: z.array(z.string()), holdFirst: z.boolean() })
export type TalkRules = z.output<typeof talkRulesShape>
export const noTalkRules: TalkRules = { watched: [], blocked: [], holdFirst: false }

/** What somebody writes, to see how it would look. */
export const previewInput = postInput.pick({ slug: true, body: true, parent: true })
export type PreviewInput = z.output<typeof previewInput>

/** A heart is given (1) or taken back (0); programs may say true and false. */
export const heartInput = z.object({
  id: commentIdShape,
  on: z
    .union([z.boolean(), z.enum(['0', '1']), z.literal(0), z.literal(1)], 'Say 1 to like it, 0 to take it back')
    .transform((on) => on === true || Number(on) === 1),
  back: backPath.optional().catch(undefined),
})

/** Best: features/comments/score.ts. Answered: the most answered first. */
const sorts = ['best', 'newest', 'oldest', 'answered'] as const
export type Sort = (typeof sorts)[number]
/** What readers see when they ask for no order. While nobody likes or answers anything it is that by age, the newest first. */
export const defaultSort: Sort = 'best'
/** What those say who voted for one entry is read by its age. */
export const isByAge = (sort: Sort) => sort === 'newest' || sort === 'oldest'

/** A page of threads. Programs that name no order get the newest first: they look for what is new. */
export const pageInput = z.object({
  slug,
  sort: z.enum(sorts, 'Sort by best, newest, oldest or answered').default('newest'),
  entry: optional(slug),
  /** An entry's address: threads of those who show that they voted for it. */
  voted: optional(slug),
  /** The first thread of the page, as the page before it named it. */
  cursor: optional(commentIdShape),
})
