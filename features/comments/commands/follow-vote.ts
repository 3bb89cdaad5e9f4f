import { Prisma } from '@/prisma/generated/sqlite/client'
import { rowsInTurn, type Tx } from '@/platform/db'
import type { Favoured } from '@/features/votes/commands/vote-followers'

// A statement takes 999 values on SQLite, and each vote has three.
const maxTogether = 300

/**
 * The mark of what a comment's writer voted for follows their vote, in the transaction of the vote: where they show it, and nowhere else. One statement, however
 * many votes came together.
 */
export async function followVotes(tx: Tx, favoured: Favoured[]): Promise<void> {
  for (let start = 0; start < favoured.length; start += maxTogether) {
    const rows = favoured.slice(start, start + maxTogether).map(({ articleId, readerId, entryId }) => Prisma.sql`(${articleId}, ${readerId}, ${entryId})`)
    // The list is compared as an expression, so that a reader's few comments are looked up and not a list's many. Hearts and answers change rows of comments too, under other
    // locks: all take them in the order of their ids.
    await tx.$executeRaw`
      UPDATE "Comment" SET "favouriteId" = held."entryId"
      FROM (SELECT c."id", favoured.column3 AS "entryId" FROM (VALUES ${Prisma.join(rows)}) AS favoured CROSS JOIN "Comment" c
        WHERE c."readerId" = favoured.column2 AND c."articleId" || '' = favoured.column1 AND c."showsVote" ORDER BY c."id" ${rowsInTurn('c')}) AS held
      WHERE "Comment"."id" = held."id"`
  }
}
