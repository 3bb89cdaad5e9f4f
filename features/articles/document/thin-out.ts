/**
 * Which revisions stay. All of the last seven days; the last of each hour (UTC) for 90 days; then the last of each day. Those with a name and those that were
 * replaced always stay, and the newest, on which the next one stands. Beginnings, imports and what was brought back stay while there is room.
 */
export type KeptState = { version: number; kind: string; endedAt: Date; depth: number; size: number; name: string | null; replaced: boolean }

const [hour, day] = [3_600_000, 86_400_000]
/** Milliseconds. */
export const allKept = 7 * day
export const hourlyKept = 90 * day
/** Bytes of one list. */
export const maxBytes = 20 * 1024 * 1024

/** The versions of those that go; `revisions` are all of one list, the oldest first. */
export function toThinOut(revisions: readonly KeptState[], now: Date, limit = maxBytes): Set<number> {
  const gone = new Set<number>()
  const stays = ({ name, replaced, version }: KeptState) => name !== null || replaced || version === revisions.at(-1)?.version
  const seen = new Set<string>()
  for (const one of revisions.toReversed()) {
    const age = now.getTime() - one.endedAt.getTime()
    if (age < allKept) continue
    const each = age < hourlyKept ? hour : day
    const slot = `${each}:${Math.floor(one.endedAt.getTime() / each)}`
    if (seen.has(slot) && one.kind === 'written' && !stays(one)) gone.add(one.version)
    seen.add(slot)
  }
  let bytes = revisions.reduce((sum, { version, size }) => (gone.has(version) ? sum : sum + size), 0)
  for (const [index, one] of revisions.entries()) {
    if (bytes <= limit) break
    if (gone.has(one.version) || stays(one)) continue
    gone.add(one.version)
    // The next one has to be whole instead.
    bytes -= one.depth === 0 && (revisions[index + 1]?.depth ?? 0) > 0 ? Math.min(one.size, revisions[index + 1]!.size) : one.size
  }
  return gone
}
