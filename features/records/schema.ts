import * as z from 'zod/mini'
import { isStorable, notStorable } from '@/platform/text/storable'

/** The kinds of records. A video is a record too: correcting its address corrects every list that shows it. */
export const recordKinds = ['person', 'group', 'song', 'place', 'video'] as const
export type RecordKind = (typeof recordKinds)[number]

/** The folder of a kind in addresses (`/people/…`) and in the list format (`people/park-seo-joon`). */
export const kindFolders = { person: 'people', group: 'groups', song: 'songs', place: 'places', video: 'videos' } as const satisfies Record<RecordKind, string>
export type KindFolder = (typeof kindFolders)[RecordKind]

/** Lower-case words of latin letters and digits joined by single hyphens, at most 80 characters. */
export const slug = z
  .string()
  .check(
    z.maxLength(80, 'At most 80 characters'),
    z.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'Use lower-case letters, digits and single hyphens, like “park-seo-joon”'),
  )

// Asked also of text that is no date at all.
function isDay(date: string): boolean {
  const day = new Date(`${date}T00:00Z`)
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(date)
}

/** A day, a month or a year: `2008-08-13`, `2008-08`, `2008`. */
const partialDate = z.string().check(
  z.regex(/^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/, 'Write a year, a month or a day, like 2008, 2008-08 or 2008-08-13'),
  z.refine((date) => date.length !== 10 || isDay(date), 'There is no such day in that month'),
  z.refine((date) => !date.startsWith('0000'), 'There is no year 0000'),
)

const atMost = (max: number) => z.maxLength(max, `At most ${max.toLocaleString('en')} characters`)
const degrees = (most: number) => z.number().check(z.minimum(-most, `From -${most} to ${most}`), z.maximum(most, `From -${most} to ${most}`))

/** A name in another script, or an alias by which people look for the record. */
export const recordName = z.object({
  name: z.string().check(z.trim(), z.minLength(1, 'Write a name'), atMost(200), z.refine(isStorable, notStorable)),
  lang: z._default(z.string().check(z.regex(/^[a-z]{2,3}(-[A-Za-z0-9]+)*$/, 'A language tag like “ko”')), 'en'),
  alias: z._default(z.boolean(), false),
})

const orNull = <T extends z.ZodMiniType>(shape: T) => z._default(z.nullable(shape), null)

/** A shared record as writers give it; `parentId` is the id of another record, `pictureId` that of a medium: a portrait, or of a video its poster. */
export const recordInput = z.object({
  kind: z.enum(recordKinds),
  slug,
  name: z.string().check(z.trim(), z.minLength(1, 'Give it a name'), atMost(200), z.refine(isStorable, notStorable)),
  names: z._default(z.array(recordName).check(z.maxLength(30, 'At most 30 names')), []),
  description: z._default(z.string().check(atMost(5000), z.refine(isStorable, notStorable)), ''),
  parentId: orNull(z.string().check(z.maxLength(40))),
  latitude: orNull(degrees(90)),
  longitude: orNull(degrees(180)),
  date: orNull(partialDate),
  url: orNull(z.url({ protocol: /^https$/, error: 'An address that begins with https://' }).check(atMost(500))),
  /** Left out, it stays as it is: revisions and files that are older than pictures have none. */
  pictureId: z.optional(z.nullable(z.string().check(z.maxLength(40)))),
})
export type RecordInput = z.infer<typeof recordInput>

/** `base`: what the form was filled in from, by field; only compared with what is stored. */
const rowId = z.string().check(z.maxLength(40))
export const saveRecordInput = z.extend(recordInput, { id: z.nullable(rowId), base: z._default(z.record(rowId, z.unknown()), {}) })
/** `seen`: the revision that the writer saw as the newest. */
export const bringBackInput = z.object({ id: rowId, revision: z.int().check(z.minimum(1)), seen: z.int().check(z.minimum(1)) })
/** What the studio's look-up is asked; without `kinds` records of any kind. */
export const findRecordsInput = z.object({ text: z.string().check(z.maxLength(200)), kinds: z.optional(z.array(z.enum(recordKinds))) })
/** Names that were typed or pasted, each with the kinds of record that it may be of. */
const maxRecognised = 4000
export const recogniseInput = z.object({
  asked: z
    .array(z.object({ text: z.string().check(z.maxLength(2000)), kinds: z.array(z.enum(recordKinds)).check(z.maxLength(recordKinds.length)) }))
    .check(z.maxLength(maxRecognised, `At most ${maxRecognised.toLocaleString('en')} names at once`)),
})

/** `from` leads to `into` afterwards. */
export const mergeInput = z.object({ from: rowId, into: rowId })
export const undoMergeInput = z.object({ id: rowId })

/** Names of a record that is about to be made. */
export const findCloseInput = z.object({ kind: z.enum(recordKinds), names: z.array(z.string().check(z.maxLength(200))).check(z.maxLength(40)) })

/** The fields of records, series and authors, in the order of their forms. */
export const fieldLabels = {
  name: 'Name',
  title: 'Title',
  slug: 'Address',
  names: 'Other names',
  url: 'Address of the video',
  date: 'Date',
  latitude: 'Latitude',
  longitude: 'Longitude',
  parentId: 'Stands under',
  pictureId: 'Picture',
  accountId: 'Account',
  description: 'Description',
  bio: 'About the author',
} as const

const parents: Record<RecordKind, string> = { person: 'Group', group: 'Stands under', song: 'Artist', place: 'Lies in', video: 'Song' }

/** What a field is called in a form and in its history; some are called otherwise for one kind of record. `kind`: null for a series or an author. */
export function labelOf(field: keyof typeof fieldLabels, kind: RecordKind | null): string {
  if (field === 'date' && (kind === 'person' || kind === 'group')) return 'Born or founded'
  if (field === 'pictureId' && kind === 'video') return 'Poster'
  return field === 'parentId' && kind !== null ? parents[kind] : fieldLabels[field]
}

/** What is said once a form is saved: with the names of the fields that somebody else had changed, which it shows now. */
export function savedWords(others: Readonly<Record<string, unknown>> | null, kind: RecordKind | null): string {
  const names = (Object.keys(fieldLabels) as (keyof typeof fieldLabels)[]).filter((key) => others && key in others).map((key) => `“${labelOf(key, kind)}”`)
  return names.length === 0 ? 'Saved' : `Saved. Somebody else had changed ${names.join(' and ')}, which you see here now.`
}
