import { z } from 'zod'
import type { ForeignMedium } from '@/features/media/picture'
import { mediaLimits } from '@/features/media/limits'
import { isStorable, notStorable } from '@/platform/text/storable'
import { imageHash } from './list-file'
import { FormatError, Problems } from './problems'
import { printYaml, readYaml, shaped } from './yaml'

/* What an archive says of its pictures: pictures.yaml, its first file. Every scalar arrives as text. */

export const picturesFileName = 'pictures.yaml'
const types = { jpg: 'image/jpeg', png: 'image/png', webp: 'image/webp', avif: 'image/avif', gif: 'image/gif' } as const
const fileName = /^pictures\/([0-9a-f]{64})\.(jpg|png|webp|avif|gif)$/

/** A picture in an archive; `file` is its name there. */
export type ArchivedPicture = ForeignMedium & { file: string }

const text = (most: number) => z.string().max(most, `At most ${most} characters`).refine(isStorable, notStorable).default('')
const share = z
  .string()
  .regex(/^(0(\.\d+)?|1(\.0+)?)$/, 'Expected a number from 0 to 1')
  .transform(Number)

const shape = z.strictObject({
  format: z.literal('1', { error: 'Expected 1, the version of the format. A later one is read by a later program' }),
  pictures: z
    .record(
      imageHash,
      z.strictObject({
        id: z.string().regex(/^[0-9a-hjkmnp-tv-z]{20}$/, 'Expected the id of a picture'),
        file: z.string().regex(fileName, 'Expected pictures/, the hash, and .jpg, .png, .webp, .avif or .gif'),
        name: text(mediaLimits.name),
        alt: text(mediaLimits.alt),
        decorative: z
          .enum(['true', 'false'], { error: 'Expected true or false' })
          .default('false')
          .transform((value) => value === 'true'),
        credit: text(mediaLimits.credit),
        focus: z.tuple([share, share], { error: 'Expected two numbers from 0 to 1, such as [0.5, 0.3]' }).default([0.5, 0.5]),
      }),
    )
    .default({}),
})

export function printPictures(pictures: readonly ArchivedPicture[]): string {
  const of = ({ id, file, name, alt, decorative, credit, focus }: ArchivedPicture) => ({
    id,
    file,
    name: name || undefined,
    alt: alt || undefined,
    decorative: decorative || undefined,
    credit: credit || undefined,
    focus: [focus.x, focus.y],
  })
  return printYaml({ format: 1, ...(pictures.length > 0 && { pictures: new Map(pictures.map((one) => [one.hash, of(one)])) }) }, (path) => path[2] === 'focus')
}

/** The pictures of an archive, by the names of their files. Throws a `FormatError` with everything that is wrong. */
export function parsePictures(yaml: string): Map<string, ArchivedPicture> {
  const problems = new Problems(picturesFileName)
  const read = readYaml(yaml, problems)
  const value = read && shaped(shape, read.value ?? {}, problems, read.lineOf, 2)
  const byId = new Map<string, string>()
  for (const [hash, { id, file }] of Object.entries(value?.pictures ?? {})) {
    const wrong = (field: string, message: string) => problems.add(read!.lineOf(['pictures', hash, field]), message)
    if (fileName.exec(file)![1] !== hash) wrong('file', `Expected the file of this picture: pictures/${hash}, and .jpg, .png, .webp, .avif or .gif`)
    if (byId.has(id)) wrong('id', `The picture ${byId.get(id)} has this id`)
    byId.set(id, hash)
  }
  if (!value || problems.all.length > 0) throw new FormatError(problems.all)
  return new Map(
    Object.entries(value.pictures).map(([hash, { focus, ...one }]) => {
      const type = types[fileName.exec(one.file)![2] as keyof typeof types]
      return [one.file, { hash, type, ...one, focus: { x: focus[0], y: focus[1] } }]
    }),
  )
}
