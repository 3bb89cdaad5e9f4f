import { randomBytes, scrypt, timingSafeEqual, type ScryptOptions } from 'node:crypto'
import { currentRequest } from '@/platform/bridge'
import { AppError } from '@/platform/errors'
import { FairQueue, QueueFullError } from '@/platform/fair-queue'
import { networksOf } from '@/platform/http/network'

/**
 * Passwords are hashed with scrypt, which makes guessing expensive: 32 MB and about 0.2 s for each guess, one of the settings that the
 * OWASP password storage cheat sheet names. Written as `scrypt$ln=15,r=8,p=3$salt$hash`, so that they can be raised later.
 */
const current = { ln: 15, r: 8, p: 3 }
type Cost = typeof current

const hashBytes = 32
// Two hashes at a time leave a core free for readers, and bound the memory of many sign-ins to 64 MB.
const maxRunning = 2
// A place costs nothing but memory: they are many, so that many networks find one. A school behind one address has a class of it.
const maxWaiting = 400
const maxWaitingOf = 30

// Bundlers give each layer of the application its own copy of this module; the process has one queue.
const holder = globalThis as unknown as { [key: symbol]: FairQueue | undefined }
const turns = (holder[Symbol.for('lightstick.password-turns')] ??= new FairQueue({ maxRunning, maxWaiting, maxWaitingOf }))

/** The network of who asks: a /48 of IPv6, because one person may have all of it. */
function asker(): string {
  const ip = currentRequest()?.clientIp
  if (!ip) return 'this machine'
  const [narrow, wide] = networksOf(ip)
  return narrow.includes(':') ? wide : narrow
}

/** Waits for one hash of each other network that waits. Throws unavailable (503) when too many of one's own do. */
async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await turns.run(asker(), work)
  } catch (error) {
    if (!(error instanceof QueueFullError)) throw error
    throw new AppError('unavailable', 'Very many people are signing in right now. Please try again in a minute.', { retryAfter: 30 })
  }
}

function derive(password: string, salt: Buffer, { ln, r, p }: Cost): Promise<Buffer> {
  const options: ScryptOptions = { N: 2 ** ln, r, p, maxmem: 2 ** ln * r * 128 * 2 }
  return inTurn(
    () =>
      new Promise((resolve, reject) => {
        scrypt(password.normalize('NFKC'), salt, hashBytes, options, (error, key) => (error ? reject(error) : resolve(key)))
      }),
  )
}

const costText = ({ ln, r, p }: Cost) => `ln=${ln},r=${r},p=${p}`

/** The form that the database keeps. Throws unavailable (503) when too many wait. */
export async function hashPassword(password: string, cost = current): Promise<string> {
  const salt = randomBytes(16)
  const hash = await derive(password, salt, cost)
  return ['scrypt', costText(cost), salt.toString('base64url'), hash.toString('base64url')].join('$')
}

const form = /^scrypt\$ln=(\d{1,2}),r=(\d{1,2}),p=(\d{1,2})\$([\w-]+)\$([\w-]+)$/

/**
 * Whether a password is the kept one. `kept` is null for an unknown address or an account without a password: that costs the same
 * time, so an answer's slowness does not tell who has an account. `stale`: kept with an older cost, to be written anew.
 */
export async function verifyPassword(password: string, kept: string | null): Promise<{ right: boolean; stale: boolean }> {
  const parts = form.exec(kept ?? '')
  if (!parts) {
    await derive(password, Buffer.alloc(16), current)
    return { right: false, stale: false }
  }
  const [ln, r, p] = [Number(parts[1]), Number(parts[2]), Number(parts[3])]
  const hash = Buffer.from(parts[5]!, 'base64url')
  const given = await derive(password, Buffer.from(parts[4]!, 'base64url'), { ln, r, p })
  const right = hash.length === given.length && timingSafeEqual(hash, given)
  return { right, stale: right && costText({ ln, r, p }) !== costText(current) }
}
