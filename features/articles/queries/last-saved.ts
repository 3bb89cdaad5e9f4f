import { read, type Db } from '@/platform/db'
import type { Actor } from '@/platform/http/request'
import { Prisma } from '@/prisma/generated/sqlite/client'
import type { ArticleState } from '@/prisma/generated/sqlite/enums'
import { mayWrite } from '../policy'

type Range = { skip: number; take: number }
export type OwnList = { id: string; state: ArticleState; createdById: string | null; firstPublishedAt: Date | null }

/**
 * A writer’s own lists, which are those of `visibleTo`, asked from the account and from its name: in one question all lists of the site are looked at. The trash is
 * left out here: SQLite would begin at all lists that are not in it.
 */
export async function listOwn(actor: Actor, db: Db = read): Promise<OwnList[]> {
  const id = mayWrite(actor) ? actor.account?.id : undefined
  if (id === undefined) return []
  const fields = { id: true, state: true, createdById: true, firstPublishedAt: true, trashedAt: true } as const
  const [created, signed] = await Promise.all([
    db.article.findMany({ where: { createdById: id }, select: fields }),
    db.articleAuthor.findMany({ where: { author: { accountId: id } }, select: { article: { select: fields } } }),
  ])
  const all = new Map([...created, ...signed.map(({ article }) => article)].map((list) => [list.id, list]))
  return [...all.values()].filter(({ trashedAt }) => trashedAt === null)
}

/** Of all lists, or of those in a state, the ids of those that were saved last: SQLite would begin at the lists that are not in the trash, and sort them all. */
export async function listLastSaved({ skip, take }: Range, db: Db, state?: ArticleState): Promise<string[]> {
  const inState = state ? Prisma.raw(`AND a."state" = '${state}'`) : Prisma.empty
  const rows = await db.$queryRaw<{ articleId: string }[]>`
    SELECT d."articleId" FROM "Draft" d CROSS JOIN "Article" a WHERE a."id" = d."articleId" AND a."trashedAt" IS NULL ${inState}
    ORDER BY d."savedAt" DESC, d."articleId" DESC LIMIT ${take} OFFSET ${skip}`
  return rows.map(({ articleId }) => articleId)
}

const lastSavedFirst = [{ savedAt: 'desc' as const }, { articleId: 'desc' as const }]
const perStatement = 500
const perLook = 1000

/** Those of these lists that were saved last. Of many, the index of all lists is read from its beginning until enough of them are met: a draft is large. */
export async function lastSavedOf(ids: string[], { skip, take }: Range, db: Db): Promise<string[]> {
  if (ids.length <= perStatement) {
    const rows = await db.draft.findMany({ where: { articleId: { in: ids } }, select: { articleId: true }, orderBy: lastSavedFirst, skip, take })
    return rows.map(({ articleId }) => articleId)
  }
  const wanted = new Set(ids)
  const found: string[] = []
  for (let last: { articleId: string; savedAt: Date } | undefined, more = true; more && found.length < skip + take;) {
    const behind: Prisma.Sql = last ? Prisma.sql`WHERE ("savedAt", "articleId") < (${last.savedAt}, ${last.articleId})` : Prisma.empty
    const rows: { articleId: string; savedAt: Date }[] = await db.$queryRaw`
      SELECT "articleId", "savedAt" FROM "Draft" ${behind} ORDER BY "savedAt" DESC, "articleId" DESC LIMIT ${perLook}`
    found.push(...rows.map(({ articleId }) => articleId).filter((id) => wanted.has(id)))
    last = rows.at(-1)
    more = rows.length === perLook
  }
  return found.slice(skip, skip + take)
}
