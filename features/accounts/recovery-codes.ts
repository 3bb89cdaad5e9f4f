import { randomBytes } from 'node:crypto'
import { hashSecret } from './secrets'

// Crockford's base32: no letter in it is taken for a digit, whichever is read.
const letters = '0123456789abcdefghjkmnpqrstvwxyz'
const length = 16

export const recoveryCodeCount = 10

/** Ten codes of 80 random bits, like `7k2m-x0qd-9w3t-hv5c`. They cannot be guessed, so they need no slow hash. */
export const newRecoveryCodes = (): string[] => Array.from({ length: recoveryCodeCount }, newRecoveryCode)

function newRecoveryCode(): string {
  const text = [...randomBytes(length)].map((byte) => letters[byte % letters.length]).join('')
  return text.match(/.{4}/g)!.join('-')
}

/** What the database keeps of a code, however it was typed: in capitals, without hyphens, with the letter O for a zero. Null when it is none. */
export function recoveryCodeHash(typed: string): string | null {
  const text = typed
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')
    .replaceAll('o', '0')
    .replace(/[il]/g, '1')
  return text.length === length ? hashSecret(`recovery ${text}`) : null
}
