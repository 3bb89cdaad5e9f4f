export type Encoding = 'br' | 'gzip' | 'identity'

const seen = new Map<string, Encoding>()
const mostSeen = 500

/** The encoding to answer with: what the client accepts at the highest q, and of equals the smallest (RFC 9110, 12.5.3). */
export function chooseEncoding(header: string | undefined): Encoding {
  if (!header) return 'identity'
  const known = seen.get(header)
  if (known) return known
  const chosen = choose(header)
  if (seen.size < mostSeen) seen.set(header, chosen)
  return chosen
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
export function matches(header: string | undefined, etag: string): boolean {
  if (!header) return false
  if (header === etag || header.trim() === '*') return true
  return header.split(',').some((part) => part.trim().replace(/^W\//, '') === etag)
}
