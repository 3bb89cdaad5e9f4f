import { z } from 'zod'
import { fold } from '@/platform/text/fold'
import type { Reach } from './words'

/** `folded`: words after those with hyphens were taken apart. */
export const limits = { characters: 200, words: 8, folded: 12, lists: 6, entries: 20, records: 16, pages: 6, ofOneGroup: 60, counted: 1000 } as const

/** The query keys that the search page reads: what is looked for, the one group that is shown, and where the page before ended. */
export const searchKeys = ['q', 'in', 'after'] as const

/** The groups of records, as pages name them. */
export const recordGroups = [
  { group: 'people', kind: 'person', label: 'People' },
  { group: 'groups', kind: 'group', label: 'Groups' },
  { group: 'songs', kind: 'song', label: 'Songs' },
  { group: 'places', kind: 'place', label: 'Places' },
] as const
const groups = ['entries', 'lists', 'people', 'groups', 'songs', 'places', 'more'] as const
/** What one may look at alone; `more`: series and authors. */
export type Group = (typeof groups)[number]

/** Reads `in` of an address; null for all groups, and for what is none. */
export const shownGroup = z.enum(groups).nullable().catch(null)

/** Where a page of entries ended: how far the search had looked, and the number of the last entry in the index. */
export type Cursor = { reach: Reach; number: number }
/** Reads `after` of an address: `names.12345`; null for anything else. */
export const cursor = z
  .string()
  .regex(/^(head|names|all)\.\d{1,10}$/)
  .transform((text): Cursor => {
    const [reach, number] = text.split('.')
    return { reach: reach as Reach, number: Math.min(Number(number), 2 ** 31 - 1) }
  })
  .nullable()
  .catch(null)

/** The address of a search, of one group, of a further page. */
export function searchAddress({ text, group = null, after = null }: { text: string; group?: Group | null; after?: Cursor | null }): string {
  const query = new URLSearchParams({ q: text, ...(group && { in: group }), ...(after && { after: `${after.reach}.${after.number}` }) })
  return `/search?${query.toString()}`
}
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

/** The query of `/search.json`: what somebody has typed so far. */
export const typedInput = z.object({ q: z.unknown().default('').pipe(question) })
export const typedKeys = ['q'] as const
