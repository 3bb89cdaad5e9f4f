import { note } from '@/platform/cache'
import { read, type Db } from '@/platform/db'
import { Prisma } from '@/prisma/generated/sqlite/client'
import { commentsTag } from '@/features/articles/tags'
import { quoteOf } from '../quote'

/** Fewer hearts may be those of the writer's friends: nothing is quoted then. */
const fewestHearts = 2

export type Quote = {
  id: string
  /** Plain words, cut at a word. */
  text: string
  isCut: boolean
  name: string
  hearts: number
  /** The heading of the entry that its writer votes for, when they show it. */
  voted: string | null
}

type Row = { entryId: string; id: string; body: string; name: string; hearts: number | bigint; voted: string | null }

/**
 * The best-liked because of each entry of a list, by the entry's id: seen by everybody, without a spoiler, and liked by two at least. One statement, in which each
 * entry reads the first of its index.
 */
export async function listBestBecauses(articleId: string, db: Db = read): Promise<Map<string, Quote>> {
  note(commentsTag(articleId))
  const rows = await db.$queryRaw<Row[]>(bestBecausesSql(articleId))
  return new Map(
    rows.flatMap(({ entryId, id, body, name, hearts, voted }): [string, Quote][] => {
      const words = quoteOf(body)
      return words.text ? [[entryId, { id, ...words, name, hearts: Number(hearts), voted }]] : []
    }),
  )
}

const bestBecausesSql = (articleId: string) => Prisma.sql`
  SELECT e."id" AS "entryId", c."id", c."body", c."name", c."heartCount" AS "hearts", f."heading" AS "voted"
  FROM "Entry" e CROSS JOIN "Comment" c LEFT JOIN "Entry" f ON f."id" = c."favouriteId"
  WHERE e."articleId" = ${articleId} AND e."commentCount" > 0 AND c."id" = (
    SELECT b."id" FROM "Comment" b
    WHERE b."entryId" = e."id" AND b."because" = ${true} AND b."state" = 'visible' AND b."score" > 0 AND b."heartCount" >= ${fewestHearts}
      AND b."body" NOT LIKE '%||%'
    ORDER BY b."score" DESC, b."id" DESC LIMIT 1)`
