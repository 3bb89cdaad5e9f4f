import { plainText } from '@/platform/text/markdown'
import { withoutWord } from './because-word'

/** Characters of a quote, at most. */
const maxLength = 140

/** A heading in quotation marks, which those of songs have themselves. */
export const inQuotes = (heading: string): string => (/^[“"]/.test(heading) ? heading : `“${heading}”`)

/** The words of a because for a quote: without markup and what it quotes itself, without the word that stands before it already, cut at a word. */
export function quoteOf(body: string): { text: string; isCut: boolean } {
  const text = withoutWord(plainText(ownLines(body)))
  return { text: cutAtWord(text, maxLength), isCut: text.length > maxLength }
}

/** What a text says itself: without the lines that quote somebody. */
export const ownLines = (body: string): string =>
  body
    .split('\n')
    .filter((line) => !line.startsWith('>'))
    .join('\n')

const letters = new Intl.Segmenter('und', { granularity: 'grapheme' })

/** A text of so many characters at most. Who writes without spaces is cut at a letter, and never inside one, of however many characters it is. */
export function cutAtWord(text: string, most: number): string {
  if (text.length <= most) return text
  const start = text.slice(0, most)
  const cut = /\s/.test(start) && !/\s/.test(text[most]!) ? start.replace(/\s+\S*$/, '') : text.slice(0, lettersWithin(text, most))
  return `${cut.trimEnd()}…`
}

/** Where the last letter ends that is whole within so many characters. Looks a little further than that: whether a letter goes on is seen by what follows. */
function lettersWithin(text: string, most: number): number {
  let end = 0
  for (const { index, segment } of letters.segment(text.slice(0, most + 40))) {
    if (index + segment.length > most) break
    end = index + segment.length
  }
  return end
}
