import { LRUCache } from 'lru-cache'
import { renderMarkdown, type Prose } from '@/platform/text/markdown'
import { limits } from './schema'

const prose: Prose = {
  without: ['headingAtx', 'setextUnderline', 'thematicBreak', 'definition', 'table'],
  rel: ['nofollow', 'ugc', 'noopener'],
  maxLength: limits.body,
  keepLines: true,
  bareLinks: true,
}

// Rendered comments are kept: a page is rendered again for each new comment, and the other comments have not changed.
const maxKeptCharacters = 2_000_000
const rendered = new LRUCache<string, string>({ maxSize: maxKeptCharacters, sizeCalculation: (html, body) => body.length + html.length + 1 })

/** A comment's body as safe HTML: paragraphs, emphasis, links, quotes, lists and code; no headings, images or raw HTML. */
export function renderComment(body: string): string {
  const known = rendered.get(body)
  if (known !== undefined) return known
  const html = renderMarkdown(body, prose)
  rendered.set(body, html)
  return html
}
