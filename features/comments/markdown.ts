import { LRUCache } from 'lru-cache'
import { renderMarkdown, type Prose } from '@/platform/text/markdown'
import { patternOf } from './mentions'
import { limits } from './schema'

const prose: Prose = {
  without: ['headingAtx', 'setextUnderline', 'thematicBreak', 'definition', 'table'],
  rel: ['nofollow', 'ugc', 'noopener'],
  maxLength: limits.body,
  keepLines: true,
  bareLinks: true,
}

/** Where what is written so leads, and what it is. */
export type Links = Record<string, { href: string; title?: string }>

// Rendered comments are kept: a page is rendered again for each new comment, and the other comments have not changed.
const maxKeptCharacters = 2_000_000
const rendered = new LRUCache<string, string>({ maxSize: maxKeptCharacters, sizeCalculation: (html, key) => key.length + html.length + 1 })

/**
 * A comment's body as safe HTML: paragraphs, emphasis, links, quotes, lists, code, spoilers (`||…||`), and links to what it mentions; no headings, images or raw HTML.
 * `id` is the comment's: ids of its spoilers on the page begin with it.
 */
export function renderComment(body: string, { id = '', links = null }: { id?: string; links?: Links | null } = {}): string {
  const hides = body.includes('||')
  const key = `${hides ? id : ''}\n${links ? JSON.stringify(links) : ''}\n${body}`
  const known = rendered.get(key)
  if (known !== undefined) return known
  const html = renderMarkdown(body, {
    ...prose,
    ...(hides && { spoilers: id }),
    ...(links && { links: { of: links, pattern: patternOf(Object.keys(links)) } }),
  })
  rendered.set(key, html)
  return html
}
