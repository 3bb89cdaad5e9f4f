import { findSection, partsOf } from '@/features/articles/document/parts'
import type { Thing } from '@/features/articles/document/operations'
import type { ListDocument } from '@/features/articles/schema'
import { changeEntry, renameEntry, type Reserved } from './entries'
import { changeSection } from './sections'

/** What is looked for. `exact`: capitals count; `whole`: no letter or digit may stand beside it. */
export type Sought = { words: string; exact: boolean; whole: boolean }

/** Where it is: in the text of one field, from one character to another. `before` and `after` are the words around it; empty beyond the first hundred. */
export type Found = { on: Thing; field: string; from: number; to: number; before: string; words: string; after: string }
/** What was put in, and is not looked through again: “Girls’ Generation” in the place of “Girls” has it in it. */
export type PutIn = Pick<Found, 'on' | 'field' | 'from' | 'to'>

type Text = { on: Thing; field: string; text: string }

/** Every text of a list, as one reads them. */
function textsOf(document: ListDocument): Text[] {
  const { title, standfirst, description, intro, outro, question } = document
  const middle = partsOf(document).flatMap(({ id, heading, entries }): Text[] => [
    ...(id === null ? [] : both({ section: id }, { heading, body: findSection(document, id)?.body ?? '' })),
    ...entries.flatMap((entry) => both({ entry: entry.id }, { heading: entry.heading, subheading: entry.subheading, body: entry.body })),
  ])
  return [...both('list', { title, standfirst, description, intro }), ...middle, ...both('list', { outro, question })]
}
const both = (on: Thing, fields: Record<string, string>): Text[] => Object.entries(fields).map(([field, text]) => ({ on, field, text }))

/** Null while nothing is looked for. Straight and curly quotation marks are the same, unless `exact`. */
function patternOf({ words, exact, whole }: Sought): RegExp | null {
  if (words === '') return null
  const escaped = words.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')
  const loose = exact ? escaped : escaped.replace(/['‘’]/g, "['‘’]").replace(/["“”]/g, '["“”]')
  return new RegExp(whole ? `(?<![\\p{L}\\p{N}])(?:${loose})(?![\\p{L}\\p{N}])` : loose, exact ? 'gu' : 'giu')
}

const around = 36
const shownFinds = 100
const blanks = (text: string) => text.replace(/\s+/g, ' ')
/** Where links lead, which nobody reads: of a link with words, of a reference, bare. */
const addresses = /\]\((?:<[^<>\n]*>|[^()\s]*(?:\([^()\s]*\)[^()\s]*)*)|^\[[^\]\n]+\]:\s*\S+|\b[a-z][a-z\d+.-]*:\/\/[^\s<>]+|\bwww\.[^\s<>]+/gim
const inMarkdown = ['subheading', 'standfirst', 'intro', 'body', 'outro']

/** All places, but for the addresses of links: other words there would lead nowhere. `put`: places that are left out. */
export function findInList(document: ListDocument, sought: Sought, put: readonly PutIn[] = []): Found[] {
  const pattern = patternOf(sought)
  if (!pattern) return []
  const all: Found[] = []
  for (const { on, field, text } of textsOf(document)) {
    const finds = Array.from(text.matchAll(pattern), ({ 0: words, index }) => ({ from: index, to: index + words.length, words }))
    if (finds.length === 0) continue
    const left = put.filter((one) => keyOf(one) === keyOf({ on, field })).map(({ from, to }) => [from, to] as const)
    if (inMarkdown.includes(field)) for (const { 0: address, index } of text.matchAll(addresses)) left.push([index, index + address.length])
    for (const { from, to, words } of finds) {
      if (left.some(([start, end]) => from < end && to > start)) continue
      const [start, end] = [Math.max(0, from - around), Math.min(text.length, to + around)]
      const isShown = all.length < shownFinds
      const before = isShown ? `${start > 0 ? '…' : ''}${blanks(text.slice(start, from))}` : ''
      all.push({ on, field, from, to, before, words, after: isShown ? `${blanks(text.slice(to, end))}${end < text.length ? '…' : ''}` : '' })
    }
  }
  return all
}

/** Where words were put in that are `by` now, and where those stand by now that were put in before them. */
export function putInBy(places: readonly Found[], by: string, before: readonly PutIn[] = []): PutIn[] {
  const shiftAt = (one: PutIn) =>
    places.filter((place) => keyOf(place) === keyOf(one) && place.from < one.from).reduce((sum, { from, to }) => sum + by.length - (to - from), 0)
  const moved = (one: PutIn, length: number): PutIn => {
    const from = one.from + shiftAt(one)
    return { on: one.on, field: one.field, from, to: from + length }
  }
  return [...before.map((one) => moved(one, one.to - one.from)), ...places.map((place) => moved(place, by.length))]
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
