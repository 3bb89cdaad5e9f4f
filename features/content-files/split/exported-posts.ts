import { parseAll } from '@/platform/text/exported-xml'

/**
 * A post of another system's export; `published`: when it was, for one that is; `path`: its address there, '' where the export does not say it; `origin`: what that system
 * knows it by wherever it goes, '' where the export has none, or gives it to several.
 */
export type ExportedPost = { title: string; slug: string; excerpt: string; html: string; published: string | null; path: string; origin: string }
export type ExportedPosts = { system: 'Ghost' | 'WordPress'; posts: ExportedPost[]; notes: string[] }

/** The posts of an export of Ghost (JSON) or WordPress (WXR), in their order. Null when it is neither. Pages, attachments and what is in the bin are left out, and told. */
export function readExportedPosts(text: string): ExportedPosts | null {
  const isWordPress = /<rss\b[^>]*\bxmlns:wp=/.test(text.slice(0, 5000))
  const found = /^\ufeff?\s*[{[]/.test(text) ? ofGhost(text) : isWordPress ? ofWordPress(text) : null
  return found && { ...found, posts: withOwnOrigins(found.posts) }
}

type GhostPost = Partial<Record<'title' | 'slug' | 'html' | 'uuid' | 'custom_excerpt' | 'status' | 'type' | 'published_at', unknown>> & { page?: unknown }

const words = (value: unknown) => (typeof value === 'string' ? value : '')

function ofGhost(text: string): ExportedPosts | null {
  let parsed: unknown
  try {
    parsed = JSON.parse(text.replace(/^\ufeff/, ''))
  } catch {
    return null
  }
  const of = (value: unknown, key: string): unknown => (typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined)
  const db = of(parsed, 'db')
  const data = of(Array.isArray(db) ? db[0] : parsed, 'data')
  const all = of(data, 'posts')
  if (!Array.isArray(all)) return null
  const rows = all.filter((one): one is GhostPost => typeof one === 'object' && one !== null)
  const posts = rows.filter(({ type, page }) => (type === undefined || type === 'post') && page !== 1 && page !== true)
  return {
    system: 'Ghost',
    posts: posts.map((post) => ({
      title: words(post.title),
      slug: words(post.slug),
      excerpt: words(post.custom_excerpt),
      html: words(post.html),
      published: post.status === 'published' ? moment(words(post.published_at)) : null,
      // Unless its operator has given it other routes.
      path: words(post.slug) ? `/${encodeURI(words(post.slug))}/` : '',
      origin: words(post.uuid).trim(),
    })),
    notes: leftOut(rows.length - posts.length, 'pages'),
  }
}

function ofWordPress(text: string): ExportedPosts {
  const items = parseAll(text, 'item')
  const isPost = (item: Map<string, string>) => item.get('wp:post_type') === 'post' && !['trash', 'auto-draft', 'inherit'].includes(item.get('wp:status') ?? '')
  const posts = items.filter(isPost)
  return {
    system: 'WordPress',
    posts: posts.map((item) => ({
      title: item.get('title') ?? '',
      slug: slugOf(item.get('wp:post_name') ?? ''),
      excerpt: item.get('excerpt:encoded') ?? '',
      html: paragraphs(item.get('content:encoded') ?? ''),
      published: item.get('wp:status') === 'publish' ? moment(`${(item.get('wp:post_date_gmt') ?? '').replace(' ', 'T')}Z`) : null,
      path: pathOf(item.get('link') ?? ''),
      origin: (item.get('guid') ?? '').trim(),
    })),
    notes: leftOut(items.length - posts.length, 'pages, pictures and the like'),
  }
}

function withOwnOrigins(posts: ExportedPost[]): ExportedPost[] {
  const seen = new Set<string>()
  const shared = new Set(posts.flatMap(({ origin }) => (seen.size === seen.add(origin).size ? [origin] : [])))
  return posts.map((post) => (shared.has(post.origin) ? { ...post, origin: '' } : post))
}

const leftOut = (count: number, what: string) => (count > 0 ? [`${count} of its items are ${what}: left out`] : [])

/** Korean addresses are kept with percent signs. */
function slugOf(name: string): string {
  try {
    return decodeURIComponent(name)
  } catch {
    return name
  }
}

/** What stands in an address after its host; '' where it names the whole site or is none. */
function pathOf(link: string): string {
  if (!URL.canParse(link.trim())) return ''
  const { pathname, search } = new URL(link.trim())
  return pathname === '/' && search === '' ? '' : pathname + search
}

function moment(at: string): string | null {
  const date = new Date(at)
  return Number.isNaN(date.getTime()) || date.getUTCFullYear() < 1900 ? null : date.toISOString()
}

const block = /<(?:p|h[1-6]|ul|ol|li|blockquote|div|table|figure|pre|section)[\s>]/i

/** WordPress before its blocks kept paragraphs as empty lines, and its short codes of embeds and captions in brackets. */
function paragraphs(html: string): string {
  const shown = html.replaceAll(/\[embed[^\]]*\]([\s\S]*?)\[\/embed\]/g, '\n\n$1\n\n').replaceAll(/\[caption[^\]]*\]([\s\S]*?)\[\/caption\]/g, '$1')
  if (/<!-- wp:/.test(shown) || /<p[\s>]/i.test(shown)) return shown
  return shown
    .split(/\r?\n\s*\r?\n/)
    .map((part) => (block.test(part) ? part : `<p>${part.trim().replaceAll(/\r?\n/g, '<br>')}</p>`))
    .join('\n')
}
