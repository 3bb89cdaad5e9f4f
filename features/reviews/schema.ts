import * as z from 'zod/mini'
import { isStorable, notStorable } from '@/platform/text/storable'

/** What is taken of requests for a review, and of notes: in characters, and how many. */
export const reviewLimits = { note: 2000 } as const
export const noteLimits = {
  words: 2000,
  /** Notes of one list. */
  notes: 1000,
  /** What can be done to one note. */
  acts: 200,
} as const

const rowId = z.string().check(z.minLength(1), z.maxLength(40))
/** A version of a draft. */
const version = z.int().check(z.positive(), z.maximum(2 ** 31 - 1))
const words = (max: number) => z.string().check(z.trim(), z.maxLength(max, `At most ${max.toLocaleString('en')} characters`), z.refine(isStorable, notStorable))
const someWords = (max: number, missing: string) => words(max).check(z.minLength(1, missing))

export const askInput = z.object({
  articleId: rowId,
  version,
  note: z._default(words(reviewLimits.note), ''),
  /** Who is asked; null: every editor. */
  reviewerId: z._default(z.nullable(rowId), null),
})
export const withdrawInput = z.object({ articleId: rowId, reviewId: rowId })
export const approveInput = z.object({ articleId: rowId, reviewId: rowId, version, answer: z._default(words(reviewLimits.note), '') })
export const returnInput = z.object({
  articleId: rowId,
  reviewId: rowId,
  version,
  answer: someWords(reviewLimits.note, 'Say what should change'),
})

/** Fields that a note can be about, by part, with what they are called on the page. */
export const noteFields = {
  list: {
    title: 'Title',
    standfirst: 'Standfirst',
    intro: 'Introduction',
    outro: 'Closing words',
    question: 'Question to readers',
    description: 'Line for search engines',
  },
  section: { heading: 'Section heading', body: 'Words under the heading' },
  entry: { heading: 'Heading', subheading: 'Subheading', body: 'Words' },
} as const

/** A part of a list: `list`, `section:ID`, `entry:ID`. */
const place = z.string().check(z.regex(/^(list|(section|entry):[0-9A-Za-z_-]{1,60})$/, 'Not a part of a list'))
const field = z._default(z.nullable(z.string().check(z.regex(/^[a-z]{1,20}$/, 'Not a field'))), null)

export const noteInput = z
  .intersection(
    z.object({ id: rowId }),
    z.discriminatedUnion('do', [
      z.object({ do: z.literal('write'), place, field, words: someWords(noteLimits.words, 'Write something') }),
      z.object({ do: z.literal('answer'), note: rowId, words: someWords(noteLimits.words, 'Write something') }),
      z.object({ do: z.literal('resolve'), note: rowId }),
      z.object({ do: z.literal('reopen'), note: rowId }),
    ]),
  )
  .check(
    z.refine(
      (input) => input.do !== 'write' || input.field === null || Object.hasOwn(noteFields[input.place.split(':')[0] as keyof typeof noteFields], input.field),
      {
        message: 'This part of a list has no such field',
        path: ['field'],
      },
    ),
  )
export const notesInput = z.object({ id: rowId })
