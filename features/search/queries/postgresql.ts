import { Prisma } from '@/prisma/generated/sqlite/client'
import type { Asked, Part, Text } from '../words'

/** The index of words on PostgreSQL: tsvector with a GIN index, no extension. Folded words are letters and digits alone, so they need no escaping. */
export const id = Prisma.sql`"id"`

/**
 * The part in which a word stands is the first letter of what is stored. tsvector has weights for that, but a GIN index does not keep them: each row that holds
 * the word anywhere would be read to find those that hold it in a heading.
 */
const letters: Record<Part, string> = { head: 'h', credit: 'c', prose: 'p' }

const phrase = (asked: Asked): string =>
  asked
    .map((ways) =>
      ways.flatMap(({ parts, terms }) => terms.flatMap(({ text, prefix }) => parts.map((part) => `'${letters[part]}${text}'${prefix ? ':*' : ''}`))),
    )
    .map((words) => `(${words.join(' | ')})`)
    .join(' & ')

const queryOf = (asked: Asked, except: Asked | null) => (except ? `${phrase(asked)} & !(${phrase(except)})` : phrase(asked))

/** The rows of `table` that are what is asked, without those that are what `except` asks. Found by the index before they are put in order. */
export const hits = (table: Prisma.Sql, asked: Asked, except: Asked | null): Prisma.Sql =>
  Prisma.sql`(SELECT "id" FROM ${table} WHERE "words" @@ ${queryOf(asked, except)}::tsquery OFFSET 0)`

/** How many of the newest rows are read one by one for words that very many rows hold. */
const window = 1000

/**
 * The hits among the newest rows below a number. The index names all rows that hold a word, and each is read before they can be put in order: for a word that
 * every tenth row holds, the newest rows have enough of them.
 */
export const newestHits = (table: Prisma.Sql, asked: Asked, except: Asked | null, below: number | null): Prisma.Sql => {
  const under = below === null ? Prisma.empty : Prisma.sql`WHERE "id" < ${below}`
  return Prisma.sql`(SELECT "id" FROM (SELECT "id", "words" FROM ${table} ${under} ORDER BY "id" DESC LIMIT ${window}) newest
    WHERE "words" @@ ${queryOf(asked, except)}::tsquery)`
}

/** Words have no places: where they stand is not asked. Of the parts that hold a word the first one counts. */
const vectorOf = (text: Text): string => {
  const known = new Map<string, string>()
  for (const part of ['head', 'credit', 'prose'] as const) for (const word of text[part]) if (!known.has(word)) known.set(word, letters[part])
  return [...known].map(([word, letter]) => `'${letter}${word}'`).join(' ')
}

export const insert = (table: Prisma.Sql, rows: { id: number; text: Text }[]): Prisma.Sql =>
  Prisma.sql`INSERT INTO ${table} ("id", "words") VALUES ${Prisma.join(rows.map(({ id, text }) => Prisma.sql`(${id}, ${vectorOf(text)}::tsvector)`))}`
