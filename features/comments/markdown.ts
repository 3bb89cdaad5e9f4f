import { renderMarkdown, type Prose } from '@/platform/markdown'

const prose: Prose = {
  without: ['headingAtx', 'setextUnderline', 'thematicBreak', 'definition'],
  rel: ['nofollow', 'ugc', 'noopener'],
  keepLines: true,
  bareLinks: true,
}

/** A comment's body as safe HTML: paragraphs, emphasis, links, quotes, lists and code; no headings, images or raw HTML. */
export const renderComment = (body: string): string => renderMarkdown(body, prose)
