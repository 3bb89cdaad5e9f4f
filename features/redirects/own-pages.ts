/**
 * The first parts of the addresses of this site. Below `named` a page is there when the database has it, so an old address may stand there where there is none; all others are
 * the site's own, and are answered before anybody asks for old addresses.
 */
const named = ['articles', 'series', 'authors', 'people', 'groups', 'songs', 'places'] as const
const own = [
  'about',
  'account',
  'confirm',
  'forgot',
  'inbox',
  'invite',
  'privacy',
  'refused',
  'report',
  'reset',
  'search',
  'search.json',
  'setup',
  'sign-in',
  'sign-up',
  'unsubscribe',
] as const
const machines = ['_next', 'admin', 'api', 'apple-icon.png', 'covers', 'favicon.ico', 'feed.json', 'feed.xml', 'healthz', 'icon.svg', 'icons', 'manifest.webmanifest', 'media', 'metrics', 'posters', 'preview', 'readyz', 'robots.txt', 'share', 'sitemap', 'sitemap.xml', 'stream'] as const // prettier-ignore

/** Pages of the site that an old address can lead to, besides what is named. */
const pages = new Set<string>(['', ...named, 'about', 'feed.json', 'feed.xml', 'privacy', 'search', 'sign-in', 'sign-up', 'sitemap.xml'])
const all = new Set<string>([...named, ...own, ...machines])

const firstOf = (path: string) => path.split(/[/?#]/)[1] ?? ''
const isOne = (path: string) => path.split(/[?#]/)[0]!.split('/').length === 2

/** Whether an address is below one of the site's own: what it is then, in words; null where an old address can be. */
export function ownPageAt(key: string): 'page' | 'folder' | null {
  const first = firstOf(key)
  if (!all.has(first) && !first.startsWith('_')) return null
  if (!(named as readonly string[]).includes(first)) return 'page'
  return isOne(key) ? 'page' : key.endsWith('/*') ? 'folder' : null
}

/** Whether a path leads to a page of the site, or to something that the database has to be asked for. */
export function targetAt(path: string): 'page' | 'named' | null {
  const first = firstOf(path)
  if (isOne(path)) return pages.has(first) ? 'page' : null
  return (named as readonly string[]).includes(first) ? 'named' : null
}
