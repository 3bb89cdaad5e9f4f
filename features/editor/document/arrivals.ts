import { textAt } from '@/features/articles/document/apply-changes'
import { keyOfField, type Field } from '@/features/articles/document/operations'
import { mapOperations } from '@/features/articles/document/rebase-operations'
import { changeText, clampChanges, diffText, placeAfter, type TextChanges } from '@/features/articles/document/text-changes'
import type { ServerLog, Session } from './session'

/** A text that others changed in one answer: what the page showed before and after, and the changes between, each made on the text after the one before. */
export type Arrival = { was: string; now: string; changes: readonly TextChanges[] }

/**
 * What an answer did to the texts that a page shows, by the operations of others themselves. From the two texts it cannot be told: where both typed alike at one place, the difference
 * names another place than the one where the words were put. A text that came about in another way as well (an entry that came back) is left out.
 */
export function arrivalsOf(before: Session, after: Session, log: ServerLog['log']): Arrival[] {
  const fields = new Map<string, { on: Field['on']; field: string; was: string; text: string; changes: TextChanges[] }>()
  let { waiting } = before
  const own = new Set(waiting.map(({ id }) => id))
  for (const { id, changes = [] } of log) {
    if (own.has(id)) {
      waiting = waiting.filter((operation) => operation.id !== id)
      continue
    }
    const mapped = mapOperations(waiting, { id, changes })
    waiting = mapped.waiting
    for (const change of mapped.other.changes) {
      if (change.do !== 'edit') continue
      const key = keyOfField(change)
      const known = fields.get(key)
      const was = known?.was ?? textAt(before.present, change.on, change.field)
      if (was === null) continue
      const text = known?.text ?? was
      const done = clampChanges(text, change.changes)
      fields.set(key, { on: change.on, field: change.field, was, text: changeText(text, done), changes: [...(known?.changes ?? []), done] })
    }
  }
  return [...fields.values()].flatMap(({ on, field, was, text, changes }) => {
    const now = textAt(after.present, on, field)
    if (now === null || now === was) return []
    // A blank is put between two texts that have met.
    const rest = diffText(text, now)
    if (rest.some(([, deleted, inserted]) => deleted > 0 || inserted.trim() !== '')) return []
    return [{ was, now, changes: rest.length > 0 ? [...changes, rest] : changes }]
  })
}

/** How one text became another: by what arrived, or else by their difference. */
export const changesTo = (arrivals: readonly Arrival[], was: string, now: string): readonly TextChanges[] =>
  arrivals.find((one) => one.was === was && one.now === now)?.changes ?? [diffText(was, now)]

/** Where the caret is after changes of others: before what they put right there. */
export const caretAfter = (changes: readonly TextChanges[], caret: number): number => changes.reduce((at, over) => placeAfter(over, at, true), caret)
