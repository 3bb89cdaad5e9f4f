import { redirectLimits } from './limits'

/**
 * Old addresses are kept in one spelling: decoded, in lower case, without a slash at the end. What would be read as something else stays encoded (`%3f` in a path is no `?`), so what is kept
 * can be read again and means the same. `/2014/05/*` is everything below `/2014/05`; a query that stands in one must be the one that is asked for.
 */

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

const encodedSign = (sign: string) => `%${sign.charCodeAt(0).toString(16)}`
const plain = (text: string) => decoded(text).normalize('NFC').toLowerCase()
const keyOfPart = (part: string) => plain(part).replaceAll(/[%?#* ]/g, encodedSign)
const keyOfWord = (word: string) => plain(word.replaceAll('+', ' ')).replaceAll(/[%#&+]/g, encodedSign).replaceAll(' ', '+') // prettier-ignore

const partsOf = (path: string) => path.split('/').filter((part) => part !== '')

const keyOf = (path: string, query: string): string => {
  const key = `/${partsOf(path).map(keyOfPart).join('/')}`
  return query ? `${key}?${query.split('&').map(keyOfWord).join('&')}` : key
}

/** Whether a path can be asked for: others are refused before anybody looks for old addresses (server/http/address.ts). */
const canBeAsked = (path: string): boolean => {
  try {
    return !path.split('/').some((part) => /[/\\]/.test(decodeURIComponent(part)))
  } catch {
    return false
  }
}

/** A word that is given where an address should be. */
type Read<T> = { ok: T } | { fault: string }

const split = (text: string): [path: string, query: string] => {
  const at = text.indexOf('?')
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)]
}

const hasControls = (text: string) => /[\0-\x20\x7f\\]/.test(text)

/** An old address as somebody typed it, with or without the site that it was on. */
export function readOldAddress(typed: string): Read<string> {
  const local = typed.replace(/^https?:\/\/[^/?#]*/i, '').replace(/#.*$/s, '')
  if (!local.startsWith('/')) return { fault: 'an old address begins with / or https://' }
  if (typed.length > redirectLimits.address) return { fault: `at most ${redirectLimits.address} characters` }
  const [path, query] = split(local)
  if (!canBeAsked(path)) return { fault: 'a browser cannot ask for this: there is a % in it that stands for no letter, or for a slash' }
  const parts = partsOf(path)
  const isFolder = parts.at(-1) === '*'
  const named = isFolder ? parts.slice(0, -1) : parts
  const key = keyOf(named.join('/'), query)
  if (hasControls(key) || key.split(/[/?]/).some((part) => part === '.' || part === '..')) return { fault: 'there is a character in it that no address has' }
  if (key === '/') return { fault: 'this is the home page' }
  if (key.startsWith('/?')) return { fault: 'the home page answers, whatever stands after the ?' }
  if (named.some((part) => part.includes('*')) || (isFolder && query)) return { fault: 'a * stands at the end alone, after a slash, as in /blog/*' }
  if (isFolder && key.split('/').length - 1 > deepest) return { fault: `at most ${deepest} folders stand before a *` }
  if (isFolder) return { ok: `${key}/*` }
  return { ok: key }
}

/** Where it leads: a path of this site, which may bring a query and a part of the page. `site`: the origin of this site. */
export function readTarget(typed: string, site: string, isWhole: boolean): Read<string> {
  const local = typed.startsWith(`${site}/`) || typed === site ? typed.slice(site.length) || '/' : typed
  if (/^https?:\/\//i.test(local)) return { fault: 'it leads to another site: give an address of this one' }
  if (!/^\/(?!\/)/.test(local)) return { fault: 'where it leads begins with / as in /articles/the-list' }
  if (typed.length > redirectLimits.address || hasControls(local)) return { fault: 'where it leads cannot be an address' }
  if (!canBeAsked(local.split(/[?#]/)[0]!)) return { fault: 'where it leads cannot be an address' }
  if (local.includes('*') && (!isWhole || !/^(?:\/[^/*?#]+)*\/\*$/.test(local)))
    return { fault: 'a * stands at the end of both addresses, or of the old one alone' }
  return { ok: local.length > 1 ? local.replace(/\/$/, '') : local }
}

/** Folders of an old address that ends in a star. */
const deepest = 10

/** The keys that may hold an address, the nearest first: itself with its query, itself, and what stands for all that is below. */
export function candidatesOf(path: string, query: string): string[] {
  const whole = keyOf(path, '')
  const parts = whole.split('/').slice(1)
  const above = parts.slice(0, deepest + 1).map((_, index) => `/${parts.slice(0, index).join('/')}${index > 0 ? '/' : ''}*`)
  const found = [...(query ? [keyOf(path, query)] : []), whole, ...above.toReversed()]
  return found.filter((key) => key.length <= 2 * redirectLimits.address && key !== '/*')
}

/** Where an address leads by the row that holds it. `path`: as it was asked for. */
export function locationOf({ path: key, target }: { path: string; target: string }, path: string): string {
  if (!target.endsWith('/*')) return encoded(target)
  const below = path.split('/').slice(key.split('/').length - 1)
  return encoded(target.slice(0, -1)) + below.map((part) => encodeURIComponent(decoded(part))).join('/')
}

/** What is encoded in a target already stays so: `%26` in a query is a part of a word, where `&` begins another. */
const encoded = (target: string): string => encodeURI(target).replaceAll(/%25(?=[0-9a-f]{2})/gi, '%')
