import { randomBytes, scrypt, timingSafeEqual, type ScryptOptions } from 'node:crypto'
import pLimit from 'p-limit'
import { AppError } from '@/platform/errors'

/**
 * Passwords are hashed with scrypt, which makes guessing expensive: 32 MB and about 0.2 s for each guess, one of the settings that the
 * OWASP password storage cheat sheet names. Written as `scrypt$ln=15,r=8,p=3$salt$hash`, so that they can be raised later.
 */
const current = { ln: 15, r: 8, p: 3 }
type Cost = typeof current

const hashBytes = 32
// Two hashes at a time leave a core free for readers, and bound the memory of many sign-ins to 64 MB.
const maxConcurrent = 2
const maxWaiting = 40

const turns = pLimit(maxConcurrent)

/** Throws unavailable (503) when too many wait. */
async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (turns.pendingCount >= maxWaiting)
    throw new AppError('unavailable', 'Very many people are signing in right now. Please try again in a minute.', { retryAfter: 30 })
  return turns(work)
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
