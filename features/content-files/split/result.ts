import * as z from 'zod/mini'
import { creditRole } from '@/features/articles/schema'
import { recordKinds } from '@/features/records/schema'

/** What the splitter makes of an article, to be confirmed or mended: shown by the command's report, and safe to send as JSON. */

const place = { from: z.number(), to: z.number(), line: z.number() }

/** A guess: a part of the list, the words of the text it came from, and how sure it is, from 0 to 1. */
const part = z.object({ ...place, part: z.string(), value: z.string(), confidence: z.number(), copied: z.boolean() })
const credit = z.object({
  ...place,
  part: z.string(),
  role: z.union([creditRole, z.literal('video')]),
  name: z.string(),
  record: z.string(),
  isNew: z.boolean(),
  confidence: z.number(),
})

export const splitResult = z.object({
  /** The text that the places count in: the source as Markdown. */
  text: z.string(),
  parts: z.array(part),
  credits: z.array(credit),
  /** `near`: one that is known and looks like it. */
  newRecords: z.array(
    z.object({
      record: z.string(),
      kind: z.enum(recordKinds),
      name: z.string(),
      near: z.nullable(z.object({ record: z.string(), name: z.string(), under: z.nullable(z.string()) })),
    }),
  ),
  /** To be decided by a person. */
  questions: z.array(z.string()),
  notes: z.array(z.string()),
  leftOver: z.array(z.object({ ...place, words: z.string() })),
  dropped: z.array(z.object({ ...place, why: z.string() })),
  /** How many characters of the source are used twice, or were lost on the way: none, unless the splitter is at fault. */
  faults: z.number(),
})
export type SplitResult = z.infer<typeof splitResult>
