import { Prisma } from '@/prisma/generated/sqlite/client'
import { read, type Db } from '@/platform/db'
import { note } from '@/platform/cache'
import { getPublishedArticle } from '@/features/articles/queries/published-article'
import { resultsOf, type Counted, type Results } from '../results'
import { tallyTag } from '@/features/articles/tags'

/** Every entry's count, share and rank, and the votes of entries that the list dropped, apart. */
export const getResults = async (articleId: string, db: Db = read): Promise<Results> => (await listResults([articleId], db)).get(articleId)!

/** The same of several lists, by the id of each. */
export async function listResults(articleIds: string[], db: Db = read): Promise<Map<string, Results>> {
  if (articleIds.length === 0) return new Map()
  note(...articleIds.map(tallyTag))
  // One statement, not one for each relation or list: a vote waits for it.
  const rows = await db.$queryRaw<(Counted & { articleId: string })[]>`
    SELECT e."articleId", e."id", e."slug", e."heading", e."rank" AS "number", e."position", e."listed",
      COALESCE(t."counted", 0) AS "counted", COALESCE(t."held", 0) AS "held"
    FROM "Entry" e LEFT JOIN "Tally" t ON t."entryId" = e."id"
    WHERE e."articleId" IN (${Prisma.join(articleIds)}) AND (e."listed" OR t."counted" > 0 OR t."held" > 0)`
  const plain = rows.map(({ articleId, ...row }) => ({
    articleId,
    ...row,
    listed: Boolean(row.listed),
    counted: Number(row.counted),
    held: Number(row.held),
    number: Number(row.number),
    position: Number(row.position),
  }))
  return new Map(articleIds.map((id) => [id, resultsOf(plain.filter(({ articleId }) => articleId === id))]))
}

/** Results for a program: by address. Throws not_found. */
export const getResultsBySlug = async (slug: string): Promise<Results> => getResults((await getPublishedArticle(slug)).id)

/** What a reader voted for in these articles: ids. */
export async function listOwnVotes(readerId: string, articleIds: string[], db: Db = read): Promise<{ articleId: string; entryId: string; held: boolean }[]> {
  const votes = await db.vote.findMany({ where: { readerId, articleId: { in: articleIds } }, select: { articleId: true, entryId: true, state: true } })
  return votes.map(({ articleId, entryId, state }) => ({ articleId, entryId, held: state !== 'counted' }))
}
