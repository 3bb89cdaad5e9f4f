import type { SourceComment } from './source'

/** A comment with its place. `says`: it has words that are kept; others are the stubs that hold answers. */
export type Placed<T> = { comment: T; parent: Placed<T> | null; says: boolean }
export type Ordered<T> = {
  /** Each after what it answers, the oldest first. */
  placed: Placed<T>[]
  /** They answer something that is not in the file (or is on another page), or each other in a ring: they became first comments. */
  orphans: number
  rings: number
  /** They say nothing, and nobody answered them. */
  dropped: T[]
}

type Threaded = Pick<SourceComment, 'id' | 'parentId'>

/** Puts the comments of one place in the order in which they can be stored. `says`: whether there is something of a comment to keep. However deep and however many. */
export function orderThreads<T extends Threaded & { at: number | null }>(comments: readonly T[], says: (comment: T) => boolean): Ordered<T> {
  const all = comments.map((comment): Placed<T> => ({ comment, parent: null, says: says(comment) }))
  const byId = new Map(all.map((one) => [one.comment.id, one]))
  let orphans = 0
  for (const one of all) {
    const { parentId } = one.comment
    one.parent = parentId === null ? null : (byId.get(parentId) ?? null)
    if (parentId !== null && !one.parent) orphans++
  }
  const rings = openRings(all)
  const needed = new Set<Placed<T>>()
  for (const one of all) if (one.says) for (let up: Placed<T> | null = one; up && !needed.has(up); up = up.parent) needed.add(up)
  const answers = Map.groupBy(
    all.filter((one) => needed.has(one)),
    ({ parent }) => parent,
  )
  const byAge = (a: Placed<T>, b: Placed<T>) => (a.comment.at ?? 0) - (b.comment.at ?? 0)
  const placed = (answers.get(null) ?? []).toSorted(byAge)
  for (let n = 0; n < placed.length; n++) for (const answer of (answers.get(placed[n]!) ?? []).toSorted(byAge)) placed.push(answer)
  return { placed, orphans, rings, dropped: all.filter((one) => !needed.has(one)).map(({ comment }) => comment) }
}

/** Comments that answer each other in a ring: one of each ring becomes a first comment. */
function openRings(all: readonly Placed<unknown>[]): number {
  const done = new Set<Placed<unknown>>()
  let rings = 0
  for (const start of all) {
    const way = new Set<Placed<unknown>>()
    for (let one: Placed<unknown> | null = start; one && !done.has(one); one = one.parent) {
      way.add(one)
      if (one.parent && way.has(one.parent)) {
        one.parent = null
        rings++
      }
    }
    for (const one of way) done.add(one)
  }
  return rings
}
