export const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other)

/** What a form shows once the answer is there: what is stored, but what has been typed since it was sent stays. */
export const typedSince = <T extends object>(sent: T, now: T, stored: T): T =>
  Object.fromEntries(Object.entries(now).map(([key, value]) => [key, same(value, sent[key as keyof T]) ? stored[key as keyof T] : value])) as T
