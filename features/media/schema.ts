import * as z from 'zod/mini'
import { isStorable, notStorable } from '@/platform/text/storable'
import { mediaLimits, mediaShows } from './limits'

const rowId = z.string().check(z.minLength(1), z.maxLength(40))
const line = (most: number) =>
  z.string().check(z.trim(), z.maxLength(most, `At most ${most} characters`), z.regex(/^[^\r\n]*$/, 'One line only'), z.refine(isStorable, notStorable))

/** As the browser calls the file; only what it is found by. */
export const uploadInput = z.object({ name: z._default(line(mediaLimits.name), '') })
export const replaceInput = z.extend(uploadInput, { id: rowId })
/** Where a picture is that the site fetches. */
export const addressInput = z.object({
  address: z.string().check(z.trim(), z.minLength(1, 'Write the address of a picture'), z.maxLength(2000, 'At most 2000 characters')),
})
export const mediumInput = z.object({ id: rowId })

const share = z.number('Give a number from 0 to 1').check(z.minimum(0, 'From 0 to 1'), z.maximum(1, 'From 0 to 1'))
const alt = z.string().check(z.trim(), z.maxLength(mediaLimits.alt, `At most ${mediaLimits.alt} characters`), z.refine(isStorable, notStorable))
const words = {
  alt: z.optional(alt),
  decorative: z.optional(z.boolean('Say true or false')),
  credit: z.optional(line(mediaLimits.credit)),
  focus: z.optional(z.object({ x: share, y: share })),
}
/** Only what is given changes. `base`: what its writer saw of it; without it whatever stands there is written over. */
export const changeMediumInput = z.object({ id: rowId, ...words, base: z.optional(z.object(words)) })
export type MediumChange = z.infer<typeof changeMediumInput>

const percent = z.coerce.number('Give a number from 0 to 100').check(z.minimum(0, 'From 0 to 100'), z.maximum(100, 'From 0 to 100'))
const readJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
/** The same as a form without scripts sends it. `base` is JSON; the focal point comes in hundredths. */
export const mediumFormInput = z.pipe(
  z.object({
    id: rowId,
    alt,
    decorative: z.optional(z.string()),
    credit: line(mediaLimits.credit),
    x: percent,
    y: percent,
    base: z.pipe(z.pipe(z._default(z.string(), ''), z.transform(readJson)), z.optional(z.object(words))),
  }),
  z.transform(({ decorative, x, y, ...rest }): MediumChange => ({ ...rest, decorative: decorative !== undefined, focus: { x: x / 100, y: y / 100 } })),
)

export const listMediaInput = z.object({
  q: z._default(z.string().check(z.trim(), z.maxLength(mediaLimits.query, `At most ${mediaLimits.query} characters`), z.refine(isStorable, notStorable)), ''),
  show: z._default(z.enum(mediaShows), 'all'),
  /** The last one of the page before. */
  after: z.optional(rowId),
})
