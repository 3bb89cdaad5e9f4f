import { createHmac } from 'node:crypto'
import { monotonicMs } from '../clock'
import { config } from '../config'
import { giveBack, takeShared } from '../db/rate-buckets'
import { tooMany } from '../errors'
import { networksOf } from './network'

/** Allows `burst` acts at once, then one more every `everySeconds`. `act` is the name under which they are counted. */
export type Limit = { act: string; burst: number; everySeconds: number }
/** An act that was counted. */
export type Taken = { forgive(times?: number): Promise<void> }

type Bucket = { level: number; at: number; everySeconds: number }
type Store = { narrow: Map<string, Bucket>; wide: Map<string, Bucket>; slots: Map<string, Bucket>; sweptAt: number }

// Bounds of memory. A bucket takes some 150 bytes.
const max = { narrow: 50_000, wide: 10_000 }
const slotsOfAct = 16_384
const sweepEveryMs = 1_000
// Households of one /48 may be many, or one person with 65,536 networks.
const wideFactor = 8

// Bundlers give each layer of the application its own copy of this module; the process has one store.
const holder = globalThis as unknown as { [key: symbol]: Store | undefined }
const store = (holder[Symbol.for('lightstick.limits')] ??= { narrow: new Map(), wide: new Map(), slots: new Map(), sweptAt: -Infinity })

/**
 * Counts an act of whoever is at this address, by their network; the /48 of an IPv6 address may do eight times as much. When there is no room for one more network, it
 * shares the bucket of a wider one: a bucket that is not empty is never dropped. Throws too_many (429) with a message that says when to come back.
 */
export async function limitNetwork(limit: Limit, ip: string): Promise<Taken> {
  const [narrow, wide, ...wider] = networksOf(ip)
  const taken = [await take(narrowest(limit.act, [narrow, wide, ...wider]), `${limit.act} ${narrow}`, limit)]
  if (narrow.includes(':')) {
    const larger = { ...limit, burst: limit.burst * wideFactor, everySeconds: limit.everySeconds / wideFactor }
    taken.push(await take(widerThan(`${limit.act} of`, [wide, ...wider]), `${limit.act} of ${wide}`, larger))
  }
  return { forgive: async (times) => void (await Promise.all(taken.map((one) => one.forgive(times)))) }
}

/** Counts an act on something, or of somebody, by an id of ours: signed, or found in the database. Throws as `limitNetwork` does. */
export function limitId(limit: Limit, id: string): Promise<Taken> {
  const key = `${limit.act} ${id}`
  return store.narrow.has(key) || hasRoom(store.narrow, max.narrow) ? take([store.narrow, key], key, limit) : limitText(limit, id)
}

/**
 * Counts an act by text that a stranger chose, such as a mail address. It falls into one of a fixed number of buckets, by a hash that only this site can
 * compute: so made-up texts push nothing out. Two texts in one bucket share it. Throws as `limitNetwork` does.
 */
export function limitText(limit: Limit, text: string): Promise<Taken> {
  const hash = createHmac('sha256', config.secret('fingerprint')).update(text).digest().readUInt32BE() % slotsOfAct
  const key = `${limit.act} #${hash}`
  return take([store.slots, key], key, limit)
}

type Place = [Map<string, Bucket>, string]

function narrowest(act: string, [network, ...wider]: string[]): Place {
  const key = `${act} ${network}`
  if (store.narrow.has(key) || hasRoom(store.narrow, max.narrow)) return [store.narrow, key]
  return widerThan(`${act} of`, wider)
}

function widerThan(act: string, networks: string[]): Place {
  for (const network of networks) {
    const key = `${act} ${network}`
    if (store.wide.has(key) || hasRoom(store.wide, max.wide)) return [store.wide, key]
  }
  return [store.wide, `${act} ${networks.at(-1)}`]
}

/** Drops what has drained when there is no room left. */
function hasRoom(buckets: Map<string, Bucket>, size: number): boolean {
  if (buckets.size < size) return true
  const now = monotonicMs()
  if (now - store.sweptAt < sweepEveryMs) return false
  store.sweptAt = now
  for (const [key, bucket] of buckets) if (levelOf(bucket, now) === 0) buckets.delete(key)
  return buckets.size < size
}

// By a clock that nobody can set back.
const levelOf = ({ level, at, everySeconds }: Bucket, now: number) => Math.max(0, level - (now - at) / 1000 / everySeconds)

/**
 * A leaky bucket, in the memory of this process, and on PostgreSQL also in the database, where all processes share it. It is not rate-limiter-flexible, whose fixed
 * windows would make who was refused wait for the end of the window instead of for the next free act.
 */
async function take([buckets, key]: Place, sharedKey: string, { burst, everySeconds }: Limit): Promise<Taken> {
  if (config.limitsOff) return { forgive: async () => {} }
  const now = monotonicMs()
  const found = buckets.get(key)
  const level = found ? levelOf(found, now) : 0
  if (level + 1 > burst) throw refusal((level + 1 - burst) * everySeconds)
  buckets.set(key, { level: level + 1, at: now, everySeconds })
  const waitSeconds = await takeShared(sharedKey, burst, everySeconds)
  if (waitSeconds > 0) throw refusal(waitSeconds)
  return {
    forgive: async (times = Infinity) => {
      const bucket = buckets.get(key)
      if (bucket) bucket.level = Math.max(0, bucket.level - times)
      await giveBack(sharedKey, times)
    },
  }
}

function refusal(seconds: number) {
  const wait = Math.ceil(seconds)
  return tooMany(`That was quick. Please wait ${wait < 90 ? `${wait} seconds` : `${Math.ceil(wait / 60)} minutes`} and try again.`, wait)
}
