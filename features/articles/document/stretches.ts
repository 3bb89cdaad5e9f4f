/**
 * How the operations of a draft become stretches of work, each of which is one line of its history. A stretch begins with an operation and lasts five minutes at
 * the longest. It ends earlier when somebody else comes, so that what was there before them can be looked at and brought back. Whoever wrote in the last five
 * minutes is not somebody else: those who write at the same time share stretches, instead of making one of every other sentence.
 */

/** Who made an operation (null: the command line), and when. */
export type Act = { accountId: string | null; createdAt: Date }

export type Stretch<T extends Act> = { people: (string | null)[]; startedAt: Date; endedAt: Date; operations: T[] }

/** Milliseconds. */
const longestStretch = 5 * 60_000

/** Clocks differ, and may be set back. */
const within = (from: Date, to: Date) => Math.abs(to.getTime() - from.getTime()) < longestStretch

/** Whether a stretch that began then may still get operations. */
export const isOpen = ({ startedAt }: { startedAt: Date }, now: Date): boolean => within(startedAt, now)

/** The stretches that these operations make, which are in the order of their versions; `before` is the stretch before the first of them. */
export function stretchesOf<T extends Act>(operations: readonly T[], before: { people: readonly (string | null)[]; endedAt: Date } | null): Stretch<T>[] {
  const stretches: Stretch<T>[] = []
  const seen = new Map(before?.people.map((who) => [who, before.endedAt]))
  for (const operation of operations) {
    const { accountId: who, createdAt: at } = operation
    const now = stretches.at(-1)
    const was = seen.get(who)
    seen.set(who, at)
    if (now && within(now.startedAt, at) && (now.people.includes(who) || (was && within(was, at)))) {
      if (!now.people.includes(who)) now.people.push(who)
      now.endedAt = at
      now.operations.push(operation)
    } else stretches.push({ people: [who], startedAt: at, endedAt: at, operations: [operation] })
  }
  return stretches
}
