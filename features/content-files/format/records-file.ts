import { z } from 'zod'
import { kindFolders, slug, recordInput, recordName, type RecordKind } from '@/features/records/schema'
import { isStorable, notStorable } from '@/platform/text/storable'
import { imageHash } from './list-file'
import { reference, type Reference } from './reference'

/** The shapes of records.yaml, where every scalar arrives as text. */

const decimal = (limit: number) =>
  z.union([
    z.enum(['', '~', 'null']).transform(() => null),
    z
      .string()
      .regex(/^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i, 'Expected a number of degrees, such as 51.5')
      .transform(Number)
      .refine((value) => Math.abs(value) <= limit, `Expected a number between -${limit} and ${limit}`),
  ])

/** Addresses that it had before: they lead to it. */
const formerly = z.array(slug).max(100, 'At most 100 former addresses').default([])

const fileRecord = z.strictObject({
  name: recordInput.shape.name,
  names: z
    .array(
      z.strictObject({
        name: recordName.shape.name,
        lang: recordName.shape.lang,
        alias: z
          .enum(['true', 'false'], { error: 'Expected true or false' })
          .default('false')
          .transform((value) => value === 'true'),
      }),
    )
    .max(30, 'At most 30 names')
    .default([]),
  description: recordInput.shape.description,
  parent: reference().nullable().default(null),
  at: z.tuple([decimal(90), decimal(180)], { error: 'Expected a latitude and a longitude, such as [51.5, -0.12]' }).default([null, null]),
  date: recordInput.shape.date,
  url: recordInput.shape.url,
  /** The hash of a picture: a portrait, or of a video its poster. Of format 2. */
  picture: imageHash.nullable().default(null),
  formerly,
})
const text = z.string().max(5000).refine(isStorable, notStorable).default('')
const fileSeries = z.strictObject({ title: z.string().trim().min(1, 'Give it a title').max(200).refine(isStorable, notStorable), description: text, formerly })
const fileAuthor = z.strictObject({ name: recordInput.shape.name, bio: text, formerly })

export const recordsShape = z.strictObject({
  format: z.enum(['1', '2'], { error: 'Expected 1 or 2, the versions of the format that this program reads. A later one is read by a later program' }),
  ...(Object.fromEntries(Object.values(kindFolders).map((folder) => [folder, z.record(slug, fileRecord).default({})])) as Record<
    (typeof kindFolders)[RecordKind],
    z.ZodDefault<z.ZodRecord<typeof slug, typeof fileRecord>>
  >),
  series: z.record(slug, fileSeries).default({}),
  authors: z.record(slug, fileAuthor).default({}),
})

/** A shared record as a file has it: its parent is a reference. */
export type FileRecord = {
  kind: RecordKind
  slug: string
  name: string
  names: { name: string; lang: string; alias: boolean }[]
  description: string
  parent: Reference | null
  latitude: number | null
  longitude: number | null
  date: string | null
  url: string | null
  /** A hash; null in a file that says nothing of it. */
  picture?: string | null
  formerly: string[]
}
export type FileSeries = { slug: string; title: string; description: string; formerly: string[] }
export type FileAuthor = { slug: string; name: string; bio: string; formerly: string[] }

/** What records.yaml says: the shared records by kind (people, groups, songs, places, videos), then series and authors. */
export type RecordsFile = { records: FileRecord[]; series: FileSeries[]; authors: FileAuthor[] }
