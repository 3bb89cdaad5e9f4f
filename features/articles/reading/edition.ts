import { LRUCache } from 'lru-cache'
import type { ShownPicture } from '@/features/media/queries/shown-pictures'
import { pictureFinder, pictureIdsIn } from '@/features/media/document/text-pictures'
import { needsSheet } from '@/features/media/document/text-sheet'
import { roomOfList, type PictureFinder } from '@/platform/text/pictures'
import { excerpt, renderLine, renderProse } from '../markdown'
import { readDocument } from '../document/read-document'
import { proseOf } from '../document/texts'
import { entriesOf, numberOf, type ListDocument, type ListEntry } from '../schema'

/** The prose of an edition as safe HTML, by the id of what it belongs to. */
export type EditionProse = {
  intro: string
  outro: string
  /** By section id. */
  sections: Map<string, string>
  /** By entry id; `line` is the subheading as HTML, `plain` as text. */
  entries: Map<string, { body: string; line: string; plain: string }>
  words: number
  /** Whether something stands in it that has a sheet of its own (`textSheet`). */
  needsSheet: boolean
}

export type ReadEdition = { document: ListDocument; prose: EditionProse; total: number; numbers: Map<string, number> }

/** An edition that has been read: which pictures its texts name, and its pages with those that were shown last. */
export type KeptEdition = { document: ListDocument; pictures: string[]; read: { as: string; edition: ReadEdition } | null }

// Editions never change, so nothing here goes stale but the pictures that their texts name.
const keptEditions = new LRUCache<string, KeptEdition>({ max: 200 })

/** An edition that was read a while ago. */
export const keptEdition = (id: string): KeptEdition | undefined => keptEditions.get(id)

/** Keeps an edition. What it is for readers needs its pictures (`withPictures`). */
export function keepEdition(id: string, stored: unknown): KeptEdition {
  const known = keptEditions.get(id)
  if (known) return known
  const document = readDocument(stored)
  const kept = { document, pictures: pictureIdsIn(proseOf(document)), read: null }
  keptEditions.set(id, kept)
  return kept
}

const noPictures: ReadonlyMap<string, ShownPicture> = new Map()

/** An edition with its prose rendered: once for as long as it is read now and then, and once more when one of its pictures has changed. */
export function withPictures(kept: KeptEdition, pictures: ReadonlyMap<string, ShownPicture> = noPictures): ReadEdition {
  const as = kept.pictures.length === 0 ? '' : JSON.stringify(kept.pictures.map((id) => pictures.get(id) ?? null))
  if (kept.read?.as !== as) kept.read = { as, edition: renderEdition(kept.document, kept.pictures.length === 0 ? undefined : pictureFinder(pictures)) }
  return kept.read.edition
}

// How deep the prose of each kind stands: `#` becomes the heading below the one that it stands under.
const under = { article: 1, section: 2, subsection: 3 } as const

function renderEdition(document: ListDocument, pictures?: PictureFinder): ReadEdition {
  const placed = entriesOf(document)
  const room = roomOfList()
  const sections = document.sections.flatMap((section) => [
    { ...section, shift: under.section as number },
    ...section.sections.map((inner) => ({ ...inner, shift: under.subsection as number })),
  ])
  const prose: EditionProse = {
    intro: renderProse(document.intro, under.article, 'intro', pictures, room),
    outro: renderProse(document.outro, under.article, 'outro', pictures, room),
    sections: new Map(sections.filter(({ body }) => body !== '').map(({ id, body, shift }) => [id, renderProse(body, shift, id, pictures, room)])),
    entries: new Map(
      placed.map(({ entry, section, subsection }) => {
        const line = renderLine(entry.subheading)
        const body = renderProse(entry.body, subsection ? 4 : section ? 3 : 2, entry.id, pictures, room)
        return [entry.id, { body, line, plain: excerpt(entry.subheading, 300) }]
      }),
    ),
    words: 0,
    needsSheet: false,
  }
  const html = [prose.intro, prose.outro, ...prose.sections.values(), ...[...prose.entries.values()].flatMap(({ body, line }) => [body, line])]
  prose.words = html.reduce((sum, part) => sum + wordsOf(part.replace(/<[^>]*>/g, ' ')), 0)
  prose.needsSheet = html.some(needsSheet)
  return {
    document,
    prose,
    total: placed.length,
    numbers: new Map(placed.map(({ entry, position }) => [entry.id, numberOf(position, placed.length, document.order)])),
  }
}

const wordsOf = (text: string) => text.split(/\s+/).filter(Boolean).length

/** Whole minutes at 230 words a minute, at least 1. */
export const readingMinutes = ({ words }: Pick<EditionProse, 'words'>) => Math.max(1, Math.round(words / 230))

/** An entry in one line of plain text: “Lee Min-ho in Sandara Park’s “Kiss””. */
export const entryTitle = ({ prose }: Pick<ReadEdition, 'prose'>, entry: Pick<ListEntry, 'id' | 'heading'>) => {
  const line = prose.entries.get(entry.id)?.plain ?? ''
  return line ? `${entry.heading}${/^(in|by|from|with|on|at)\b/i.test(line) ? ' ' : ', '}${line}` : entry.heading
}
