import type { Bodies } from './compress'

export type Encoding = 'br' | 'gzip' | 'identity'

const chosen = new Map<string, Encoding>()
const maxChosen = 500

/** The encoding to answer with: the one that the client accepts with the highest `q`, and of equal ones the smallest (RFC 9110, 12.5.3). */
export function chooseEncoding(header: string | undefined): Encoding {
  if (!header) return 'identity'
  const known = chosen.get(header)
  if (known) return known
  const encoding = choose(header)
  if (chosen.size < maxChosen) chosen.set(header, encoding)
  return encoding
}

/** The encoding to send one of these bodies in: the chosen one, or none when there is no such body. */
export function availableEncoding(bodies: Bodies, header: string | undefined): Encoding {
  const wanted = chooseEncoding(header)
  return bodies[wanted] ? wanted : 'identity'
}

function choose(header: string): Encoding {
  const q = new Map<string, number>()
  for (const part of header.toLowerCase().split(',')) {
    const [name = '', ...parameters] = part.split(';').map((text) => text.trim())
    const weight = parameters.find((text) => text.startsWith('q='))?.slice(2)
    const value = weight === undefined ? 1 : Number(weight)
    if (name && !q.has(name)) q.set(name, value >= 0 && value <= 1 ? value : 0)
  }
  const rest = q.get('*') ?? 0
  const weights: [Encoding, number][] = [
    ['br', q.get('br') ?? rest],
    ['gzip', q.get('gzip') ?? q.get('x-gzip') ?? rest],
    ['identity', q.get('identity') ?? (q.has('*') ? rest : 0.001)],
  ]
  return weights.reduce((best, next) => (next[1] > best[1] ? next : best), ['identity', 0] as [Encoding, number])[0]
}

/** Whether `If-None-Match` names this ETag (weak comparison, RFC 9110, 13.1.2). */
export function matchesEtag(header: string | undefined, etag: string): boolean {
  if (!header) return false
  if (header === etag || header.trim() === '*') return true
  return header.split(',').some((part) => part.trim().replace(/^W\//, '') === etag)
}
