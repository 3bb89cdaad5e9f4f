import { z } from 'zod'
import { entriesOf, type ListDocument } from '../schema'
import type { DraftChange } from './operations'

/** Headings are for a line: how many of them, and how long. */
const maxNamed = 2
const maxHeading = 80

const someEntries = z.object({ count: z.number().int(), named: z.array(z.string()) })
const none = { count: 0, named: [] }

/** What changed from one revision to the next, in short: how many entries, with the headings of the first of them, and what else. What cannot be read says nothing. */
const summaryShape = z
  .object({
    added: someEntries.catch(none),
    removed: someEntries.catch(none),
    moved: someEntries.catch(none),
    changed: someEntries.catch(none),
    sections: z.number().int().catch(0),
    fields: z.array(z.string()).catch([]),
  })
  .catch({ added: none, removed: none, moved: none, changed: none, sections: 0, fields: [] })

export type RevisionSummary = z.infer<typeof summaryShape>

/** As it was stored. */
export const readSummary = (stored: unknown): RevisionSummary => summaryShape.parse(stored)

/** What `changes` did, which make `after` of `before`. */
export function summaryOf(before: ListDocument, after: ListDocument, changes: readonly DraftChange[]): RevisionSummary {
  const kinds = { added: new Set<string>(), removed: new Set<string>(), moved: new Set<string>(), changed: new Set<string>() }
  const sections = new Set<string>()
  const fields = new Set<string>()
  for (const change of changes) {
    if (change.do === 'insert') {
      if ('entry' in change) kinds.added.add(change.entry.id)
      else sections.add(change.section.id)
    } else if (change.on === 'list') fields.add('field' in change ? change.field : '')
    else if ('section' in change.on) sections.add(change.on.section)
    else kinds[change.do === 'remove' ? 'removed' : change.do === 'move' ? 'moved' : 'changed'].add(change.on.entry)
  }
  const headings = new Map([...entriesOf(before), ...entriesOf(after)].map(({ entry }) => [entry.id, entry.heading]))
  const some = (ids: Set<string>) => {
    const named = [...ids].slice(0, maxNamed).map((id) => [...(headings.get(id) ?? '')].slice(0, maxHeading).join('')) // prettier-ignore
    return { count: ids.size, named }
  }
  return {
    added: some(kinds.added),
    removed: some(kinds.removed),
    moved: some(kinds.moved),
    changed: some(kinds.changed),
    sections: sections.size,
    fields: [...fields],
  }
}
