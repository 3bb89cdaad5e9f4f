/** An address that can be served, one to go to instead, or the status that refuses it. */
export type Address = { path: string; query: string } | { redirect: string } | { status: 400 | 404 | 414 }

const longest = 8192
const plain = /^(?:\/[a-z0-9_-]+)+$/

/**
 * Reads a request's target into one spelling, so that one page has one key: segments decoded and encoded again, no empty ones,
 * no slash at the end. What could mean another file to someone else (`..`, an encoded slash, NUL) is refused; it never throws.
 */
export function readAddress(target: string): Address {
  if (target === '/' || (target.length < 256 && plain.test(target))) return { path: target, query: '' }
  if (target.length > longest) return { status: 414 }
  const local = target.replace(/^https?:\/\/[^/?#]*/i, '').replace(/#.*$/s, '')
  const at = local.indexOf('?')
  const [rawPath, query] = at < 0 ? [local, ''] : [local.slice(0, at), local.slice(at + 1)]
  if (!rawPath.startsWith('/') && target !== local) return readAddress(`/${local}`)
  if (!rawPath.startsWith('/')) return { status: 400 }
  const segments: string[] = []
  for (const raw of rawPath.split('/')) {
    const segment = decoded(raw)
    if (segment === null || /[\0-\x1f\x7f]/.test(segment) || segment === '.' || segment === '..') return { status: 400 }
    if (/[/\\]/.test(segment)) return { status: 404 }
    if (segment) segments.push(encodeURIComponent(segment))
  }
  const path = `/${segments.join('/')}`
  const hasEmpty = /\/\/|.\/$/.test(rawPath)
  return hasEmpty ? { redirect: query ? `${path}?${query}` : path } : { path, query }
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text)
  } catch {
    return null
  }
}

const longestValue = 200

/**
 * The known keys of a query string in one order, each once, as `?a=1&b=2` or nothing. `utm_…` and whatever else means nothing makes no new page.
 */
export function knownQuery(query: string, keys: readonly string[], longest = longestValue): string {
  if (!query || keys.length === 0) return ''
  const given = new URLSearchParams(query)
  const kept = new URLSearchParams()
  for (const key of keys) {
    const value = given.get(key)
    if (value && value.length <= longest) kept.set(key, value)
  }
  const text = kept.toString()
  return text && `?${text}`
}
