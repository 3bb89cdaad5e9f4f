import { plainText } from '@/platform/text/markdown'
import { withoutWord } from './because-word'

/** Characters of a quote, at most. */
const maxLength = 140

/** A heading in quotation marks, which those of songs have themselves. */
export const inQuotes = (heading: string): string => (/^[“"]/.test(heading) ? heading : `“${heading}”`)

/** The words of a because for a quote: without markup, without the word that stands before it already, cut at a word. */
export function quoteOf(body: string): { text: string; isCut: boolean } {
  const text = withoutWord(plainText(body))
  return { text: cutAtWord(text, maxLength), isCut: text.length > maxLength }
}

const letters = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** A text of so many characters at most. Who writes without spaces is cut at a letter, and never inside one, or inside a picture of several parts. */
export function cutAtWord(text: string, most: number): string {
  if (text.length <= most) return text
  const start = text.slice(0, most)
  // The letter that begins before the end may go on after it.
  const cut = /\s/.test(start) && !/\s/.test(text[most]!) ? start.replace(/\s+\S*$/, '') : text.slice(0, letters.segment(text).containing(most)?.index ?? most)
  return `${cut.trimEnd()}…`
}
