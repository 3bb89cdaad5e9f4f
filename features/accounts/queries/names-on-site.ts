import { read } from '@/platform/db'

/** Behind every text that begins with it, byte by byte. */
const last = '\u{10ffff}'

/** The names of this site's records, lists and series, folded, that begin with the same two letters as a folded text. The database is told no more of a password. */
export async function namesThatBeginLike(text: string): Promise<string[]> {
  const beginning = text.slice(0, 2)
  if (beginning.length < 2) return []
  const rows = await read.$queryRaw<{ text: string }[]>`
    SELECT DISTINCT "text" FROM "NameForm" WHERE "rank" = 0 AND "text" >= ${beginning} AND "text" <= ${beginning + last}`
  return rows.map(({ text: name }) => name)
}
