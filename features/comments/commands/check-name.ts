import { Prisma } from '@/prisma/generated/sqlite/client'
import { refuseReservedName } from '@/features/accounts/check-name'
import { inBatches } from '@/platform/batches'
import { read } from '@/platform/db'
import { invalid } from '@/platform/errors'
import { fold } from '@/platform/text/fold'

/** Of how many first comments of a list, and of how many replies, the names are looked at: the cost of a comment does not grow with the conversation. */
const lookBack = 1000

// Comments on one article that arrive together share the look-up.
const namesAt = inBatches<null, Set<string>>(async (articleId, askers) => {
  const rows = await read.$queryRaw<{ name: string }[]>(namesSql(articleId))
  const names = new Set(rows.map(({ name }) => fold(name)))
  return askers.map(() => ({ value: names }))
})

// Each half reads an index in its order and stops: the newest first comments, and the replies to the newest.
const namesSql = (articleId: string) => Prisma.sql`
  SELECT DISTINCT c."name" FROM (
    SELECT * FROM (SELECT "readerId", "name" FROM "Comment" WHERE "articleId" = ${articleId} AND "parentId" IS NULL AND "state" = 'visible' ORDER BY "id" DESC LIMIT ${lookBack}) firsts
    UNION ALL
    SELECT * FROM (SELECT "readerId", "name" FROM "Comment" WHERE "articleId" = ${articleId} AND "parentId" IS NOT NULL ORDER BY "parentId" DESC LIMIT ${lookBack}) replies
  ) c JOIN "Reader" r ON r."id" = c."readerId" WHERE r."accountId" IS NOT NULL`

/**
 * Refuses a guest's name that is another's: of somebody who writes here, or of an account that has spoken in this list, whatever its case, width, accents
 * and blanks. Throws invalid (422), with the message beside `name`.
 */
export async function refuseTakenName(articleId: string, name: string): Promise<void> {
  await refuseReservedName(name, null)
  const folded = fold(name)
  if (folded === '' || !(await namesAt(articleId, null)).has(folded)) return
  const message = 'Somebody with an account speaks here under this name. If it is you, sign in; if not, please choose another'
  throw invalid(message, { name: message })
}
