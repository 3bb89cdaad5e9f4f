/** Something that is drawn in the middle: one part, or the empty place of several. `top` and `bottom` as they are on the screen. */
export type Box = { key: string; top: number; bottom: number } | { from: number; to: number; top: number }

/** The parts, by their keys, that lie between two heights of the screen. `heightOf`: of a part that is not drawn, by its index. */
export function partsBetween(
  boxes: readonly Box[],
  keys: readonly string[],
  heightOf: (index: number) => number,
  [above, below]: readonly [number, number],
): Set<string> {
  const found = new Set<string>()
  for (const box of boxes) {
    if ('key' in box) {
      if (box.bottom >= above && box.top <= below) found.add(box.key)
      continue
    }
    let top = box.top
    for (let index = box.from; index < box.to; index++) {
      const bottom = top + heightOf(index)
      if (bottom >= above && top <= below) found.add(keys[index]!)
      top = bottom
    }
  }
  return found
}

/** What stands in the middle: each part that is drawn by its index, and of those between them from which to which they are left out. */
export function rowsOf(isDrawn: readonly boolean[]): (number | { from: number; to: number })[] {
  const rows: (number | { from: number; to: number })[] = []
  isDrawn.forEach((drawn, index) => {
    const last = rows.at(-1)
    if (drawn) rows.push(index)
    else if (typeof last === 'object') last.to = index + 1
    else rows.push({ from: index, to: index + 1 })
  })
  return rows
}
