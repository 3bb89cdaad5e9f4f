import { near } from '@/features/records/document/world-map'

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
