import { findSection, partsOf } from '@/features/articles/document/parts'
import type { Thing } from '@/features/articles/document/operations'
import type { ListDocument } from '@/features/articles/schema'
import { changeEntry, renameEntry, type Reserved } from './entries'
import { changeSection } from './sections'

/** What is looked for. `exact`: capitals count; `whole`: no letter or digit may stand beside it. */
export type Sought = { words: string; exact: boolean; whole: boolean }

/** Where it is: in the text of one field, from one character to another. `before` and `after` are the words around it. */
export type Found = { on: Thing; field: string; from: number; to: number; before: string; words: string; after: string }

type Text = { on: Thing; field: string; text: string }

/** Every text of a list, as one reads them. */
function textsOf(document: ListDocument): Text[] {
  const { title, standfirst, intro, outro, question } = document
  const middle = partsOf(document).flatMap(({ id, heading, entries }): Text[] => [
    ...(id === null ? [] : both({ section: id }, { heading, body: findSection(document, id)?.body ?? '' })),
    ...entries.flatMap((entry) => both({ entry: entry.id }, { heading: entry.heading, subheading: entry.subheading, body: entry.body })),
  ])
  return [...both('list', { title, standfirst, intro }), ...middle, ...both('list', { outro, question })]
}
const both = (on: Thing, fields: Record<string, string>): Text[] => Object.entries(fields).map(([field, text]) => ({ on, field, text }))

/** Null while nothing is looked for. Straight and curly quotation marks are the same, unless `exact`. */
function patternOf({ words, exact, whole }: Sought): RegExp | null {
  if (words === '') return null
  const escaped = words.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&')
  const loose = exact ? escaped : escaped.replace(/['‘’]/g, "['‘’]").replace(/["“”]/g, '["“”]')
  return new RegExp(whole ? `(?<![\\p{L}\\p{N}])(?:${loose})(?![\\p{L}\\p{N}])` : loose, exact ? 'gu' : 'giu')
}

const around = 36
const blanks = (text: string) => text.replace(/\s+/g, ' ')

export function findInList(document: ListDocument, sought: Sought): Found[] {
  const pattern = patternOf(sought)
  if (!pattern) return []
  return textsOf(document).flatMap(({ on, field, text }) =>
    Array.from(text.matchAll(pattern), ({ 0: words, index }) => {
      const to = index + words.length
      const [start, end] = [Math.max(0, index - around), Math.min(text.length, to + around)]
      const before = `${start > 0 ? '…' : ''}${blanks(text.slice(start, index))}`
      return { on, field, from: index, to, before, words, after: `${blanks(text.slice(to, end))}${end < text.length ? '…' : ''}` }
    }),
  )
}

/** The list with other words in these places. Each must have been found in this document. */
export function replaceInList(document: ListDocument, places: readonly Found[], by: string, reserved: Reserved): ListDocument {
  const texts = new Map(textsOf(document).map((text) => [keyOf(text), text]))
  const fields = new Map<string, Found[]>()
  for (const place of places) fields.set(keyOf(place), [...(fields.get(keyOf(place)) ?? []), place])
  let now = document
  for (const [key, found] of fields) {
    const { on, field, text } = texts.get(key)!
    let [changed, end] = ['', 0]
    for (const { from, to } of found.toSorted((one, other) => one.from - other.from)) {
      changed += text.slice(end, from) + by
      end = to
    }
    now = withText(now, on, field, changed + text.slice(end), reserved)
  }
  return now
}

const keyOf = ({ on, field }: Pick<Found, 'on' | 'field'>) => `${on === 'list' ? 'list' : 'entry' in on ? on.entry : on.section}.${field}`

function withText(document: ListDocument, on: Thing, field: string, text: string, reserved: Reserved): ListDocument {
  if (on === 'list') return { ...document, [field]: text }
  if ('section' in on) return changeSection(document, on.section, { [field]: text })
  return field === 'heading' ? renameEntry(document, on.entry, text, reserved) : changeEntry(document, on.entry, { [field]: text })
}
