import { z } from 'zod'
import { slug } from '@/features/records/schema'
import { isStorable } from '@/platform/text/storable'
import { reference } from './reference'
import { isLanguage } from '@/features/articles/document/languages'
import { creditRoles, creditRole, entrySlug, limits, listOrders, waiver, type CreditRole } from '@/features/articles/schema'

/** What a list file says: the document with references in place of ids, and what stands beside the document in the database. */

const unstorable = 'There is a character in it that cannot be kept (NUL, or half of one)'

const line = (max: number, tooLong = `At most ${max} characters`) =>
  z
    .string()
    .max(max, tooLong)
    .regex(/^[^\r\n]*$/, 'One line only')
    .refine(isStorable, unstorable)
const markdown = z
  .string()
  .max(limits.body, `At most ${limits.body.toLocaleString('en')} characters`)
  .refine(isStorable, unstorable)

const fileCredit = z.object({ role: creditRole, subject: reference() })

const former = (max: number) => z.array(slug).max(max, `At most ${max} former addresses`).default([])

const fileEntry = z.object({
  slug: entrySlug,
  /** Addresses that it had before, in the order of the alphabet: they lead to it. */
  formerly: former(100),
  heading: line(limits.heading),
  subheading: line(limits.subheading, `At most ${limits.subheading} characters. If this is the entry’s prose, put an empty line before it`),
  body: markdown,
  credits: z.array(fileCredit).max(limits.credits, `At most ${limits.credits} credits`),
  video: reference('video').nullable(),
})

const sectionFields = {
  heading: line(limits.heading),
  body: markdown,
  place: reference('place').nullable(),
  entries: z.array(fileEntry),
}
const fileSubsection = z.object(sectionFields)
const fileSection = z.object({
  ...sectionFields,
  sections: z.array(fileSubsection).max(limits.sections, `At most ${limits.sections} subsections`),
})

/** What a picture of the media store is called in files. */
export const imageHash = z.string().regex(/^[0-9a-f]{64}$/, 'Expected the 64 letters and digits of an image’s hash')

const [firstYear, lastYear] = [1900, 2199]
/** Asked also of text that is no time at all, of which that is said. */
function isOfReason(at: string): boolean {
  const year = new Date(at).getUTCFullYear()
  return Number.isNaN(year) || !/^\d{4}-\d\d-\d\dT/.test(at) || (year >= firstYear && year <= lastYear)
}
const moment = z.iso
  .datetime({ offset: true, error: 'Expected a time such as 2026-11-20T09:00:00Z' })
  .refine(isOfReason, `Expected a time from the year ${firstYear} to ${lastYear}`)

/** What only format 2 has. */
export const inFormat2 = ['description', 'language', 'template', 'waived'] as const

const fileTemplate = z.strictObject({
  roles: z
    .array(z.enum(Object.keys(creditRoles) as [CreditRole, ...CreditRole[]], { error: `Expected some of the roles ${Object.keys(creditRoles).join(', ')}` }))
    .default([]),
  video: z
    .enum(['true', 'false'], { error: 'Expected true or false' })
    .default('false')
    .transform((value) => value === 'true'),
  heading: line(limits.heading).default(''),
  subheading: line(limits.subheading).default(''),
})

/** A check that need not be heeded: of the entry with that slug, the section with that number (`2`, or `2.1` in it), or the list. */
const fileWaiver = z.strictObject({
  check: waiver.shape.check,
  entry: z
    .string()
    .regex(/^[a-z0-9-]{1,80}$/, 'Expected the slug of an entry')
    .nullable()
    .default(null),
  section: z
    .string()
    .regex(/^[1-9]\d{0,2}(\.[1-9]\d{0,2})?$/, 'Expected the number of a section, such as 2, or 2.1 for one inside it')
    .nullable()
    .default(null),
  of: line(200).default(''),
  reason: line(limits.reason).refine((reason) => reason.trim() !== '', 'Say why'),
  by: line(200).default(''),
  when: z.iso.datetime({ error: 'Expected a time such as 2026-11-20T09:00:00Z' }),
})
export type FileWaiver = z.infer<typeof fileWaiver>

/** The front matter. Every scalar arrives as text. */
export const frontMatter = z.strictObject({
  format: z.enum(['1', '2'], { error: 'Expected 1 or 2, the versions of the list format that this program reads. A later one is read by a later program' }),
  slug,
  title: line(limits.title),
  standfirst: line(limits.standfirst).default(''),
  order: z.enum(listOrders, { error: `Expected one of ${listOrders.join(', ')}` }).default('numbered'),
  question: line(limits.question).default(''),
  description: line(limits.description).default(''),
  language: z.string().refine(isLanguage, 'Expected the tag of a language, such as ko or pt-BR').or(z.literal('')).default(''),
  template: fileTemplate.nullable().default(null),
  waived: z.array(fileWaiver).default([]),
  series: z
    .strictObject({
      slug,
      position: z
        .string()
        .regex(/^[1-9]\d{0,8}$/, 'Expected a whole number from 1')
        .transform(Number)
        .nullable()
        .default(null),
    })
    .nullable()
    .default(null),
  authors: z.array(slug).max(20, 'At most 20 authors').default([]),
  cover: imageHash.nullable().default(null),
  /** Addresses that the list had before: they lead to it. */
  formerly: former(100),
  /** `draft`: not to be published by an import. */
  state: z.enum(['draft', 'ready'], { error: 'Expected draft or ready' }).default('ready'),
  /** When the article first appeared. */
  published: moment.nullable().default(null),
})
export type FrontMatter = z.infer<typeof frontMatter>

/** What stands under the front matter. That slugs differ is checked where the lines are known. */
export const fileContent = z.object({
  intro: markdown,
  outro: markdown,
  entries: z.array(fileEntry),
  sections: z.array(fileSection).max(limits.sections, `At most ${limits.sections} sections`),
  /** Entries that have left the list and whose pages stay, each with the number that it had. */
  removed: z.array(fileEntry.extend({ number: z.number().int().min(1).max(9999).nullable() })),
})

export type FileEntry = z.infer<typeof fileEntry>
export type RemovedEntry = FileContent['removed'][number]
export type FileSubsection = z.infer<typeof fileSubsection>
export type FileContent = z.infer<typeof fileContent>
/** One list file. */
export type ListFile = Omit<FrontMatter, 'format'> & FileContent

export const roleNames = Object.keys(creditRoles)
