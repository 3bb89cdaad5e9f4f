import { read, type Db } from '@/platform/db'
import { note } from '@/platform/cache'
import { getPublishedArticle } from '@/features/articles/queries/published-article'
import { resultsOf, type Counted, type Results } from '../results'
import { tallyTag } from '@/features/articles/tags'

/** Every entry's count, share and rank, and the votes of entries that the list dropped, apart. */
export async function getResults(articleId: string, db: Db = read): Promise<Results> {
  note(tallyTag(articleId))
  // One statement, not one for each relation: a vote waits for it.
  const rows = await db.$queryRaw<Counted[]>`
    SELECT e."id", e."slug", e."heading", e."rank" AS "number", e."position", e."listed",
      COALESCE(t."counted", 0) AS "counted", COALESCE(t."held", 0) AS "held"
    FROM "Entry" e LEFT JOIN "Tally" t ON t."entryId" = e."id"
    WHERE e."articleId" = ${articleId} AND (e."listed" OR t."counted" > 0 OR t."held" > 0)`
  const plain = rows.map((row) => ({
    ...row,
    listed: Boolean(row.listed),
    counted: Number(row.counted),
    held: Number(row.held),
    number: Number(row.number),
    position: Number(row.position),
  }))
  return resultsOf(plain)
}

/** Results for a program: by address. Throws not_found. */
export const getResultsBySlug = async (slug: string): Promise<Results> => getResults((await getPublishedArticle(slug)).id)

/** What a reader voted for in these articles: ids. */
export async function listOwnVotes(readerId: string, articleIds: string[], db: Db = read): Promise<{ articleId: string; entryId: string; held: boolean }[]> {
  const votes = await db.vote.findMany({ where: { readerId, articleId: { in: articleIds } }, select: { articleId: true, entryId: true, state: true } })
  return votes.map(({ articleId, entryId, state }) => ({ articleId, entryId, held: state !== 'counted' }))
}
