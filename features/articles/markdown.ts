import { plainText, renderInline, renderMarkdown, type Prose } from '@/platform/text/markdown'

const prose: Prose = { rel: ['noopener'] }

/**
 * An article's prose as safe HTML: CommonMark and ~~struck out~~. `headingShift` says how deep the prose stands: 2 makes `#` an `h3`.
 * Raw HTML and images stay text.
 */
export const renderProse = (markdown: string, headingShift = 2): string => renderMarkdown(markdown, { ...prose, headingShift })

/** A subheading: one line, with emphasis and links only. */
export const renderLine = (markdown: string): string => renderInline(markdown, prose)

/** The words of prose without their markup, cut at a word: for descriptions, share cards and feeds. */
export function excerpt(markdown: string, maxLength = 200): string {
  const text = plainText(markdown)
  return text.length <= maxLength ? text : `${text.slice(0, maxLength).replace(/\s+\S*$/, '')}…`
}
