import { plainText } from '@/platform/text/markdown'

/** Characters of a quote, at most. */
const maxLength = 140

/** A heading in quotation marks, which those of songs have themselves. */
export const inQuotes = (heading: string): string => (/^[“"]/.test(heading) ? heading : `“${heading}”`)

const ownWord = /^because\b[\s,:…]*/i

/** The words of a because for a quote: without markup, without the word that stands before it already, cut at a word. */
export function quoteOf(body: string): { text: string; isCut: boolean } {
  const text = plainText(body).replace(ownWord, '')
  return { text: cutAtWord(text, maxLength), isCut: text.length > maxLength }
}

/** A text of so many characters at most. Who writes without spaces is cut at a letter, and never inside one. */
export function cutAtWord(text: string, most: number): string {
  if (text.length <= most) return text
  const start = text.slice(0, most)
  const cut = /\s/.test(start) && !/\s/.test(text[most]!) ? start.replace(/\s+\S*$/, '') : start.replace(/[\uD800-\uDBFF]$/, '')
  return `${cut.trimEnd()}…`
}
