import * as z from 'zod/mini'
import { creditRole, draftBounds, limits, listOrders } from '@/features/articles/schema'
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
const guess = z.object({ words: z.string(), source: z.string(), confidence: z.number() })
const guessedCredit = z.object({ role: creditRole, record: z.string(), confidence: z.number() })
const guessedSection = z.object({
  kind: z.literal('section'),
  id: z.string(),
  heading: z.string(),
  body: z.string(),
  place: z.nullable(z.string()),
  isInner: z.boolean(),
  source: z.string(),
  confidence: z.number(),
})
const guessedEntry = z.object({
  kind: z.literal('entry'),
  id: z.string(),
  heading: z.string(),
  subheading: z.string(),
  body: z.string(),
  credits: z.array(guessedCredit),
  video: z.nullable(z.string()),
  source: z.string(),
  confidence: z.number(),
  /** Its heading repeats words that stay in the prose. */
  isCopied: z.boolean(),
})
const guessedPart = z.discriminatedUnion('kind', [guessedSection, guessedEntry])

/** A record that the list names (`people/iu`); `near`: one that is known and looks like this new one. */
const namedRecord = z.object({
  record: z.string(),
  kind: z.enum(recordKinds),
  name: z.string(),
  isNew: z.boolean(),
  parent: z.nullable(z.string()),
  url: z.nullable(z.string()),
  /** Of a new one: what it is called in another script. */
  also: z.optional(z.array(z.object({ name: z.string(), lang: z.string() }))),
  near: z.nullable(z.object({ record: z.string(), name: z.string(), under: z.nullable(z.string()) })),
})

/** An article as it was read, to be confirmed or mended. The browser keeps it until the list is made. */
export const readArticle = z.object({
  /** The id of the list that is made of it, so that it is made once. */
  listId: z.string(),
  /** As Markdown: what a writer may change and have read again. */
  text: z.string(),
  title: guess,
  standfirst: guess,
  question: guess,
  intro: guess,
  outro: guess,
  order: z.enum(listOrders),
  parts: z.array(guessedPart),
  records: z.array(namedRecord),
  questions: z.array(z.string()),
  notes: z.array(z.string()),
  leftOver: z.array(z.string()),
  dropped: z.array(z.object({ why: z.string(), words: z.array(z.string()), characters: z.number() })),
  /** Characters but blanks. */
  characters: z.object({ all: z.number(), used: z.number(), dropped: z.number(), leftOver: z.number() }),
  faults: z.number(),
})
export type Guess = z.infer<typeof guess>
export type GuessedEntry = z.infer<typeof guessedEntry>
export type GuessedPart = z.infer<typeof guessedPart>
export type NamedRecord = z.infer<typeof namedRecord>
export type ReadArticle = z.infer<typeof readArticle>

/** The address of a record, of one kind where only that has a place. */
const reference = (kind?: RecordKind) => z.string().check(z.refine((value) => isReference(value, kind), 'Not a record'))
function isReference(value: string, kind: RecordKind | undefined): boolean {
  const [folder = '', name = '', ...rest] = value.split('/')
  const folders: string[] = kind ? [kindFolders[kind]] : Object.values(kindFolders)
  return rest.length === 0 && folders.includes(folder) && z.safeParse(slug, name).success
}
const line = (max: number) =>
  z.string().check(z.maxLength(max, `At most ${max} characters`), z.regex(/^[^\r\n]*$/, 'One line only'), z.refine(isStorable, notStorable))
/** As long as a draft may have it: the editor tells what is too long to be published. */
const prose = z
  .string()
  .check(z.maxLength(draftBounds.maxCharacters, `At most ${draftBounds.maxCharacters.toLocaleString('en')} characters`), z.refine(isStorable, notStorable))

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
        z.object({ kind: z.literal('section'), heading: line(limits.heading), body: prose, place: z.nullable(reference('place')), isInner: z.boolean() }),
        z.object({
          kind: z.literal('entry'),
          heading: line(limits.heading),
          subheading: line(limits.subheading),
          body: prose,
          credits: z.array(z.object({ role: creditRole, record: reference() })).check(z.maxLength(limits.credits, `At most ${limits.credits} credits`)),
          video: z.nullable(reference('video')),
        }),
      ]),
    )
    .check(
      z.maxLength(articleLimits.parts, `At most ${articleLimits.parts} entries and sections`),
      z.refine((parts) => parts.filter(({ kind }) => kind === 'section').length <= draftBounds.maxSections, `At most ${draftBounds.maxSections} sections`),
    ),
  /** Those that are to be made. */
  records: z
    .array(
      z.object({
        record: reference(),
        kind: z.enum(recordKinds),
        name: recordInput.shape.name,
        parent: z.nullable(reference()),
        url: recordInput.shape.url,
        also: z.optional(z.array(z.object({ name: recordInput.shape.name, lang: z.enum(['ko', 'en']) })).check(z.maxLength(4))),
      }),
    )
    .check(z.maxLength(articleLimits.records, 'More records than a list can name')),
})
export type MakeListInput = z.infer<typeof makeListInput>

/** How much of an export the studio takes: an action takes 10 MB (next.config.mjs), as which the text is sent in JSON (`sentBytes`). Larger ones are for the command line. */
export const exportLimits = { characters: 8_000_000, bytes: 9_000_000, sentBytes: 10_400_000, postCharacters: 1_000_000, posts: 2000 } as const

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
  origin: z.string().check(z.maxLength(2000)),
})
export type PostInput = z.infer<typeof postInput>
/** Old addresses of posts, and the lists that were made of them. */
export const leadPostsInput = z.object({
  posts: z.array(z.object({ path: z.string().check(z.maxLength(2000)), slug })).check(z.minLength(1), z.maxLength(exportLimits.posts)),
})

/** What list a post would be: `isList` is false where no entry was found in it. */
export type CheckedPost = { isList: boolean; entries: number; newRecords: number; questions: string[]; leftOver: string[] }

/** Of lists as files: their texts are sent together, and pictures one by one. What is made of a photograph has less than a megabyte. */
export const filesLimits = { files: 2000, pictureBytes: 7_000_000 } as const

const contentFiles = z
  .array(
    z.object({
      name: z.string().check(z.maxLength(300), z.regex(/^[^/\\]+\.(?:md|ya?ml)$/i, 'Expected a .md or .yaml file')),
      text: z.string().check(z.refine(isStorable, notStorable)),
    }),
  )
  .check(
    z.minLength(1, 'There is no list and no record in it'),
    z.maxLength(filesLimits.files, `At most ${filesLimits.files.toLocaleString('en')} files at once`),
  )
/** `pictures`: what an archive says of its pictures, its `pictures.yaml`. */
export const checkFilesInput = z.object({ files: contentFiles, pictures: z.nullable(z.string()) })
const mediumId = z.string().check(z.regex(/^[0-9a-hjkmnp-tv-z]{20}$/, 'Not an id'))
/** `bytes` in base64, of the picture of this name in the archive. */
export const bringPictureInput = z.object({
  pictures: z.string(),
  file: z.string().check(z.maxLength(200)),
  bytes: z.string().check(z.maxLength(Math.ceil(filesLimits.pictureBytes / 3) * 4, 'This picture is too large'), z.regex(/^[A-Za-z0-9+/]*={0,2}$/)),
})
/** `ids`: which pictures have another id here. */
export const importFilesInput = z.object({ files: contentFiles, ids: z.record(mediumId, mediumId) })
export type BroughtFile = z.infer<typeof contentFiles>[number]

/** What comes of files; `faults`: then nothing of any of them is kept. */
export type FilesOutcome = {
  faults: string[]
  lists: { slug: string; id: string; draft: 'created' | 'changed' | 'unchanged'; scheduled: string | null; note: string | null }[]
  recordsAdded: number
  recordsChanged: number
  seriesAndAuthors: number
  notes: string[]
}
/** `needed`: the pictures that are not here yet, and the part of `pictures.yaml` that is about each. */
export type CheckedFiles = FilesOutcome & { needed: { file: string; id: string; about: string }[]; ids: Record<string, string> }
