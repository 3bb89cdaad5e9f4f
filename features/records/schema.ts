import { z } from 'zod'
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
  .max(80, 'At most 80 characters')
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'Use lower-case letters, digits and single hyphens, like “park-seo-joon”')

// Asked also of text that is no date at all.
function isDay(date: string): boolean {
  const day = new Date(`${date}T00:00Z`)
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(date)
}

/** A day, a month or a year: `2008-08-13`, `2008-08`, `2008`. */
export const partialDate = z
  .string()
  .regex(/^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/, 'Write a year, a month or a day, like 2008, 2008-08 or 2008-08-13')
  .refine((date) => date.length !== 10 || isDay(date), 'There is no such day in that month')
  .refine((date) => !date.startsWith('0000'), 'There is no year 0000')

/** A name in another script, or an alias by which people look for the record. */
export const recordName = z.object({
  name: z.string().trim().min(1).max(200).refine(isStorable, notStorable),
  lang: z
    .string()
    .regex(/^[a-z]{2,3}(-[A-Za-z0-9]+)*$/, 'A language tag like “ko”')
    .default('en'),
  alias: z.boolean().default(false),
})

/** A shared record as writers give it; `parent` is the id of another record. */
export const recordInput = z.object({
  kind: z.enum(recordKinds),
  slug,
  name: z.string().trim().min(1, 'Give it a name').max(200).refine(isStorable, notStorable),
  names: z.array(recordName).max(30).default([]),
  description: z.string().max(5000).refine(isStorable, notStorable).default(''),
  parentId: z.string().max(40).nullable().default(null),
  latitude: z.number().min(-90).max(90).nullable().default(null),
  longitude: z.number().min(-180).max(180).nullable().default(null),
  date: partialDate.nullable().default(null),
  url: z
    .url({ protocol: /^https$/, error: 'An address that begins with https://' })
    .max(500)
    .nullable()
    .default(null),
})
export type RecordInput = z.infer<typeof recordInput>

/** `base`: what the form was filled in from, by field; only compared with what is stored. */
export const saveRecordInput = recordInput.extend({ id: z.string().max(40).nullable(), base: z.record(z.string().max(40), z.unknown()).default({}) })
/** `seen`: the revision that the writer saw as the newest. */
export const bringBackInput = z.object({ id: z.string().max(40), revision: z.int().min(1), seen: z.int().min(1) })
/** What the studio's look-up is asked; without `kinds` records of any kind. */
export const findRecordsInput = z.object({ text: z.string().max(200), kinds: z.array(z.enum(recordKinds)).optional() })
