import { isThere, type Lost } from '@/features/articles/document/apply-changes'
import { isInside, keyOf, thingOf, type DraftChange, type Insert, type Movable, type Operation } from '@/features/articles/document/operations'
import type { ListDocument } from '@/features/articles/schema'
import type { FieldText } from './clashes'
import { blankEntry } from './entries'
import { inParts } from './operation-parts'

/** The longest name that an operation may have behind its tab's. */
const maxName = 24

/**
 * What waits, with operations before it that put back what a newer draft lacks and words wait for. Where a base is lost, the site may not know what that was: a backup was put back from
 * before it was made. `texts`: of an ended tab no more is left than the fields that it wrote in.
 */
export function withGoneThings(waiting: readonly Operation[], document: ListDocument, lost: Lost, texts: readonly FieldText[] | null): Operation[] {
  const there = new Set<string>()
  return waiting.flatMap((operation) => {
    const back: DraftChange[] = []
    for (const change of operation.changes) {
      const on = thingOf(change)
      const key = keyOf(on)
      if (change.do === 'insert') there.add(key)
      if (on === 'list' || !isInside(change) || there.has(key) || isThere(document, on)) continue
      const insert = lost.get(key) ?? (texts && blankWith(on, texts))
      if (!insert) continue
      there.add(key)
      back.push(insert)
    }
    const parts = inParts(back).map((changes, index): Operation => ({ id: `${operation.id}${index.toString(36).padStart(2, '0')}`, changes }))
    return parts.every(({ id }) => id.length - id.indexOf('-') - 1 <= maxName) ? [...parts, operation] : [operation]
  })
}

/** An entry or a section at the list's end, with what its fields were. */
function blankWith(on: Movable, texts: readonly FieldText[]): Insert {
  const fields = Object.fromEntries(texts.filter((one) => keyOf(one.on) === keyOf(on)).map(({ field, text }) => [field, text]))
  if ('entry' in on) return { do: 'insert', entry: { ...blankEntry(on.entry, on.entry), ...fields }, into: null, after: on.entry }
  return { do: 'insert', section: { id: on.section, heading: '', body: '', place: null, ...fields }, into: null, after: on.section }
}
