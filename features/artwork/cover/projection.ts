/**
 * Gall's stereographic cylinder: a place on Earth as a place on a flat map, in units of one degree of longitude, x to the east and
 * y to the north. A cylinder can be cut anywhere, so a list from Seoul to Los Angeles is drawn over the Pacific.
 */
const stretch = (180 / Math.PI) * Math.SQRT2 * (1 + Math.SQRT1_2)
export const northing = (latitude: number) => stretch * Math.tan((Math.max(-80, Math.min(80, latitude)) * Math.PI) / 360)

/** A longitude moved by whole turns to lie within half a turn of `around`. */
export const near = (longitude: number, around: number) => longitude - 360 * Math.round((longitude - around) / 360)

/** The middle of the shortest arc that holds all longitudes, and how wide that arc is. */
export function arcOf(longitudes: number[]): { middle: number; span: number } {
  const sorted = [...new Set(longitudes)].sort((a, b) => a - b)
  const first = sorted[0] ?? 0
  let gap = { size: first + 360 - (sorted.at(-1) ?? 0), after: first }
  for (let index = 1; index < sorted.length; index++) {
    const size = sorted[index]! - sorted[index - 1]!
    if (size > gap.size) gap = { size, after: sorted[index]! }
  }
  const span = 360 - gap.size
  return { middle: near(gap.after + span / 2, 0), span }
}
