import { Prisma } from '@/prisma/generated/sqlite/client'
import type { Asked, Part, Text } from '../words'

/** The index of words on PostgreSQL: tsvector with a GIN index, no extension. Folded words are letters and digits alone, so they need no escaping. */
export const id = Prisma.sql`"id"`

const weights: Record<Part, string> = { head: 'A', credit: 'B', prose: 'C' }

const phrase = (asked: Asked): string =>
  asked
    .map((ways) =>
      ways
        .flatMap(({ parts, terms }) => terms.map(({ text, prefix }) => `'${text}':${prefix ? '*' : ''}${parts.map((part) => weights[part]).join('')}`))
        .join(' | '),
    )
    .map((ways) => `(${ways})`)
    .join(' & ')

/** The rows of `table` that are what is asked, without those that are what `except` asks. Found by the index before they are put in order. */
export const hits = (table: Prisma.Sql, asked: Asked, except: Asked | null): Prisma.Sql => {
  const query = except ? `${phrase(asked)} & !(${phrase(except)})` : phrase(asked)
  return Prisma.sql`(SELECT "id" FROM ${table} WHERE "words" @@ ${query}::tsquery OFFSET 0)`
}

/** Words have no places: where they stand is not asked. The largest weight of a word counts. */
const vectorOf = (text: Text): string => {
  const known = new Map<string, string>()
  for (const part of ['head', 'credit', 'prose'] as const) for (const word of text[part]) if (!known.has(word)) known.set(word, weights[part])
  return [...known].map(([word, weight]) => `'${word}':1${weight}`).join(' ')
}

export const insert = (table: Prisma.Sql, rows: { id: number; text: Text }[]): Prisma.Sql =>
  Prisma.sql`INSERT INTO ${table} ("id", "words") VALUES ${Prisma.join(rows.map(({ id, text }) => Prisma.sql`(${id}, ${vectorOf(text)}::tsvector)`))}`
