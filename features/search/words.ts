import { fold, foldedWords, isInitials, nameForms, splitIntoWords } from '@/platform/text/fold'

/** The folded words of one thing that is searched: in its heading or title, in the names of what it credits, in its prose. */
export type Text = { head: string[]; credit: string[]; prose: string[] }
export type Part = keyof Text

/** The words by which a name or a heading is found: each of them, and from each on, joined, because “Big Bang” is typed as one word too. */
export function wordsOfName(name: string): string[] {
  const { whole, starts } = nameForms(name)
  return [whole, ...starts, ...foldedWords(name)]
}

const prosaic = /\p{L}[\p{L}\p{N}]*(?:-[\p{L}\p{N}]+)+/gu

/** The words by which prose is found, each once; what is written with hyphens also as one. */
export const wordsOfProse = (text: string): string[] => [...foldedWords(text), ...(text.match(prosaic) ?? []).map(fold)]

// PostgreSQL takes words of 2,046 bytes at the most, and nobody types one that is longer than this.
const maxWordLength = 100

/** Each word once, cut where it is longer than anybody types. */
export const unique = (words: readonly string[]): string[] => [...new Set(words.map((word) => word.slice(0, maxWordLength)))].filter((word) => word !== '')

/** Some neighbouring words as one: from the word at `from`, up to and without that at `to`. */
type Span = { text: string; from: number; to: number }

const maxJoined = 4

/** All runs of up to four neighbouring words, and the whole: any of them may be one name. */
export function spansOf(words: readonly string[]): Span[] {
  const spans: Span[] = []
  for (let from = 0; from < words.length; from++)
    for (let to = from + 1; to <= words.length; to++)
      if (to - from <= maxJoined || (from === 0 && to === words.length)) spans.push({ text: words.slice(from, to).join(''), from, to })
  return spans
}

/** One way to find a word: as it is, or at the beginning of another. */
export type Term = { text: string; prefix: boolean }
/** What a search asks: for each word, some of these terms in these parts. */
export type Asked = { parts: Part[]; terms: Term[] }[][]

/** How far a search looks, nearest first: in headings and titles, also in the names of what is credited, also in prose. */
export const reaches = ['head', 'names', 'all'] as const
export type Reach = (typeof reaches)[number]

/** Folded words in the order in which they were typed. `half`: each may be half typed, not the last alone. */
export type Sought = { words: readonly string[]; half: boolean }

/**
 * Every word must be there, by itself or joined to its neighbours. The last one may be half typed, in prose from three letters on: a word that was typed
 * whole is read from the index at once, while the beginning of many words makes the database gather all that they are in.
 */
export function ask({ words, half }: Sought, reach: Reach): Asked {
  const spans = spansOf(words)
  return words.map((_, index) => {
    const around = spans.filter(({ from, to }) => from <= index && index < to)
    const mayBegin = ({ to }: Span) => half || to === words.length
    const parts: Part[] = reach === 'head' ? ['head'] : ['head', 'credit']
    const named = { parts, terms: around.map((span) => ({ text: span.text, prefix: mayBegin(span) && !/^[a-z0-9]$/.test(span.text) })) }
    if (reach !== 'all') return [named]
    // Initials are typed of names.
    const inProse = around.filter(({ text }) => !isInitials(text)).map((span) => ({ text: span.text, prefix: mayBegin(span) && [...span.text].length >= 3 }))
    return inProse.length > 0 ? [named, { parts: ['prose'], terms: inProse }] : [named]
  })
}

/** Whether one of the names that a text is or holds begins with one of these words. */
export function beginsWith(text: string, wanted: readonly string[]): boolean {
  const { whole, starts } = nameForms(text)
  const forms = [whole, ...starts, ...foldedWords(text)]
  return wanted.some((word) => forms.some((form) => (word.length === 1 && /[a-z0-9]/.test(word) ? form === word : form.startsWith(word))))
}

/** What to mark in what was found: the words and what they give when they are joined, the longest first. */
export const needlesOf = (words: readonly string[]): string[] =>
  unique(spansOf(words).map(({ text }) => text)).toSorted((one, other) => other.length - one.length)

/** The words that were typed, folded, at most as many as one search takes. */
export const typedWords = (words: readonly string[], most: number): string[] => words.flatMap((word) => splitIntoWords(word).map(fold)).slice(0, most)
