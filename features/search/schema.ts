import { z } from 'zod'
import { fold } from '@/platform/text/fold'

/** `folded`: words after those with hyphens were taken apart. */
export const limits = { characters: 200, words: 8, folded: 12, lists: 6, entries: 20, records: 12, pages: 6 } as const

/** The query keys that the search page reads. */
export const searchKeys = ['q'] as const
/** Characters of `q` that reach the page, which then says itself what is too long. */
export const maxQueryLength = 8192

/** What is looked for. `text` is what was typed, to be shown again. `words` is empty when there is nothing to look for, and `problem` may say why. */
export type Question = { text: string; words: string[]; problem: string | null }

const typed = z
  .union([z.string(), z.array(z.string()).transform(([first]) => first ?? '')])
  .catch('')
  // No database takes NUL in a text, and nobody types the others.
  .transform((text) =>
    text
      .replace(/\p{Cc}+/gu, ' ')
      .normalize('NFC')
      .trim(),
  )

/** Reads `q` of an address. It never throws: a page answers whatever was typed. */
export const question = z
  .unknown()
  .pipe(typed)
  .transform((text): Question => {
    if (text.length > limits.characters) return { text, words: [], problem: `That is too long to search for: shorten it to ${limits.characters} characters.` }
    const words = [...new Map(text.split(/\s+/u).map((word) => [fold(word), word])).entries()].filter(([folded]) => folded !== '').map(([, word]) => word)
    if (words.length > limits.words) return { text, words: [], problem: `Those are too many words to search for: keep the ${limits.words} that matter most.` }
    if (text !== '' && words.length === 0) return { text, words, problem: 'There is no letter or number in that to search for.' }
    return { text, words, problem: null }
  })
