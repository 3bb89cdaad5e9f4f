import { LRUCache } from 'lru-cache'
import { monotonicMs } from '../clock'
import { config } from '../config'
import { tooMany } from '../errors'

/** Allows `burst` acts at once, then one more every `everySeconds`. */
export type Limit = { burst: number; everySeconds: number }

type Bucket = { level: number; at: number }
const maxBuckets = 50_000
// Bundlers give each layer of the application its own copy of this module; the process has one store.
const holder = globalThis as unknown as { [key: symbol]: LRUCache<string, Bucket> | undefined }
const store = (holder[Symbol.for('lightstick.limits')] ??= new LRUCache<string, Bucket>({ max: maxBuckets }))

/**
 * A leaky bucket for each key, in the memory of this process: N processes together allow N times as much, which is still a limit. It is not
 * rate-limiter-flexible, whose fixed windows would make who was refused wait for the end of the window instead of for the next free act.
 * Throws too_many (429) with a message that says when to come back. `now` in milliseconds, by a clock that nobody can set back.
 */
export function limit(key: string, { burst, everySeconds }: Limit, now = monotonicMs()): void {
  if (config.limitsOff) return
  const bucket = store.get(key) ?? { level: 0, at: now }
  const level = Math.max(0, bucket.level - (now - bucket.at) / 1000 / everySeconds)
  if (level + 1 > burst) {
    const wait = Math.ceil((level + 1 - burst) * everySeconds)
    throw tooMany(`That was quick. Please wait ${wait < 90 ? `${wait} seconds` : `${Math.ceil(wait / 60)} minutes`} and try again.`, wait)
  }
  store.set(key, { level: level + 1, at: now })
}

/** Removes counted acts from a bucket, at most `times`: after a successful sign-in its failures no longer count. */
export function forgive(key: string, times = Infinity): void {
  const bucket = store.get(key)
  if (!bucket) return
  if (bucket.level <= times) store.delete(key)
  else bucket.level -= times
}
