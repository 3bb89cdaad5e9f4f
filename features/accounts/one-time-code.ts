import { Secret, TOTP, URI } from 'otpauth'

/** One-time codes of RFC 6238, as every authenticator app makes them: six digits of HMAC-SHA-1, another every 30 seconds. */
const codes = { algorithm: 'SHA1', digits: 6, period: 30 } as const

/** Steps by which the clock of a phone may differ from ours (RFC 6238, 5.2). */
const window = 1

const totp = (secret: string, names: { issuer?: string; label?: string } = {}) => new TOTP({ ...codes, ...names, secret: Secret.fromBase32(secret) })

/** A new key: 160 bits (RFC 4226, 4), as base32. */
export const newCodeSecret = (): string => new Secret({ size: 20 }).base32

/** The step of time, 30 seconds long, that a moment is in. */
export const stepAt = (atMs: number): number => Math.floor(atMs / 1000 / codes.period)

/**
 * The step that a code belongs to, of those around `atMs`; null when it is of none. Blanks, and digits as other scripts write them, make no
 * difference. The same code is right for as long as its step: the caller sees to it that it is used once.
 */
export function stepOfCode(secret: string, typed: string, atMs: number): number | null {
  const token = typed.normalize('NFKC').replace(/[\s-]/g, '')
  if (!/^\d{6}$/.test(token)) return null
  const delta = totp(secret).validate({ token, timestamp: atMs, window })
  return delta === null ? null : stepAt(atMs) + delta
}

/** The address that hands a key to an app, as a link and in the QR code. `site` and `email` are what the app shows. */
export const codeLink = (secret: string, { site, email }: { site: string; email: string }): string =>
  // A colon parts the two names in the address.
  URI.stringify(totp(secret, { issuer: site.replaceAll(':', ' '), label: email }))

/** A key as people copy it: in groups of four. */
export const inGroups = (text: string): string => text.match(/.{1,4}/g)?.join(' ') ?? ''
