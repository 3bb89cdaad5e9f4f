import type { SeriesPlace } from '@/features/articles/schema'

/**
 * A change of the list that readers see at once and that is no part of its draft: who signs it, its place in a series, its cover. It stands among the steps back all the same, in the
 * order in which things were done: `from` what stands there since, `to` what the step sets.
 */
export type AtOnce =
  | { is: 'authors'; from: readonly string[]; to: readonly string[] }
  | { is: 'series'; from: SeriesPlace; to: SeriesPlace }
  | { is: 'cover'; from: string | null; to: string | null }

/** The names of a list without what this change did to them: what somebody else has added or taken off meanwhile stays when the change is undone. */
export function namesWithout(now: readonly string[], before: readonly string[], after: readonly string[]): string[] {
  const names = now.filter((id) => before.includes(id) || !after.includes(id))
  for (const [index, id] of before.entries()) if (!after.includes(id) && !names.includes(id)) names.splice(Math.min(index, names.length), 0, id)
  return names
}

/** Of the steps of a draft that has gone, those are left that do not hang on it. */
export const apartFromDraft = <S extends { atOnce?: AtOnce }>(steps: readonly S[]) => steps.filter(({ atOnce }) => atOnce !== undefined)
