/** Numbers from 0 up to 1 that are the same every time for one seed (FNV-1a, then a mixing step). Not for secrets. */
export function randomOf(seed: string): () => number {
  let state = 2166136261
  for (const character of seed) state = Math.imul(state ^ character.codePointAt(0)!, 16777619)
  return () => {
    state = Math.imul(state ^ (state >>> 15), 2246822507) ^ Math.imul(state ^ (state >>> 13), 3266489909)
    return (state >>> 0) / 4294967296
  }
}
