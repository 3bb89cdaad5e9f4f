import { isSameCredit } from '@/features/articles/document/apply-changes'
import { keyOf, thingOf, type DraftChange, type Operation } from '@/features/articles/document/operations'

const opposite: Record<string, DraftChange['do']> = { remove: 'insert', insert: 'remove', credit: 'uncredit', uncredit: 'credit' }

const isAbout = (one: DraftChange, other: DraftChange): boolean =>
  keyOf(thingOf(one)) === keyOf(thingOf(other)) && ('credit' in one && 'credit' in other ? isSameCredit(one.credit, other.credit) : true)

/**
 * What somebody else did, and the writer too before they heard of it: both removed one entry, or added one credit. It is done once, by the other one, so it is not the writer's to take
 * back. Returns the steps back without what would.
 */
export function withoutOthers<S extends { changes: DraftChange[] }>(steps: readonly S[], waiting: readonly Operation[], other: Operation): readonly S[] {
  const twice = other.changes.filter(
    (their) => opposite[their.do] !== undefined && waiting.some(({ changes }) => changes.some((mine) => mine.do === their.do && isAbout(mine, their))),
  )
  if (twice.length === 0) return steps
  const isTheirs = (change: DraftChange) => twice.some((their) => change.do === opposite[their.do] && isAbout(change, their))
  return steps.map((step) => (step.changes.some(isTheirs) ? { ...step, changes: step.changes.filter((change) => !isTheirs(change)) } : step))
}
