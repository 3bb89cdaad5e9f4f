import { textAt } from '@/features/articles/document/apply-changes'
import { isSameValue, keyOf, type DraftChange } from '@/features/articles/document/operations'
import { joinChanges } from '@/features/articles/document/text-changes'
import type { ListDocument } from '@/features/articles/schema'
import { maxInserted } from './operation-parts'

/** How changes that a writer makes one after the other become one operation, and one step back. */

/** Two runs of changes as one, when each change of the one goes on in that of the other; else null. */
export function joinOperation(before: DraftChange[], after: DraftChange[]): DraftChange[] | null {
  if (before.length !== after.length) return null
  const joined = before.map((one, index) => joinChange(one, after[index]!))
  return joined.every((change) => change !== null) ? joined : null
}

export const joinAll = (before: DraftChange[], after: DraftChange[]) => joinOperation(before, after) ?? [...before, ...after]

function joinChange(before: DraftChange, after: DraftChange): DraftChange | null {
  if (before.do !== after.do || (before.do !== 'edit' && before.do !== 'set')) return null
  if (after.do !== 'edit' && after.do !== 'set') return null
  if (keyOf(before.on) !== keyOf(after.on) || before.field !== after.field) return null
  if ((before.do === 'edit' && before.keep) || (after.do === 'edit' && after.keep)) return null
  if (before.do === 'set' && !isSameValue(before, after as typeof before)) return null
  if (before.do === 'set') return { ...(after as typeof before), from: before.from }
  const changes = joinChanges(before.changes, (after as typeof before).changes)
  const inserted = changes?.[0]?.[2].length ?? 0
  return changes && inserted <= maxInserted ? { ...before, changes } : null
}

/** Whether one goes on where the other was; what is no text has no place. */
export function isBeside(one: DraftChange[], other: DraftChange[]): boolean {
  const [first, second] = [typedIn(one), typedIn(other)]
  return !first || !second || joinChange(first, second) !== null
}

/** Whether something is put in before what was typed last: the caret was led there. */
export function isBefore(done: DraftChange[], last: DraftChange[]): boolean {
  const [now, before] = [typedIn(done)?.changes[0], typedIn(last)?.changes[0]]
  return now !== undefined && before !== undefined && now[1] === 0 && now[0] <= before[0]
}

/** The first text change of some. */
export const typedIn = (changes: readonly DraftChange[]) => changes.find((change) => change.do === 'edit')

/** What somebody did with these changes, as far as steps back tell it apart. */
export type Kind = 'type' | 'delete' | 'other'

export function kindOfTyping(changes: DraftChange[]): Kind {
  const edit = typedIn(changes)
  if (!edit) return 'other'
  return edit.changes.some(([, , inserted]) => inserted !== '') ? 'type' : 'delete'
}

/** Whether a letter is typed behind a blank. What a composition replaces is no beginning. */
export function beginsWord(document: ListDocument, changes: DraftChange[]): boolean {
  const edit = typedIn(changes)
  const [at, deleted, inserted] = edit?.changes[0] ?? [0, 0, '']
  if (!edit || deleted > 0 || at === 0 || !/^\S/.test(inserted)) return false
  return /\s/.test(textAt(document, edit.on, edit.field)?.[at - 1] ?? '')
}
