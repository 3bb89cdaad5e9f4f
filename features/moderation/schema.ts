import { z } from 'zod'
import { commentIdShape, talkRulesShape } from '@/features/comments/schema'
import { listRulesShape } from '@/features/comments/list-rules'
import { patternFault } from '@/features/moderation-rules/watched-words'
import { cleanLine, cleanText } from '@/platform/text/clean-text'

/** Characters, after cleaning. */
export const limits = { note: 500, report: 2000, name: 100, email: 200 } as const
/** As many comments are decided about in one act. */
export const maxTogether = 100
/** As many replies are kept. */
export const maxReplies = 50

/** What the queue shows: what waits, what readers reported, what their writers want looked at again, what was hidden, or everything that was not deleted. */
const views = ['waiting', 'reported', 'appeals', 'hidden', 'all'] as const
export type QueueView = (typeof views)[number]

/** Codes of hideReasons (features/moderation-rules/reasons.ts). */
const hideCodes = ['spam', 'unkind', 'private', 'off-subject', 'spoiler', 'illegal', 'site-rule'] as const
const reason = z.enum(hideCodes, 'Choose why')

const states = z.enum(['visible', 'pending', 'hidden'])
const note = z
  .string()
  .transform(cleanText)
  .pipe(z.string().max(limits.note, `At most ${limits.note} characters, please`))

const absentWhenEmpty = <T extends z.ZodType>(shape: T) => z.preprocess((value) => (value === '' || value === null ? undefined : value), shape.optional())

/** What comments may have in common with one of them: their words, who wrote them, or the network that they came from. */
const likenesses = ['words', 'person', 'network'] as const
export type Likeness = (typeof likenesses)[number]

/** A part of the queue. `list` and `rule` narrow it, and so does `like` the comment `of`; `cursor` is where the part before ended. */
export const queueInput = z.object({
  view: z.enum(views).default('waiting').catch('waiting'),
  list: absentWhenEmpty(commentIdShape),
  rule: absentWhenEmpty(z.string().regex(/^[a-z-]{1,40}$/)),
  like: absentWhenEmpty(z.enum(likenesses)),
  of: absentWhenEmpty(commentIdShape),
  cursor: absentWhenEmpty(z.string().regex(/^\d{1,15}-[a-z0-9]{8,40}$/)),
})
export type QueueInput = z.output<typeof queueInput>

/** `from`: the state in which the moderator saw the comment; `edited`: when its words were changed that they read, if ever. `hide` needs a reason. */
export const decideInput = z
  .object({
    comments: z
      .array(z.object({ id: commentIdShape, from: states, edited: z.iso.datetime().nullish() }))
      .min(1, 'Choose a comment first')
      .max(maxTogether, `At most ${maxTogether} at once`),
    choice: z.enum(['show', 'trust', 'hide']),
    reason: reason.optional(),
    note: note.default(''),
  })
  .refine(({ choice, reason }) => choice !== 'hide' || reason !== undefined, { path: ['reason'], message: 'Choose why' })
export type DecideInput = z.output<typeof decideInput>

export const undoInput = z.object({
  decisions: z
    .array(z.object({ id: commentIdShape, decisionId: commentIdShape }))
    .min(1)
    .max(maxTogether),
})
export type UndoInput = z.output<typeof undoInput>

export const keepReplyInput = z.object({ text: note.refine((text) => text !== '', 'Write the reply first') })
export const dropReplyInput = z.object({ id: commentIdShape })

/** What a reader may say is wrong with a comment. That it is against the law needs words; a name is never needed. */
export const reportReasons = {
  spam: 'It advertises something',
  unkind: 'It is unkind to somebody',
  private: 'It tells private things about a person',
  spoiler: 'It gives something away without a spoiler mark',
  'off-subject': 'It is about something else',
  illegal: 'It is against the law',
  other: 'Something else',
} as const
type ReportReason = keyof typeof reportReasons

export const reportInput = z
  .object({
    id: commentIdShape,
    reason: z.enum(Object.keys(reportReasons) as [ReportReason, ...ReportReason[]], 'Choose what is wrong with it'),
    text: z
      .string()
      .default('')
      .transform(cleanText)
      .pipe(z.string().max(limits.report, `At most ${limits.report} characters, please`)),
    name: absentWhenEmpty(z.string().transform(cleanLine).pipe(z.string().max(limits.name, 'This name is too long'))),
    email: absentWhenEmpty(z.email('This is not an address that mail could reach').max(limits.email, 'This address is too long')),
  })
  .refine(({ reason, text }) => reason !== 'illegal' || text !== '', { path: ['text'], message: 'Say which law, and why you think so' })
export type ReportInput = z.output<typeof reportInput>

/** Why the writer of a hidden comment wants another look. */
export const appealInput = z.object({
  id: commentIdShape,
  text: z
    .string()
    .transform(cleanText)
    .pipe(z.string().min(1, 'Say why it should be shown').max(limits.report, `At most ${limits.report} characters, please`)),
})
export type AppealInput = z.output<typeof appealInput>

/** How long a ban is, in days; 0: until it is lifted. */
export const banDays = { 1: 'a day', 7: 'a week', 30: 'thirty days', 0: 'until it is lifted' } as const
const days = z.union([z.literal(0), z.literal(1), z.literal(7), z.literal(30)])
/** `of`: who wrote the comment, or the guests of the network that it came from, which others get after a time. */
export const banInput = z
  .object({
    comment: commentIdShape,
    of: z.enum(['reader', 'network']),
    days,
    reason: note.refine((text) => text !== '', 'Say why: they are told'),
  })
  .refine(({ of, days }) => of !== 'network' || days !== 0, { path: ['days'], message: 'A network is banned for thirty days at the most' })
export type BanInput = z.output<typeof banInput>
export const liftInput = z.object({ id: commentIdShape })

const maxPatterns = 300
/** The lines of a field, each once. */
export const linesOf = (text: string): string[] => [...new Set(text.split('\n').map((line) => line.trim()).filter(Boolean))] // prettier-ignore
const patterns = z
  .array(z.string().transform(cleanLine).pipe(z.string().min(1).max(100, 'At most 100 characters in a line, please')))
  .max(maxPatterns, `At most ${maxPatterns} lines, please`)
  .superRefine((lines, context) => {
    const fault = lines.map(patternFault).find((one) => one !== null)
    if (fault) context.addIssue({ code: 'custom', message: fault })
  })
/** `base`: what stood there when the form was opened. */
export const rulesInput = z.object({ rules: z.object({ watched: patterns, blocked: patterns, holdFirst: z.boolean() }), base: talkRulesShape })
export type RulesInput = z.output<typeof rulesInput>

export const listRulesInput = z.object({ list: commentIdShape, rules: listRulesShape, base: listRulesShape })
export type ListRulesInput = z.output<typeof listRulesInput>
