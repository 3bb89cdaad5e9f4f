import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { config } from '@/platform/config'

/**
 * Encrypts text with a key derived from the site's secret (AES-256-GCM). `bound` names what it belongs to: sealed text that was moved
 * to another account or session does not open.
 */
export function seal(text: string, bound: string): string {
  const nonce = randomBytes(nonceBytes)
  const cipher = createCipheriv('aes-256-gcm', key(), nonce).setAAD(Buffer.from(bound))
  return Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]).toString('base64url')
}

/** The text that was sealed; null when it is not ours, was changed, belongs to something else, or the site has another secret by now. */
export function unseal(sealed: string, bound: string): string | null {
  const bytes = Buffer.from(sealed, 'base64url')
  if (bytes.length < nonceBytes + tagBytes) return null
  const decipher = createDecipheriv('aes-256-gcm', key(), bytes.subarray(0, nonceBytes), { authTagLength: tagBytes })
  decipher.setAAD(Buffer.from(bound)).setAuthTag(bytes.subarray(-tagBytes))
  try {
    return decipher.update(bytes.subarray(nonceBytes, -tagBytes), undefined, 'utf8') + decipher.final('utf8')
  } catch {
    return null
  }
}

const nonceBytes = 12
const tagBytes = 16
const key = () => Buffer.from(config.secret('sealed'), 'hex')
