import { findNamesOf, findSimilarNames, type FoundName } from '@/features/records/queries/find-names'
import { read, type Db } from '@/platform/db'
import { fold, splitIntoWords } from '@/platform/text/fold'
import { limits, type Question } from '../schema'
import { ask, typedWords } from '../words'
import { entries, hits, pages } from './index-of-words'
import { isEmpty, search, type Results } from './search'

/** What was probably meant, as it is written, with what it finds. */
export type Suggestion = { text: string; results: Results }

const tries = 3
/** Of so many words that nothing holds at the most another spelling is looked for: it reads all names that begin as they do. */
const maxUnknown = 2

/** For words that find nothing: names that differ from them by a letter or two and find something; null when there are none. */
export async function suggest({ words }: Pick<Question, 'words'>, db: Db = read): Promise<Suggestion | null> {
  const folded = typedWords(words, limits.folded)
  if (folded.length === 0) return null
  for (const text of await likelyTexts(db, folded, words)) {
    const results = await search({ words: text.split(/\s+/) }, {}, db)
    if (!isEmpty(results)) return { text, results }
  }
  return null
}

async function likelyTexts(db: Db, folded: readonly string[], words: readonly string[]): Promise<string[]> {
  const whole = await textsOf(db, (await findSimilarNames(db, folded.join(''))).slice(0, tries))
  if (folded.length === 1) return whole
  // Each word that nothing holds, by itself.
  const known = await Promise.all(folded.map((word) => isKnown(db, word)))
  if (known.filter((is) => !is).length > maxUnknown) return whole
  const written = words.flatMap((word) => splitIntoWords(word))
  const corrected = await Promise.all(
    folded.map(async (word, index) => {
      if (known[index]) return written[index] ?? word
      const [text] = await textsOf(db, (await findSimilarNames(db, word)).slice(0, 1))
      return text ?? null
    }),
  )
  return corrected.some((word) => word === null) ? whole : [...whole, corrected.join(' ')]
}

async function isKnown(db: Db, word: string): Promise<boolean> {
  const [names] = await findNamesOf(db, [word], { take: 1 })
  if (names!.length > 0) return true
  for (const table of [entries, pages]) {
    const rows = await db.$queryRaw<unknown[]>`SELECT h."id" FROM ${hits(table, ask({ words: [word], half: false }, 'all'))} h LIMIT 1`
    if (rows.length > 0) return true
  }
  return false
}

/** The names as they are written, from the word on that was meant. */
async function textsOf(db: Db, found: FoundName[]): Promise<string[]> {
  const texts: string[] = []
  for (const { kind, targetId, text } of found) {
    const names = await namesOf(db, kind, targetId)
    const part = names.flatMap((name) => {
      const words = splitIntoWords(name)
      return fold(name) === text ? [name] : words.flatMap((_, at) => (fold(words.slice(at).join('')) === text ? [words.slice(at).join(' ')] : []))
    })[0]
    if (part !== undefined && !texts.includes(part)) texts.push(part)
  }
  return texts
}

async function namesOf(db: Db, kind: FoundName['kind'], id: string): Promise<string[]> {
  if (kind === 'list') return [(await db.article.findUnique({ where: { id }, select: { title: true } }))?.title ?? '']
  if (kind === 'series') return [(await db.series.findUnique({ where: { id }, select: { title: true } }))?.title ?? '']
  if (kind === 'author') return [(await db.author.findUnique({ where: { id }, select: { name: true } }))?.name ?? '']
  const record = await db.record.findUnique({ where: { id }, select: { name: true, names: { select: { name: true } } } })
  return record ? [record.name, ...record.names.map(({ name }) => name)] : []
}
