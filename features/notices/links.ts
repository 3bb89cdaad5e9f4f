import { createHmac, timingSafeEqual } from 'node:crypto'
import { nowMs } from '@/platform/clock'
import { config } from '@/platform/config'

/*
 * Links in mails. They are signed, not stored: what one is for is in it, and whoever reads the database can make none. A link that ends mail says nothing about whom it is
 * for, so that of a stolen one no more comes than that.
 */

const sign = (purpose: string, text: string) =>
  createHmac('sha256', config.secret(`notices ${purpose}`))
    .update(text)
    .digest('base64url')
    .slice(0, 32)

function isRight(given: string, right: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(right)]
  return a.length === b.length && timingSafeEqual(a, b)
}

/** A link to say yes lasts so long; then the address is forgotten. */
export const confirmMs = 3 * 86_400_000

/** Of a subscription to this address: with another address the link is worth nothing. */
export function confirmToken({ id, email }: { id: string; email: string }): string {
  const until = (nowMs() + confirmMs).toString(36)
  return `${id}.${until}.${sign('confirm', `${id} ${until} ${email}`)}`
}

/** The id of the subscription that a link is about, and how to tell whether it holds for its address; null when it is none or too old. */
export function readConfirmToken(token: string): { id: string; isFor(email: string): boolean } | null {
  const [id = '', until = '', signature = ''] = token.split('.')
  if (!(parseInt(until, 36) > nowMs())) return null
  return { id, isFor: (email) => isRight(signature, sign('confirm', `${id} ${until} ${email}`)) }
}

const unsubscribeToken = (id: string): string => `${id}.${sign('unsubscribe', id)}`

/** The id of the subscription that a link ends; null when it is none of ours. */
export function readUnsubscribeToken(token: string): string | null {
  const [id = '', signature = ''] = token.split('.')
  return isRight(signature, sign('unsubscribe', id)) ? id : null
}

/** Where one click ends the mail, for a person and for their mail program. */
export const unsubscribeLink = (id: string): string => `${config.siteUrl}/unsubscribe/${unsubscribeToken(id)}`
