import { note } from '@/platform/cache'
import { read, type Db } from '@/platform/db'
import { Prisma } from '@/prisma/generated/sqlite/client'
import { commentsTag } from '@/features/articles/tags'
import { quoteOf } from '../quote'
import { networksSql } from '../score'

/** Hearts of fewer networks may be those of one person with two browsers, or of a household: nothing is quoted then. */
const fewestNetworks = 2
/** Of how many of an entry, the best by score, one is chosen. However many do not fit, no more are looked at. */
const lookedAt = 20

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
 * The best-liked because of each entry of a list, by the entry's id: seen by everybody, without a spoiler, with words of their own (what begins with words of others needs a paragraph after them), liked in two networks at least, and not of somebody whose vote was
 * set aside. One statement, in which each entry reads the first of its index.
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
  SELECT e."id" AS "entryId", best."id", best."body", best."name", best."heartCount" AS "hearts", f."heading" AS "voted"
  FROM "Entry" e CROSS JOIN "Comment" best LEFT JOIN "Entry" f ON f."id" = best."favouriteId" AND best."showsVote" AND f."listed"
  WHERE e."articleId" = ${articleId} AND e."commentCount" > 0 AND best."id" = (
    SELECT c."id" FROM (
      SELECT b."id", b."articleId", b."readerId", b."body", b."importedHearts", b."score" FROM "Comment" b
      WHERE b."entryId" = e."id" AND b."because" = ${true} AND b."state" = 'visible' AND b."score" >= ${fewestNetworks}
      ORDER BY b."score" DESC, b."id" DESC LIMIT ${lookedAt}) AS c
    WHERE c."importedHearts" + ${Prisma.raw(networksSql)} >= ${fewestNetworks} AND c."body" NOT LIKE '%||%||%' AND (c."body" NOT LIKE '>%' OR c."body" LIKE ${'>%\n\n%'})
      AND NOT EXISTS (SELECT 1 FROM "Vote" v WHERE v."readerId" = c."readerId" AND v."articleId" = c."articleId" AND v."state" <> 'counted')
    ORDER BY c."score" DESC, c."id" DESC LIMIT 1)`
