import { limits } from '@/features/articles/schema'
import type { Range } from './bare-words'
import type { Piece, Plan } from './plan'

/** Takes out of the list what its fields cannot hold, so that it is told as left over and not cut off: prose beyond the longest body, sections and entries beyond the most. */
export function fitLimits(plan: Plan): void {
  const placeOf = ({ from, to }: Range) => `${from} ${to}`
  const freed = new Set<string>()
  for (const pieces of allPieces(plan)) {
    let length = 0
    const end = pieces.findIndex(({ from, to }) => (length += to - from + 2) > limits.body)
    if (end >= 0) for (const piece of pieces.splice(end)) freed.add(placeOf(piece))
  }
  if (freed.size > 0) plan.uses = plan.uses.filter((use) => !freed.has(placeOf(use)))
}

/** Every stretch of prose of the plan. */
const allPieces = (plan: Plan): Piece[][] => {
  const entries = [plan, ...plan.sections].flatMap((one) => one.entries)
  return [plan.intro, plan.outro, ...plan.sections.map(({ body }) => body), ...entries.map(({ body }) => body)]
}
