import { read, type Db } from '@/platform/db'

/** Behind every text that begins with it, byte by byte. */
const last = '\u{10ffff}'

/** So many are compared at the most: a sign-up costs the same on a site of very many names, of which the last by the alphabet are then not looked at. */
const maxNames = 2000

/**
 * The names of this site's records, lists and series, folded, that begin with the same two letters as a folded text and are no longer. The database is told no more
 * of a password.
 */
export async function namesThatBeginLike(text: string, db: Db = read): Promise<string[]> {
  const beginning = text.slice(0, 2)
  if (beginning.length < 2) return []
  const rows = await db.$queryRaw<{ text: string }[]>`
    SELECT DISTINCT "text" FROM "NameForm" WHERE "rank" = 0 AND "text" >= ${beginning} AND "text" <= ${beginning + last} AND LENGTH("text") <= ${[...text].length}
    ORDER BY "text" LIMIT ${maxNames}`
  return rows.map(({ text: name }) => name)
}
