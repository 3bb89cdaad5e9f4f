import { Prisma } from '@/prisma/generated/sqlite/client'
import { currentTime } from '@/platform/clock'
import { read, type Db } from '@/platform/db'

/** So long the same words of different readers are counted together. */
const withinMs = 86_400_000
/** More than any rule asks for, so that a raid of thousands costs no more than one of dozens. */
const maxCounted = 100

type Said = { wordsMark: string; now: Date }
/** `join` tells how many other readers said these words before, and counts this one from now on. */
export type Echoes = { join: (wordsMark: string, readerId: string) => number }

/** Who said the same words as these comments within a day, on any list. One question for all of them. */
export async function findEchoes(db: Pick<Db, '$queryRaw'>, comments: Said[]): Promise<Echoes> {
  const marks = [...new Set(comments.map(({ wordsMark }) => wordsMark))].filter(Boolean)
  const since = new Date(Math.min(...comments.map(({ now }) => now.getTime())) - withinMs)
  const each = marks.map(
    (mark) => Prisma.sql`SELECT * FROM (
      SELECT "wordsMark", "readerId" FROM "Comment" WHERE "wordsMark" = ${mark} AND "createdAt" > ${since} ORDER BY "createdAt" DESC LIMIT ${maxCounted}) e`,
  )
  const readers = new Map(marks.map((mark) => [mark, new Set<string>()]))
  if (each.length > 0)
    for (const { wordsMark, readerId } of await db.$queryRaw<{ wordsMark: string; readerId: string }[]>(Prisma.join(each, ' UNION ALL ')))
      readers.get(wordsMark)?.add(readerId)
  return {
    join: (mark, readerId) => {
      const who = readers.get(mark)
      if (!who) return 0
      const others = who.size - (who.has(readerId) ? 1 : 0)
      who.add(readerId)
      return others
    },
  }
}

/** How many other readers said these words within a day. */
export const countEchoes = async (wordsMark: string, readerId: string, db: Pick<Db, '$queryRaw'> = read): Promise<number> =>
  (await findEchoes(db, [{ wordsMark, now: currentTime() }])).join(wordsMark, readerId)
