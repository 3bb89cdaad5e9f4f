import * as z from 'zod/mini'
import { slug } from '@/features/records/schema'
import { isStorable, notStorable } from '@/platform/text/storable'
import { isLanguage } from './document/languages'

/**
 * The document of a list (what is drafted, published as editions, imported and exported), and what the studio's actions take. Safe in a browser.
 */

/** Roles in which an entry credits a record, with the words shown before the name. */
export const creditRoles = {
  artist: 'Artist',
  featured: 'Featuring',
  with: 'With',
  lead: 'Lead',
  cast: 'Also starring',
  cameo: 'Cameo',
  song: 'Song',
  director: 'Director',
  producer: 'Made by',
  composer: 'Composer',
  artwork: 'Artwork',
  styling: 'Styling',
  'filmed-in': 'Filmed in',
} as const
export type CreditRole = keyof typeof creditRoles
export const creditRole = z.enum(Object.keys(creditRoles) as [CreditRole, ...CreditRole[]])

/** Slugs that are ids of the article's page already (see `isReservedEntrySlug`). */
const pageIds = ['main', 'results', 'comments', 'comment', 'intro', 'outro', 'question', 'entries', 'share', 'related', 'top', 'feed']
export const isReservedEntrySlug = (value: string) => pageIds.includes(value) || /^(comment|section|field|form)-/.test(value)
export const entrySlug = slug.check(z.refine((value) => !isReservedEntrySlug(value), 'This address is a part of the page itself: choose another'))

export const limits = {
  title: 200,
  standfirst: 500,
  heading: 200,
  subheading: 300,
  body: 20_000,
  question: 200,
  description: 160,
  reason: 200,
  waived: 1000,
  entries: 500,
  sections: 60,
  credits: 40,
} as const

const id = z.string().check(z.regex(/^[a-z0-9]{8,40}$/, 'Not an id'))
const markdown = z.string().check(z.maxLength(limits.body, `At most ${limits.body.toLocaleString('en')} characters`), z.refine(isStorable, notStorable))
const line = (max: number) =>
  z.string().check(z.maxLength(max, `At most ${max} characters`), z.regex(/^[^\r\n]*$/, 'One line only'), z.refine(isStorable, notStorable))
/** At most so many of a kind. */
const upTo = <T extends z.ZodMiniType>(max: number, of: T, things: string) => z.array(of).check(z.maxLength(max, `At most ${max} ${things}`))

/** `subject` is the id of a shared record. */
export const credit = z.object({ role: creditRole, subject: id })

/**
 * One thing of the list. `heading` is plain text, `subheading` one line of inline Markdown (“in **Sandara Park’s** “Kiss””),
 * `body` Markdown, `video` the id of a video record.
 */
export const entry = z.object({
  id,
  slug: entrySlug,
  heading: line(limits.heading),
  subheading: z._default(line(limits.subheading), ''),
  body: z._default(markdown, ''),
  credits: z._default(upTo(limits.credits, credit, 'credits'), []),
  video: z._default(z.nullable(id), null),
})

const sectionFields = {
  id,
  heading: line(limits.heading),
  body: z._default(markdown, ''),
  /** The id of a place record that the section is about. */
  place: z._default(z.nullable(id), null),
  entries: z._default(z.array(entry), []),
}
/** A section inside a section: the tree has two levels. */
export const subsection = z.object(sectionFields)
/** Its own entries come before those of its subsections. */
export const section = z.object({ ...sectionFields, sections: z._default(upTo(limits.sections, subsection, 'sections'), []) })

export const listOrders = ['numbered', 'countdown', 'plain'] as const

/**
 * What each entry of a list has, as its writer decided: the roles in which it credits somebody, whether a video, and how its heading and subheading are made
 * of the credits, such as `**{artist}**, “{song}”`. An empty pattern makes nothing.
 */
export const template = z.object({
  roles: upTo(Object.keys(creditRoles).length, creditRole, 'roles').check(z.refine((roles) => new Set(roles).size === roles.length, 'A role is there twice')),
  video: z.boolean(),
  heading: line(limits.heading),
  subheading: line(limits.subheading),
})

/**
 * A check that need not be heeded: its kind, where it holds (null: the list itself; else the id of an entry or a section) and `of`, what it found there in
 * short, so that it comes back when it finds something else.
 */
const finding = { check: z.string().check(z.regex(/^[a-z][a-z-]{0,39}$/, 'Not a kind of check')), of: z._default(line(200), '') }
export const waiver = z.object({
  ...finding,
  at: z.nullable(id),
  reason: line(limits.reason).check(z.refine((reason) => reason.trim() !== '', 'Say why')),
  /** The name of who said so, and when (ISO). */
  by: line(200),
  when: z.iso.datetime(),
})

/** The rules for a document that readers are to see, of format 2: asked when it is imported or published. Entries outside every section come first. */
export const listDocument = z
  .object({
    format: z.literal(2),
    title: line(limits.title),
    standfirst: z._default(line(limits.standfirst), ''),
    intro: z._default(markdown, ''),
    outro: z._default(markdown, ''),
    question: z._default(line(limits.question), ''),
    /** The line for search engines. Without one it is made of the standfirst or the introduction. */
    description: z._default(line(limits.description), ''),
    /** The language of its words, as a tag of BCP 47; '' is the site's. */
    language: z._default(z.string().check(z.refine((tag) => tag === '' || isLanguage(tag), 'A language is a tag such as en or ko')), ''),
    template: z._default(z.nullable(template), null),
    // Private: however many there are, they keep nothing from readers.
    waived: z._default(z.array(waiver), []),
    order: z._default(z.enum(listOrders), 'numbered'),
    entries: z._default(z.array(entry), []),
    sections: z._default(upTo(limits.sections, section, 'sections'), []),
  })
  .check(
    z.superRefine((document, context) => {
      const entries = entriesOf(document)
      if (entries.length > limits.entries) context.addIssue({ code: 'custom', path: ['entries'], message: `At most ${limits.entries} entries` })
      for (const key of ['id', 'slug'] as const) {
        const seen = new Set<string>()
        for (const { entry, path } of entries) {
          if (seen.has(entry[key]))
            context.addIssue({ code: 'custom', path: [...path, key], message: `Two entries have the ${key === 'id' ? 'id' : 'address'} “${entry[key]}”` })
          seen.add(entry[key])
        }
      }
    }),
  )

/** What bounds a saved draft: `maxCharacters` of one field, `maxBytes` of the whole as JSON. A request to save it holds little more. */
export const draftBounds = { maxCharacters: 200_000, maxBytes: 5 * 1024 * 1024, maxEntries: 2000, maxSections: 500 } as const

export const draftText = z.string().check(
  z.maxLength(draftBounds.maxCharacters, `At most ${draftBounds.maxCharacters.toLocaleString('en')} characters`),
  // Pasted from some programs, or cut by one.
  z.refine(isStorable, notStorable),
)
export const draftId = draftText.check(z.minLength(1, 'Not an id'), z.maxLength(200, 'Not an id'))
const textOrNothing = z._default(draftText, '')
export const draftEntry = z.object({
  id: draftId,
  slug: draftText,
  heading: draftText,
  subheading: textOrNothing,
  body: textOrNothing,
  credits: z._default(z.array(z.object({ role: creditRole, subject: draftId })), []),
  video: z._default(z.nullable(draftId), null),
})
const draftSectionFields = {
  id: draftId,
  heading: draftText,
  body: textOrNothing,
  place: z._default(z.nullable(draftId), null),
  entries: z._default(z.array(draftEntry), []),
}

/** A template and a waived check in a draft. */
export const draftTemplate = z.object({ roles: z.array(creditRole).check(z.maxLength(40)), video: z.boolean(), heading: draftText, subheading: draftText })
export const draftWaiver = z.object({ ...waiver.shape, at: z.nullable(draftId) })

/**
 * What a draft must be to be saved: the shape of a document, within bounds that keep the database and the editor well. It may be half-written: an
 * empty heading, two entries with one address or a title that is too long are told by `problemsOf`, and refused when it is published.
 */
export const draftDocument = z
  .object({
    format: z.literal(2),
    title: draftText,
    standfirst: textOrNothing,
    intro: textOrNothing,
    outro: textOrNothing,
    question: textOrNothing,
    description: textOrNothing,
    language: textOrNothing,
    template: z._default(z.nullable(draftTemplate), null),
    waived: z._default(z.array(draftWaiver), []),
    order: z._default(z.enum(listOrders), 'numbered'),
    entries: z._default(z.array(draftEntry), []),
    sections: z._default(z.array(z.object({ ...draftSectionFields, sections: z._default(z.array(z.object(draftSectionFields)), []) })), []),
  })
  .check(
    z.refine((document) => new TextEncoder().encode(JSON.stringify(document)).length <= draftBounds.maxBytes, {
      error: 'This list is larger than 5 MB, which is more than can be kept: make two of it',
      path: ['entries'],
    }),
  )

export type Credit = z.infer<typeof credit>
export type ListEntry = z.infer<typeof entry>
export type Template = z.infer<typeof template>
export type Waiver = z.infer<typeof waiver>
export type Subsection = z.infer<typeof subsection>
export type Section = z.infer<typeof section>
export type ListDocument = z.infer<typeof listDocument>
export type ListOrder = ListDocument['order']

/** An entry that has left its list, with the number that it had (null when nobody knows) and the addresses before its last. */
export type RemovedListEntry = { entry: ListEntry; number: number | null; formerly: string[] }

/** An entry where it stands: its path in the document, position from 0 in reading order, and the section(s) around it. */
export type PlacedEntry = { entry: ListEntry; path: (string | number)[]; position: number; section: Section | null; subsection: Subsection | null }

/** Every entry in reading order. */
export function entriesOf(document: Pick<ListDocument, 'entries' | 'sections'>): PlacedEntry[] {
  const found: PlacedEntry[] = []
  const take = (entries: ListEntry[], path: (string | number)[], section: Section | null, subsection: Subsection | null) =>
    entries.forEach((entry, index) => found.push({ entry, path: [...path, 'entries', index], position: found.length, section, subsection }))
  take(document.entries, [], null, null)
  document.sections.forEach((section, s) => {
    take(section.entries, ['sections', s], section, null)
    section.sections.forEach((subsection, t) => take(subsection.entries, ['sections', s, 'sections', t], section, subsection))
  })
  return found
}

/** The number that an entry shows: from 1 upward, or downward to 1 in a countdown. A plain list counts too: its rail needs names. */
export const numberOf = (position: number, total: number, order: ListOrder) => (order === 'countdown' ? total - position : position + 1)

/** A document with nothing in it. */
export const emptyDocument = (title = ''): ListDocument => ({
  format: 2,
  title,
  standfirst: '',
  intro: '',
  outro: '',
  question: 'Which one was your favourite?',
  description: '',
  language: '',
  template: null,
  waived: [],
  order: 'numbered',
  entries: [],
  sections: [],
})

/** The states of a list, as the studio says them. */
export const stateWords = { draft: 'Draft', review: 'In review', scheduled: 'Scheduled', published: 'Published', unpublished: 'Unpublished' } as const

// What the studio's actions take.

const rowId = z.string().check(z.minLength(1), z.maxLength(40))
const version = z.int().check(z.positive())
const note = z._default(z.string().check(z.trim(), z.maxLength(500, 'At most 500 characters')), '')

export const newArticleInput = z.object({ title: z.string().check(z.trim(), z.minLength(1, 'Give it a title'), z.maxLength(limits.title)) })
export const articleInput = z.object({ articleId: rowId })
const publicationTime = z.pipe(
  z.iso.datetime({ offset: true, error: 'Choose a day and a time' }),
  z.transform((at) => new Date(at)),
)
/** The editions that readers saw and that waited when the writer was told what would change. */
const seen = z.optional(z.object({ live: z.nullable(rowId), waiting: z.nullable(rowId) }))
/** `asRead`: the draft of that version is published, also when somebody has changed it since. */
export const publishInput = z.object({ articleId: rowId, version, note, seen, asRead: z.optional(z.boolean()) })
export const scheduleInput = z.object({ articleId: rowId, version, note, seen, at: publicationTime })
export const moveScheduleInput = z.object({ articleId: rowId, editionId: rowId, at: publicationTime })
export const slugInput = z.object({ articleId: rowId, slug })
export const restoreInput = z.object({ articleId: rowId, editionId: rowId, version })
/** A version of the draft that is looked up. */
const revisionOf = version.check(z.maximum(2 ** 31 - 1))
export const restoreRevisionInput = z.object({ articleId: rowId, revision: revisionOf, version })
export const nameRevisionInput = z.object({
  articleId: rowId,
  revision: revisionOf,
  name: z.string().check(z.trim(), z.maxLength(80, 'At most 80 characters'), z.regex(/^[^\r\n]*$/, 'One line only')),
})
/** So many names stand under a list. */
export const maxAuthors = 20
/** `base`: what whoever changes it saw; of imported lists, or of two who added at one moment, that may be more. */
const authorIds = z.array(rowId).check(z.maxLength(200))
export const authorsInput = z.object({ articleId: rowId, authorIds, base: z.optional(authorIds) })
const seriesPlace = z.object({ seriesId: z.nullable(rowId), position: z.nullable(z.int().check(z.minimum(1), z.maximum(999_999))) })
export const seriesPlaceInput = z.extend(seriesPlace, { articleId: rowId, base: z.optional(seriesPlace) })
export type SeriesPlace = z.infer<typeof seriesPlace>
/** The medium that is a list's cover; null: it is drawn. `base`: the one that was seen. */
export const coverInput = z.object({ articleId: rowId, coverId: z.nullable(rowId), base: z.optional(z.nullable(rowId)) })
export type CoverChoice = z.infer<typeof coverInput>
/** Where a tab is in a list that it has open; `left` when it goes. */
export const presenceInput = z.object({
  id: rowId,
  tab: z.string().check(z.regex(/^[0-9a-z]{8,24}$/, 'Not an id of a tab')),
  place: z.string().check(z.regex(/^(list|(section|entry):[0-9A-Za-z_-]{1,60})$/, 'Not a part of a list')),
  left: z._default(z.boolean(), false),
})
export const copyEntriesInput = z.object({
  from: rowId,
  to: rowId,
  entries: z.array(draftId).check(z.minLength(1, 'Choose an entry'), z.maxLength(limits.entries, `At most ${limits.entries} entries at once`)),
  /** Made in the browser, so that what is sent again is done once. */
  once: z.string().check(z.regex(/^[0-9a-z]{8,24}$/, 'Not an id')),
})

/** What a form was filled in from, by field: only compared with what is stored. */
const base = z._default(z.record(z.string().check(z.maxLength(40)), z.unknown()), {})
const named = (what: string) => z.string().check(z.trim(), z.minLength(1, `Give it a ${what}`), z.maxLength(200))
const prose = z._default(z.string().check(z.maxLength(5000)), '')
export const seriesInput = z.object({ id: z.nullable(rowId), slug, title: named('title'), description: prose, base })
export const authorInput = z.object({
  id: z.nullable(rowId),
  slug,
  name: named('name'),
  bio: prose,
  accountId: z.nullable(rowId),
  base,
})

/** For so many days a preview link can be made (preview-links.ts). */
export const previewDays = [1, 7, 30] as const
export const usualPreviewDays = 7
export const previewLimits = { label: 80, live: 20 } as const
