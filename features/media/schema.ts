import * as z from 'zod/mini'
import { isStorable, notStorable } from '@/platform/text/storable'

export const mediaLimits = {
  /** Of a file that is sent. A photograph of a good camera has half of it. */
  bytes: 20_000_000,
  /** Width times height: what is made of it in memory. */
  pixels: 50_000_000,
  /** A side beside the other: taller or wider things are no pictures of a page, and WebP ends at 16,383. */
  ratio: 8,
  name: 200,
  alt: 1000,
  credit: 300,
  query: 100,
} as const

const rowId = z.string().check(z.minLength(1), z.maxLength(40))
const line = (most: number) =>
  z.string().check(z.trim(), z.maxLength(most, `At most ${most} characters`), z.regex(/^[^\r\n]*$/, 'One line only'), z.refine(isStorable, notStorable))

/** As the browser calls the file; only what it is found by. */
export const uploadInput = z.object({ name: z._default(line(mediaLimits.name), '') })
export const replaceInput = z.extend(uploadInput, { id: rowId })
export const mediumInput = z.object({ id: rowId })

const share = z.number('Give a number from 0 to 1').check(z.minimum(0, 'From 0 to 1'), z.maximum(1, 'From 0 to 1'))
/** Only what is given changes. */
export const changeMediumInput = z.object({
  id: rowId,
  alt: z.optional(z.string().check(z.trim(), z.maxLength(mediaLimits.alt, `At most ${mediaLimits.alt} characters`), z.refine(isStorable, notStorable))),
  decorative: z.optional(z.boolean('Say true or false')),
  credit: z.optional(line(mediaLimits.credit)),
  focus: z.optional(z.object({ x: share, y: share })),
})
export type MediumChange = z.infer<typeof changeMediumInput>

export const listMediaInput = z.object({
  q: z._default(z.string().check(z.trim(), z.maxLength(mediaLimits.query, `At most ${mediaLimits.query} characters`), z.refine(isStorable, notStorable)), ''),
  /** The last one of the page before. */
  after: z.optional(rowId),
})
