import { LRUCache } from 'lru-cache'
import Negotiator from 'negotiator'
import type { Bodies } from './compress'

export type Encoding = 'br' | 'gzip' | 'identity'

/** Ours, the smallest first. */
const encodings: Encoding[] = ['br', 'gzip', 'identity']
/** By the header `Accept-Encoding`: browsers send few different ones. */
const chosen = new LRUCache<string, Encoding>({ max: 500 })

/** The encoding to answer with: the one that the client accepts with the highest `q`, and of equal ones the smallest (RFC 9110, 12.5.3). */
export function chooseEncoding(header: string | undefined): Encoding {
  if (!header) return 'identity'
  const known = chosen.get(header)
  if (known) return known
  const best = new Negotiator({ headers: { 'accept-encoding': header } }).encoding(encodings, { preferred: encodings })
  const encoding = (best as Encoding | undefined) ?? 'identity'
  chosen.set(header, encoding)
  return encoding
}

/** The encoding to send one of these bodies in: the chosen one, or none when there is no such body. */
export function availableEncoding(bodies: Bodies, header: string | undefined): Encoding {
  const wanted = chooseEncoding(header)
  return bodies[wanted] ? wanted : 'identity'
}

/** Whether `If-None-Match` names this ETag (weak comparison, RFC 9110, 13.1.2). */
export function matchesEtag(header: string | undefined, etag: string): boolean {
  if (!header) return false
  if (header === etag || header.trim() === '*') return true
  return header.split(',').some((part) => part.trim().replace(/^W\//, '') === etag)
}
