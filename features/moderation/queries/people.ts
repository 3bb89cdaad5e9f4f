import { Prisma, type CommentState } from '@/prisma/generated/sqlite/client'
import type { Db } from '@/platform/db'

/** What is known of who wrote a comment. Moments are ISO 8601. */
export type Person = {
  account: boolean
  trusted: boolean
  since: string
  /** Of the latest comments, at most `counted`. */
  shown: number
  waiting: number
  hidden: number
  /** Whether there are more than were counted. */
  more: boolean
  latest: { id: string; words: string; state: CommentState; at: string }[]
}

/** Of so many of the latest comments of a person it is counted what became of them: a person with thousands costs no more. */
const counted = 50
const named = 3
const maxWords = 80

type Row = { readerId: string; id: string; state: CommentState; createdAt: Date | number; words: string }

/** The history of each of these readers, in two questions for all. */
export async function listPeople(readerIds: string[], db: Db): Promise<Map<string, Person>> {
  if (readerIds.length === 0) return new Map()
  // Each reads an index in its order and stops.
  const each = readerIds.map(
    (id) => Prisma.sql`SELECT * FROM (
      SELECT "readerId", "id", "state", "createdAt", substr("body", 1, ${maxWords + 1}) AS "words" FROM "Comment"
      WHERE "readerId" = ${id} ORDER BY "createdAt" DESC LIMIT ${counted + 1}) r`,
  )
  const [rows, readers] = await Promise.all([
    db.$queryRaw<Row[]>(Prisma.join(each, ' UNION ALL ')),
    db.reader.findMany({ where: { id: { in: readerIds } }, select: { id: true, accountId: true, trustedAt: true, createdAt: true } }),
  ])
  const byReader = Map.groupBy(rows, ({ readerId }) => readerId)
  return new Map(
    readers.map(({ id, accountId, trustedAt, createdAt }): [string, Person] => {
      const all = byReader.get(id) ?? []
      const own = all.slice(0, counted)
      const count = (state: CommentState) => own.filter((one) => one.state === state).length
      return [
        id,
        {
          account: accountId !== null,
          trusted: trustedAt !== null,
          since: createdAt.toISOString(),
          shown: count('visible'),
          waiting: count('pending'),
          hidden: count('hidden'),
          more: all.length > counted,
          latest: own
            .filter(({ state }) => state !== 'deleted')
            .slice(0, named + 1)
            .map(({ id: comment, state, createdAt: at, words }) => ({
              id: comment,
              state,
              at: new Date(at).toISOString(),
              words: words.length > maxWords ? `${words.slice(0, maxWords)}…` : words,
            })),
        },
      ]
    }),
  )
}
