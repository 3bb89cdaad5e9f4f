import { LRUCache } from 'lru-cache'
import { excerpt, renderLine, renderProse } from '../markdown'
import { readDocument } from '../document/read-document'
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
}

export type ReadEdition = { document: ListDocument; prose: EditionProse; total: number; numbers: Map<string, number> }

// Editions never change, so nothing here goes stale.
const keptEditions = new LRUCache<string, ReadEdition>({ max: 200 })

/** An edition that was read a while ago. */
export const keptEdition = (id: string): ReadEdition | undefined => keptEditions.get(id)

/** An edition's document, its prose rendered once for as long as it is read now and then. */
export function readEdition(id: string, document: unknown): ReadEdition {
  const edition = keptEditions.get(id) ?? renderEdition(readDocument(document))
  keptEditions.set(id, edition)
  return edition
}

// How deep the prose of each kind stands: `#` becomes the heading below the one that it stands under.
const under = { article: 1, section: 2, subsection: 3 } as const

function renderEdition(document: ListDocument): ReadEdition {
  const placed = entriesOf(document)
  const sections = document.sections.flatMap((section) => [
    { ...section, shift: under.section as number },
    ...section.sections.map((inner) => ({ ...inner, shift: under.subsection as number })),
  ])
  const prose: EditionProse = {
    intro: renderProse(document.intro, under.article, 'intro'),
    outro: renderProse(document.outro, under.article, 'outro'),
    sections: new Map(sections.filter(({ body }) => body !== '').map(({ id, body, shift }) => [id, renderProse(body, shift, id)])),
    entries: new Map(
      placed.map(({ entry, section, subsection }) => {
        const line = renderLine(entry.subheading)
        return [entry.id, { body: renderProse(entry.body, subsection ? 4 : section ? 3 : 2, entry.id), line, plain: excerpt(entry.subheading, 300) }]
      }),
    ),
    words: 0,
  }
  const html = [prose.intro, prose.outro, ...prose.sections.values(), ...[...prose.entries.values()].flatMap(({ body, line }) => [body, line])]
  prose.words = html.reduce((sum, part) => sum + wordsOf(part.replace(/<[^>]*>/g, ' ')), 0)
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
