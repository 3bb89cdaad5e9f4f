import { Prisma } from '@/prisma/generated/sqlite/client'
import type { Asked, Text } from '../words'

/** The index of words on SQLite: FTS5. Folded words are letters and digits alone, so nothing in them means anything to it. */
export const id = Prisma.sql`"rowid"`

const phrase = (asked: Asked): string =>
  asked
    .map((ways) => ways.map(({ parts, terms }) => `{${parts.join(' ')}} : (${terms.map(({ text, prefix }) => `"${text}"${prefix ? '*' : ''}`).join(' OR ')})`))
    .map((ways) => `(${ways.join(' OR ')})`)
    .join(' AND ')

/** The rows of `table` that are what is asked, without those that are what `except` asks. */
export const hits = (table: Prisma.Sql, asked: Asked, except: Asked | null): Prisma.Sql => {
  const query = except ? `(${phrase(asked)}) NOT (${phrase(except)})` : phrase(asked)
  return Prisma.sql`(SELECT "rowid" AS "id" FROM ${table} WHERE ${table} MATCH ${query})`
}

/** FTS5 goes through its rows in the order of their numbers and ends with the limit: nothing else is needed for what is newest. */
export const newestHits = null

export const insert = (table: Prisma.Sql, rows: { id: number; text: Text }[]): Prisma.Sql =>
  Prisma.sql`INSERT INTO ${table} ("rowid", "head", "credit", "prose") VALUES ${Prisma.join(
    rows.map(({ id, text }) => Prisma.sql`(${id}, ${text.head.join(' ')}, ${text.credit.join(' ')}, ${text.prose.join(' ')})`),
  )}`
