import { renderMarkdown, type Prose } from '@/platform/text/markdown'

const prose: Prose = {
  without: ['headingAtx', 'setextUnderline', 'thematicBreak', 'definition'],
  rel: ['nofollow', 'ugc', 'noopener'],
  keepLines: true,
  bareLinks: true,
}

// Rendered comments are kept: a page is rendered again for each new comment, and the other comments have not changed.
const rendered = new Map<string, string>()
const maxKeptCharacters = 2_000_000
let keptCharacters = 0

/** A comment's body as safe HTML: paragraphs, emphasis, links, quotes, lists and code; no headings, images or raw HTML. */
export function renderComment(body: string): string {
  const known = rendered.get(body)
  if (known !== undefined) return known
  const html = renderMarkdown(body, prose)
  keptCharacters += body.length + html.length
  if (keptCharacters > maxKeptCharacters) {
    rendered.clear()
    keptCharacters = body.length + html.length
  }
  rendered.set(body, html)
  return html
}
