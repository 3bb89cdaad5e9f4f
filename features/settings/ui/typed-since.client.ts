export const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other)

/** What a form shows once the answer is there: what is stored, but what has been typed since it was sent stays. */
export const typedSince = <T extends object>(sent: T, now: T, stored: T): T =>
  Object.fromEntries(Object.entries(now).map(([key, value]) => [key, same(value, sent[key as keyof T]) ? stored[key as keyof T] : value])) as T

/** What the next save is held against: what is stored; but of a field that was not sent and is typed in by now, what its writer saw, so that somebody else's words are asked about. */
export const baseSince = <T extends object>({ sent, now, stored, base, changed }: { sent: T; now: T; stored: T; base: T; changed: readonly (keyof T)[] }): T =>
  Object.fromEntries(
    Object.keys(stored).map((name) => {
      const key = name as keyof T
      return [key, changed.includes(key) || same(now[key], sent[key]) ? stored[key] : base[key]]
    }),
  ) as T
