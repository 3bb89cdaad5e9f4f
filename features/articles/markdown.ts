import { mayNamePictures } from '@/features/media/document/text-pictures'
import type { PictureFinder, PictureRoom } from '@/platform/text/pictures'
import { plainText, renderInline, renderMarkdown, type Prose } from '@/platform/text/markdown'

const prose: Prose = { rel: ['noopener'], bareLinks: true }

/**
 * An article's prose as safe HTML: CommonMark, ~~struck out~~, tables, footnotes and bare web addresses. `headingShift` says how deep the prose
 * stands: 2 makes `#` an `h3`. `notes` is what the ids of its footnotes begin with: it differs between the texts of a page, which are rendered apart.
 * Raw HTML stays text; an image becomes a link to it, unless it is one of `pictures` and there is `room` for it among those of the other texts.
 */
export const renderProse = (markdown: string, headingShift = 2, notes = 'text', pictures?: PictureFinder, room?: PictureRoom): string =>
  renderMarkdown(markdown, { ...prose, headingShift, notes, ...(pictures && mayNamePictures(markdown) && { pictures, room }) })

/** A subheading: one line, with emphasis and links only. */
export const renderLine = (markdown: string): string => renderInline(markdown, prose)

/** The words of prose without their markup, cut at a word: for descriptions, share cards and feeds. */
export function excerpt(markdown: string, maxLength = 200): string {
  const text = plainText(markdown)
  return text.length <= maxLength ? text : `${text.slice(0, maxLength).replace(/\s+\S*$/, '')}…`
}
