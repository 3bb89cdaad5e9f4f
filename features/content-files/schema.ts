import * as z from 'zod/mini'
import { creditRole, limits, listOrders, type CreditRole } from '@/features/articles/schema'
import { kindFolders, recordInput, recordKinds, slug, type RecordKind } from '@/features/records/schema'
import { isStorable, notStorable } from '@/platform/text/storable'

/** What the studio sends to have an article read, what it shows of it, and what it sends to make the list. Safe in a browser. */

/** How much is read at once beside a running site: fifty thousand words. A text of that length that is nothing but headings takes four seconds. */
export const articleLimits = { characters: 300_000, docxBytes: 6_000_000, records: 1000, parts: limits.entries + limits.sections } as const

const tooLong = `This is longer than any article: at most ${articleLimits.characters.toLocaleString('en')} characters can be read at once`

/** `docx`: the bytes of a Word document in base64. */
export const readArticleInput = z.union([
  z.object({ text: z.string().check(z.maxLength(articleLimits.characters, tooLong)) }),
  z.object({
    docx: z
      .string()
      .check(z.maxLength(Math.ceil(articleLimits.docxBytes / 3) * 4, 'This Word document is too large: at most 6 MB'), z.regex(/^[A-Za-z0-9+/]*={0,2}$/)),
    name: z.string().check(z.maxLength(300)),
  }),
])
export type ReadArticleInput = z.infer<typeof readArticleInput>

/** A part of the list, the words of the article that it comes from, and how sure the guess is, from 0 to 1. */
export type Guess = { words: string; source: string; confidence: number }
export type GuessedCredit = { role: CreditRole; record: string; confidence: number }
export type GuessedSection = {
  kind: 'section'
  id: string
  heading: string
  body: string
  place: string | null
  isInner: boolean
  source: string
  confidence: number
}
export type GuessedEntry = {
  kind: 'entry'
  id: string
  heading: string
  subheading: string
  body: string
  credits: GuessedCredit[]
  video: string | null
  source: string
  confidence: number
  /** Its heading repeats words that stay in the prose. */
  isCopied: boolean
}
export type GuessedPart = GuessedSection | GuessedEntry

/** A record that the list names (`people/iu`); `near`: one that is known and looks like this new one. */
export type NamedRecord = {
  record: string
  kind: RecordKind
  name: string
  isNew: boolean
  parent: string | null
  url: string | null
  near: { record: string; name: string; under: string | null } | null
}

/** An article as it was read, to be confirmed or mended. */
export type ReadArticle = {
  /** The id of the list that is made of it, so that it is made once. */
  listId: string
  /** As Markdown: what a writer may change and have read again. */
  text: string
  title: Guess
  standfirst: Guess
  question: Guess
  intro: string
  outro: string
  order: (typeof listOrders)[number]
  parts: GuessedPart[]
  records: NamedRecord[]
  questions: string[]
  notes: string[]
  leftOver: string[]
  dropped: { why: string; words: string[]; characters: number }[]
  /** Characters but blanks. */
  characters: { all: number; used: number; dropped: number; leftOver: number }
  faults: number
}

const reference = z.string().check(z.refine((value) => isReference(value), 'Not a record'))
function isReference(value: string): boolean {
  const [folder = '', name = '', ...rest] = value.split('/')
  return rest.length === 0 && Object.values<string>(kindFolders).includes(folder) && z.safeParse(slug, name).success
}
const line = (max: number) =>
  z.string().check(z.maxLength(max, `At most ${max} characters`), z.regex(/^[^\r\n]*$/, 'One line only'), z.refine(isStorable, notStorable))
const prose = z.string().check(z.maxLength(limits.body, `At most ${limits.body.toLocaleString('en')} characters`), z.refine(isStorable, notStorable))

export const makeListInput = z.object({
  id: z.string().check(z.regex(/^[0-9a-hjkmnp-tv-z]{20}$/, 'Not an id')),
  title: line(limits.title).check(z.trim(), z.minLength(1, 'Give it a title')),
  standfirst: line(limits.standfirst),
  question: line(limits.question),
  order: z.enum(listOrders),
  intro: prose,
  outro: prose,
  parts: z
    .array(
      z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('section'), heading: line(limits.heading), body: prose, place: z.nullable(reference), isInner: z.boolean() }),
        z.object({
          kind: z.literal('entry'),
          heading: line(limits.heading),
          subheading: line(limits.subheading),
          body: prose,
          credits: z.array(z.object({ role: creditRole, record: reference })).check(z.maxLength(limits.credits, `At most ${limits.credits} credits`)),
          video: z.nullable(reference),
        }),
      ]),
    )
    .check(z.maxLength(articleLimits.parts, `At most ${articleLimits.parts} entries and sections`)),
  /** Those that are to be made. */
  records: z
    .array(
      z.object({
        record: reference,
        kind: z.enum(recordKinds),
        name: recordInput.shape.name,
        parent: z.nullable(reference),
        url: recordInput.shape.url,
      }),
    )
    .check(z.maxLength(articleLimits.records, 'More records than a list can name')),
})
export type MakeListInput = z.infer<typeof makeListInput>

/** How much of an export the studio takes: an action takes 10 MB. Larger ones are for the command line. */
export const exportLimits = { characters: 8_000_000, bytes: 9_000_000, postCharacters: 1_000_000, posts: 2000 } as const

export const readExportInput = z.object({
  text: z.string().check(z.maxLength(exportLimits.characters, 'This export is too large: at most 8 MB. Export it in parts')),
})
/** A post as `readExport` gave it. */
export const postInput = z.object({
  title: z.string().check(z.maxLength(2000)),
  slug: z.string().check(z.maxLength(500)),
  excerpt: z.string().check(z.maxLength(20_000)),
  html: z.string().check(z.maxLength(exportLimits.postCharacters, 'This post is longer than any list')),
  published: z.nullable(z.iso.datetime()),
  path: z.string().check(z.maxLength(2000)),
})
export type PostInput = z.infer<typeof postInput>
/** Old addresses of posts, and the lists that were made of them. */
export const leadPostsInput = z.object({
  posts: z.array(z.object({ path: z.string().check(z.maxLength(2000)), slug })).check(z.minLength(1), z.maxLength(exportLimits.posts)),
})

/** What list a post would be: `isList` is false where no entry was found in it. */
export type CheckedPost = { isList: boolean; entries: number; newRecords: number; questions: string[]; leftOver: string[] }
