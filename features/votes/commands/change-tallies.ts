import { Prisma, type VoteState } from '@/prisma/generated/sqlite/client'
import { lockRows, type Tx } from '@/platform/db'

/** By how much the votes of an entry change. */
export type Change = { articleId: string; counted: number; aside: number }

/** Adds what a vote for this entry in this state is worth: `by` is 1 or -1. One that is discarded is worth nothing. */
export function addTo(changes: Map<string, Change>, { articleId, entryId, state }: { articleId: string; entryId: string; state: VoteState }, by: number) {
  if (state === 'discarded') return
  const change = changes.get(entryId) ?? { articleId, counted: 0, aside: 0 }
  change[state] += by
  changes.set(entryId, change)
}

/** Applies changes, by the id of the entry, to its tally and to its article's count of votes on listed entries. Rows are locked in the order of their ids. */
export async function changeTallies(tx: Tx, changes: Map<string, Change>): Promise<void> {
  const rows = [...changes].filter(([, { counted, aside }]) => counted !== 0 || aside !== 0).sort(([a], [b]) => (a < b ? -1 : 1))
  if (rows.length === 0) return
  const values = rows.map(([entryId, { articleId, counted, aside }]) => Prisma.sql`(${entryId}, ${articleId}, ${counted}, ${aside})`)
  await tx.$executeRaw`
    INSERT INTO "Tally" ("entryId", "articleId", "counted", "held") VALUES ${Prisma.join(values)}
    ON CONFLICT ("entryId") DO UPDATE SET "counted" = "Tally"."counted" + excluded."counted", "held" = "Tally"."held" + excluded."held"`
  const articleIds = [...new Set(rows.map(([, { articleId }]) => articleId))]
  // Comments change the articles' rows too, in their transactions.
  if (articleIds.length > 1) await lockRows(tx, 'Article', articleIds)
  await tx.$executeRaw`
    UPDATE "Article" SET "voteCount" =
      (SELECT COALESCE(SUM(t."counted"), 0) FROM "Tally" t JOIN "Entry" e ON e."id" = t."entryId" WHERE t."articleId" = "Article"."id" AND e."listed")
    WHERE "id" IN (${Prisma.join(articleIds)})`
}
