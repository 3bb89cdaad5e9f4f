import { nowMs } from './clock'
import { createHash, randomBytes } from 'node:crypto'

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz'

/**
 * A new id: 9 characters of time (milliseconds, base 32) and 11 of chance (55 bits), so ids sort by age and need no
 * round trip to the database. Lower-case letters and digits only: it stands in addresses and in `id` attributes.
 */
export function newId(now = nowMs()): string {
  let time = ''
  for (let rest = now, i = 0; i < 9; i++, rest = Math.floor(rest / 32)) time = alphabet[rest % 32] + time
  let chance = ''
  for (const byte of randomBytes(11)) chance += alphabet[byte & 31]
  return time + chance
}

/** The id that the same words always have: one of before 2005, by its time, so that it is nobody else's. */
export const idOf = (words: string): string =>
  `0${[...createHash('sha256').update(words).digest().subarray(0, 19)].map((byte) => alphabet[byte & 31]).join('')}`

/** Ids that were made at a time or later are not less than this. */
export const idsSince = (time: Date): string => newId(time.getTime()).slice(0, 9)

/**
 * A new id that sorts after `previous`, made by newId or by this: also within one millisecond, after the clock went back, or when `previous` comes from a
 * machine whose clock is ahead.
 */
export function newIdAfter(previous: string | null, now = nowMs()): string {
  const id = newId(now)
  return previous === null || id > previous ? id : newId(timeOf(previous) + 1)
}

/** When an id was made, in milliseconds since 1970. */
export const timeOf = (id: string): number => [...id.slice(0, 9)].reduce((time, letter) => time * 32 + alphabet.indexOf(letter), 0)
