import { config } from '../config'
import { tooMany } from '../errors'

/** `burst` at once, then one more each `every` seconds. */
export type Limit = { burst: number; every: number }

type Bucket = { level: number; at: number }
const holder = globalThis as unknown as { [key: symbol]: Map<string, Bucket> | undefined }
const store = (holder[Symbol.for('lightstick.limits')] ??= new Map<string, Bucket>())
const most = 50_000

/**
 * A leaky bucket for each key, in this process's memory: several processes together allow that many times more, which is
 * still a limit. Throws too_many (429) with a message that says when to come back.
 */
export function limit(key: string, { burst, every }: Limit, now = Date.now()): void {
  if (config.limitsOff) return
  const bucket = store.get(key) ?? { level: 0, at: now }
  const level = Math.max(0, bucket.level - (now - bucket.at) / 1000 / every)
  if (level + 1 > burst) {
    const wait = Math.ceil((level + 1 - burst) * every)
    throw tooMany(`That was quick. Please wait ${wait < 90 ? `${wait} seconds` : `${Math.ceil(wait / 60)} minutes`} and try again.`, wait)
  }
  store.delete(key) // the newest go to the end, so the oldest are dropped first
  store.set(key, { level: level + 1, at: now })
  if (store.size > most) store.delete(store.keys().next().value!)
}

/** Takes back what was counted: after a sign-in that succeeded, earlier failures no longer count. `times`: only that many. */
export function forgive(key: string, times = Infinity): void {
  const bucket = store.get(key)
  if (!bucket) return
  if (bucket.level <= times) store.delete(key)
  else bucket.level -= times
}
