/** The address of a request: one that can be served, one to redirect to, or the status of its refusal. */
export type Address = { path: string; query: string } | { redirect: string } | { status: 400 | 404 | 414 }

/** Where secret pages are: what stands below it is for whoever was given it. */
export const secretPage = '/preview'
const secretPath = new RegExp(`^${secretPage}(?:[/?]|$)`)

/** Whether an address that has been brought into one spelling is that of a secret page. */
export const isSecretPath = (path: string): boolean => secretPath.test(path)

const maxTargetLength = 8192
/** Most addresses: they are in the one spelling already. */
const plainPath = /^(?:\/[a-z0-9_-]+)+$/

/**
 * Brings the target of a request (the second word of its first line) into one spelling, so that each page has one key: segments are decoded and
 * encoded again, empty segments and a slash at the end lead to a redirect. Refuses what other programs could read as another file: `..`, an
 * encoded slash, control characters. Never throws.
 */
export function readAddress(target: string): Address {
  if (target === '/' || (target.length < 256 && plainPath.test(target))) return { path: target, query: '' }
  if (target.length > maxTargetLength) return { status: 414 }
  const local = target.replace(/^https?:\/\/[^/?#]*/i, '').replace(/#.*$/s, '')
  const at = local.indexOf('?')
  const [rawPath, query] = at < 0 ? [local, ''] : [local.slice(0, at), local.slice(at + 1)]
  if (!rawPath.startsWith('/') && target !== local) return readAddress(`/${local}`)
  if (!rawPath.startsWith('/')) return { status: 400 }
  const segments: string[] = []
  for (const raw of rawPath.split('/')) {
    const segment = decode(raw)
    if (segment === null || /[\0-\x1f\x7f]/.test(segment) || segment === '.' || segment === '..') return { status: 400 }
    if (/[/\\]/.test(segment)) return { status: 404 }
    if (segment) segments.push(encodeURIComponent(segment))
  }
  const path = `/${segments.join('/')}`
  const hasEmptySegment = /\/\/|.\/$/.test(rawPath)
  return hasEmptySegment ? { redirect: query ? `${path}?${query}` : path } : { path, query }
}

function decode(text: string): string | null {
  try {
    return decodeURIComponent(text)
  } catch {
    return null
  }
}

/** The target of a request as the log may have it: without what lets somebody in. */
export function addressForLog(target = ''): string {
  return spelled(target)
    .slice(0, 200)
    .replace(/^(\/*(?:preview|unsubscribe)\/).*/is, '$1…')
    .replace(/([?&]token=)[^&]*/gi, '$1…')
}

/** Whether the target of a request, however it is spelled, is that of a secret page. */
export const isSecretTarget = (target = ''): boolean => isSecretPath(spelled(target))

function spelled(target: string): string {
  const address = readAddress(target)
  if ('redirect' in address) return address.redirect
  if (!('path' in address)) return target
  return address.query ? `${address.path}?${address.query}` : address.path
}

const usualMaxValueLength = 200

/**
 * The part of a query string that a page reads, as `?a=1&b=2` or empty: the given keys in the given order, the first value of each. A value that is
 * empty or longer than `maxValueLength` characters is left out. All other keys (`utm_source`…) are dropped: they make no page of their own.
 */
export function keepKeys(query: string, keys: readonly string[], maxValueLength = usualMaxValueLength): string {
  if (!query || keys.length === 0) return ''
  const given = new URLSearchParams(query)
  const kept = new URLSearchParams()
  for (const key of keys) {
    const value = given.get(key)
    if (value && value.length <= maxValueLength) kept.set(key, value)
  }
  const text = kept.toString()
  return text && `?${text}`
}
