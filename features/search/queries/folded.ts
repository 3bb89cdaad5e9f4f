import { fold } from '@/platform/text/fold'
import { Prisma } from '@/prisma/generated/sqlite/client'

// Neither engine folds accents by itself; these letters are the ones that names in our titles have.
const accents = [['é', 'e'], ['á', 'a'], ['ó', 'o'], ['ö', 'o'], ['ü', 'u'], ['ñ', 'n']] as const // prettier-ignore
const dropped = ['-', '’', "'", '&', '.']

const ascii = /^[a-z0-9]+$/

/** Whether a text in the database has all these words, in one condition that both engines read. The longest is asked first: it is the rarest. */
export const hasWords = (column: Prisma.Sql, words: readonly string[]): Prisma.Sql =>
  Prisma.join(
    words.toSorted((one, other) => other.length - one.length).map((word) => hasWord(column, word)),
    ' AND ',
  )

/** SQLite's LOWER knows ASCII only, so other scripts, and accents that we do not fold, are compared as they stand. */
function hasWord(column: Prisma.Sql, word: string): Prisma.Sql {
  const folded = fold(word)
  const asTyped = Prisma.sql`LOWER(${column}) LIKE ${`%${escaped(word.toLowerCase())}%`} ESCAPE '\\'`
  if (!ascii.test(folded)) return asTyped
  const spelt = Prisma.sql`${foldedColumn(column)} LIKE ${`%${folded}%`}`
  return /^\p{ASCII}*$/u.test(word) ? spelt : Prisma.sql`(${spelt} OR ${asTyped})`
}

function foldedColumn(column: Prisma.Sql): Prisma.Sql {
  let sql = Prisma.sql`LOWER(${column})`
  for (const [from, to] of [...dropped.map((mark) => [mark, ''] as const), ...accents]) sql = Prisma.sql`REPLACE(${sql}, ${from}, ${to})`
  return sql
}

const escaped = (text: string) => text.replace(/[\\%_]/g, '\\$&')
