import { mayEditAny } from '@/features/accounts/policy'
import type { Db, Tx } from '@/platform/db'
import type { Actor } from '@/platform/http/request'
import { giveWay } from '@/platform/turns'
import { Prisma } from '@/prisma/generated/sqlite/client'
import { pictureAddress } from '../document/text-pictures'

/** A list that shows a medium. `title` and `id` are null for a list of somebody else that no reader sees: whoever asks hears only that there is one. */
export type Use = { as: 'cover' | 'text'; id: string | null; title: string | null; state: string; inTrash: boolean }

/** Where a medium is shown, as a cover and in texts. What is in the trash shows it too: it may come back. */
export async function usesOf(db: Db, actor: Actor, mediumId: string): Promise<Use[]> {
  return describeUses(db, actor, { mediumId, inTexts: await listsNaming(db, mediumId) })
}

type Named = { mediumId: string; inTexts: readonly string[] }

/** `inTexts`: the lists that name it in a text. */
export async function describeUses(db: Pick<Db | Tx, 'article'>, actor: Actor, { mediumId, inTexts }: Named): Promise<Use[]> {
  const found = await db.article.findMany({
    where: { OR: [{ coverId: mediumId }, { id: { in: [...inTexts] } }] },
    orderBy: { id: 'desc' },
    select: {
      id: true,
      title: true,
      state: true,
      trashedAt: true,
      createdById: true,
      coverId: true,
      authors: { select: { author: { select: { accountId: true } } } },
    },
  })
  const me = actor.account?.id
  const named = new Set(inTexts)
  return found.flatMap(({ id, title, state, trashedAt, createdById, authors, coverId }) => {
    const isTold =
      state === 'published' || mayEditAny(actor) || (me !== undefined && (createdById === me || authors.some(({ author }) => author.accountId === me)))
    const as = [...(coverId === mediumId ? (['cover'] as const) : []), ...(named.has(id) ? (['text'] as const) : [])]
    return as.map((one) => ({
      as: one,
      id: isTold ? id : null,
      title: isTold ? title : null,
      state: isTold ? state : 'unknown',
      inTrash: trashedAt !== null,
    }))
  })
}

/** So many lists are looked through at once: on SQLite nothing else runs meanwhile. */
const atOnce = 100

/**
 * The lists whose draft, current edition, or edition that waits names a medium in a text. The texts say it themselves: they are read, some lists at a time, and others
 * have their turns between.
 */
export async function listsNaming(db: Db, mediumId: string, size = atOnce): Promise<string[]> {
  const found: string[] = []
  for (let after = ''; ;) {
    const ids = await db.article.findMany({ where: { id: { gt: after } }, orderBy: { id: 'asc' }, take: size, select: { id: true } })
    const last = ids.at(-1)?.id
    if (last === undefined) return found
    found.push(...(await namingAmong(db, mediumId, ids.map(({ id }) => id)))) // prettier-ignore
    if (ids.length < size) return found
    after = last
    await giveWay()
  }
}

/** The same of what was saved or made from then on: a second look, within a transaction. */
export async function listsNamingSince(tx: Tx, mediumId: string, since: Date): Promise<string[]> {
  const drafts = await tx.draft.findMany({ where: { savedAt: { gte: since } }, select: { articleId: true } })
  const editions = await tx.edition.findMany({ where: { createdAt: { gte: since } }, select: { articleId: true } })
  const ids = [...new Set([...drafts, ...editions].map(({ articleId }) => articleId))]
  const found: string[] = []
  for (let start = 0; start < ids.length; start += atOnce) found.push(...(await namingAmong(tx, mediumId, ids.slice(start, start + atOnce))))
  return found
}

async function namingAmong(db: Pick<Db | Tx, '$queryRaw'>, mediumId: string, ids: string[]): Promise<string[]> {
  // An id is letters and digits, which mean nothing to LIKE.
  const pattern = `%${pictureAddress(mediumId)}%`
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT d."articleId" AS "id" FROM "Draft" d WHERE d."articleId" IN (${Prisma.join(ids)}) AND CAST(d."document" AS TEXT) LIKE ${pattern}
    UNION SELECT e."articleId" AS "id" FROM "Edition" e JOIN "Article" a ON a."id" = e."articleId"
      WHERE e."articleId" IN (${Prisma.join(ids)}) AND e."cancelledAt" IS NULL AND (e."id" = a."currentEditionId" OR e."liveAt" IS NULL)
      AND CAST(e."document" AS TEXT) LIKE ${pattern}`
  return rows.map(({ id }) => id)
}
