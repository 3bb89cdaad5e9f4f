import { LRUCache } from 'lru-cache'
import { Prisma } from '@/prisma/generated/sqlite/client'
import { refuseReservedName } from '@/features/accounts/check-name'
import { read, type Db } from '@/platform/db'
import { invalid } from '@/platform/errors'
import { fold } from '@/platform/text/fold'
import { byAge } from '../queries/rows'

/** Of how many first comments of a list, and of how many replies, the names are looked at: the cost of a comment does not grow with the conversation. */
const lookBack = 1000

/** Names of accounts in a list, kept for as long as it can take anyway from here to the comment's transaction: comments that come one after the other share them. */
const kept = new LRUCache<string, Promise<Set<string>>>({ max: 500, ttl: 1000 })

function namesAt(articleId: string): Promise<Set<string>> {
  const known = kept.get(articleId)
  if (known) return known
  const names = listAccountNames(articleId).then((list) => new Set(list.map(fold)))
  kept.set(articleId, names)
  names.catch(() => kept.get(articleId) === names && kept.delete(articleId))
  return names
}

/** An account has spoken in a list: its name is taken there from now on. Other processes know within a second. */
export const noteName = (articleId: string): void => void kept.delete(articleId)

/** The names of accounts that have spoken in a list. */
export const listAccountNames = async (articleId: string, db: Db = read): Promise<string[]> =>
  (await db.$queryRaw<{ name: string }[]>(namesSql(articleId))).map(({ name }) => name)

// Each half reads an index in its order and stops: the newest first comments, and the replies to the newest.
const namesSql = (articleId: string) => Prisma.sql`
  SELECT DISTINCT c."name" FROM (
    SELECT * FROM (SELECT "readerId", "name" FROM "Comment" WHERE "articleId" = ${articleId} AND "parentId" IS NULL AND "state" = 'visible' ORDER BY ${byAge(Prisma.empty, { newest: true, firsts: true })} LIMIT ${lookBack}) firsts
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
  if (folded === '' || !(await namesAt(articleId)).has(folded)) return
  const message = 'Somebody with an account speaks here under this name. If it is you, sign in; if not, please choose another'
  throw invalid(message, { name: message })
}
