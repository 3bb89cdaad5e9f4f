import { plainText } from '@/platform/text/markdown'

/** Characters of a quote, at most. */
const maxLength = 140

/** A heading in quotation marks, which those of songs have themselves. */
export const inQuotes = (heading: string): string => (/^[“"]/.test(heading) ? heading : `“${heading}”`)

const ownWord = /^because\b[\s,:…]*/i

/** The words of a because for a quote: without markup, without the word that stands before it already, cut at a word. */
export function quoteOf(body: string): { text: string; isCut: boolean } {
  const text = plainText(body).replace(ownWord, '')
  if (text.length <= maxLength) return { text, isCut: false }
  const start = text.slice(0, maxLength)
  // Who writes without spaces is cut at a letter, and never inside one.
  const cut = /\s/.test(start) && !/\s/.test(text[maxLength]!) ? start.replace(/\s+\S*$/, '') : start.replace(/[\uD800-\uDBFF]$/, '')
  return { text: `${cut.trimEnd()}…`, isCut: true }
}
