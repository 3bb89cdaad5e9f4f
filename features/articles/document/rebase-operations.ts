import { isInside, isSameValue, keyOf, tabOf, thingOf, type DraftChange, type Operation } from './operations'
import { mapChanges } from './text-changes'

/**
 * Operations that wait, after another one was done before them; and that one as it is after them. `yielding` for operations that undo: they leave alone
 * whatever somebody else has changed since.
 */
export function mapOperations(waiting: readonly Operation[], other: Operation, { yielding = false } = {}): { waiting: Operation[]; other: Operation } {
  let left = other.changes
  const mapped = waiting.map((operation) => {
    if (left.length === 0) return operation
    const first = tabOf(operation.id) < tabOf(other.id)
    const changes: DraftChange[] = []
    for (const change of operation.changes) {
      let mine: DraftChange | null = change
      const theirs: DraftChange[] = []
      for (const their of left) {
        if (mine === null) {
          theirs.push(their)
          continue
        }
        const pair: Pair = mapPair(mine, their, first, yielding)
        mine = pair.later
        if (pair.earlier) theirs.push(pair.earlier)
      }
      if (mine) changes.push(mine)
      left = theirs
    }
    return { ...operation, changes }
  })
  return { waiting: mapped, other: { ...other, changes: left } }
}

/** Each of two changes as it is after the other; null when nothing of it is left. */
type Pair = { later: DraftChange | null; earlier: DraftChange | null }

/** `later` comes after `earlier` in the draft's history, though neither writer knew of the other's. */
function mapPair(later: DraftChange, earlier: DraftChange, first: boolean, yielding: boolean): Pair {
  if (keyOf(thingOf(later)) !== keyOf(thingOf(earlier))) return { later: removesAround(later, earlier) ? null : later, earlier }
  if (later.do === 'edit' && earlier.do === 'edit') {
    if (later.field !== earlier.field) return { later, earlier }
    return {
      later: { ...later, changes: mapChanges(later.changes, earlier.changes, first) },
      earlier: { ...earlier, changes: mapChanges(earlier.changes, later.changes, !first) },
    }
  }
  if (later.do === 'set' && earlier.do === 'set' && isSameValue(later, earlier))
    return yielding ? { later: null, earlier } : { later: { ...later, from: earlier.to }, earlier: null }
  if (later.do === 'move' && earlier.do === 'move') return yielding ? { later: null, earlier } : { later, earlier: null }
  if (later.do === 'remove') {
    // What somebody wrote in is not removed by one who had not seen it.
    if (isInside(earlier)) return { later: null, earlier }
    return { later: earlier.do === 'remove' ? null : later, earlier: null }
  }
  if (earlier.do === 'remove') {
    if (!isInside(later)) return { later: later.do === 'insert' ? later : null, earlier: later.do === 'insert' ? null : earlier }
    return yielding ? { later: null, earlier } : { later, earlier: null }
  }
  return { later, earlier }
}

/** Whether the one removes a section into which the other has put one, or takes one along in which the other wrote. */
const removesAround = (later: DraftChange, earlier: DraftChange) => {
  if (later.do !== 'remove' || !('section' in later.on)) return false
  if (isInside(earlier) && earlier.on !== 'list' && 'section' in earlier.on) return later.sections?.includes(earlier.on.section) === true
  const put = (earlier.do === 'insert' && 'section' in earlier) || (earlier.do === 'move' && 'section' in earlier.on) ? earlier.into : null
  return put === later.on.section
}

/**
 * Operations that were made on one version, after the `log` of what has been done to it since: those that are in the log already are left out, the others
 * are mapped over it.
 */
export function rebaseOperations(waiting: readonly Operation[], log: readonly Operation[]): Operation[] {
  let left: Operation[] = [...waiting]
  for (const logged of log) {
    const index = left.findIndex(({ id }) => id === logged.id)
    if (index < 0) left = mapOperations(left, logged).waiting
    // Its own, as this browser has it: what waits behind it was made on it.
    else left = left.toSpliced(index, 1)
  }
  return left
}
