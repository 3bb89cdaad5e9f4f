import { randomBytes } from 'node:crypto'

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz'

/**
 * A new id: 9 characters of time (milliseconds, base 32) and 11 of chance (55 bits), so ids sort by age and need no
 * round trip to the database. Lower-case letters and digits only: it stands in addresses and in `id` attributes.
 */
export function newId(now = Date.now()): string {
  let time = ''
  for (let rest = now, i = 0; i < 9; i++, rest = Math.floor(rest / 32)) time = alphabet[rest % 32] + time
  let chance = ''
  for (const byte of randomBytes(11)) chance += alphabet[byte & 31]
  return time + chance
}
