import { mayEditAny } from '@/features/accounts/policy'
import type { Db, Tx } from '@/platform/db'
import type { Actor } from '@/platform/http/request'
import { idsSince } from '@/platform/id'
import { giveWay } from '@/platform/turns'
import { Prisma } from '@/prisma/generated/sqlite/client'
import { pictureAddress } from '../document/text-pictures'

/**
 * A list that shows a medium, or a record whose picture it is. `title` and `id` are null for a list of somebody else that no reader sees: whoever asks hears only that there is one.
 */
export type Use = { as: 'cover' | 'text' | 'picture' | 'poster'; id: string | null; title: string | null; state: string; inTrash: boolean }

/** Where a medium is shown: as a cover, in texts, and of records. What is in the trash shows it too: it may come back. */
export async function usesOf(db: Db, actor: Actor, mediumId: string): Promise<Use[]> {
  return describeUses(db, actor, { mediumId, inTexts: await listsNaming(db, mediumId) })
}

type Named = { mediumId: string; inTexts: readonly string[] }

/** `inTexts`: the lists that name it in a text. */
export async function describeUses(db: Pick<Db | Tx, 'article' | 'record'>, actor: Actor, { mediumId, inTexts }: Named): Promise<Use[]> {
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
  const records = await db.record.findMany({
    // What was merged into another one is shown nowhere.
    where: { pictureId: mediumId, mergedIntoId: null },
    orderBy: { id: 'desc' },
    select: { id: true, name: true, kind: true, trashedAt: true },
  })
  const lists = found.flatMap(({ id, title, state, trashedAt, createdById, authors, coverId }) => {
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
  const ofRecords = records.map(({ id, name, kind, trashedAt }): Use => ({
    as: kind === 'video' ? 'poster' : 'picture',
    id,
    title: name,
    state: 'record',
    inTrash: trashedAt !== null,
  }))
  return [...lists, ...ofRecords]
}

/** So many lists are looked through at once: on SQLite nothing else runs meanwhile. */
const atOnce = 100

/**
 * The lists whose draft, current edition, or edition that waits names a medium in a text. The texts say it themselves: they are read, some lists at a time, and others
 * have their turns between.
 */
export async function listsNaming(db: Db, mediumId: string, size = atOnce): Promise<string[]> {
  // Those that wait first: one that goes live meanwhile is found as the current one.
  const waiting = await db.edition.findMany({ where: { liveAt: null, cancelledAt: null }, select: { id: true } })
  const found = await inTurns(waiting.map(({ id }) => id), size, (ids) => editionsNaming(db, mediumId, ids)) // prettier-ignore
  for (let after = ''; ;) {
    const ids = await db.article.findMany({ where: { id: { gt: after } }, orderBy: { id: 'asc' }, take: size, select: { id: true, currentEditionId: true } })
    const last = ids.at(-1)?.id
    if (last === undefined) return [...new Set(found)]
    found.push(...(await draftsNaming(db, mediumId, ids.map(({ id }) => id)))) // prettier-ignore
    found.push(...(await editionsNaming(db, mediumId, ids.flatMap(({ currentEditionId }) => currentEditionId ?? [])))) // prettier-ignore
    after = last
    await giveWay()
  }
}

/** The same of what was saved or made from then on: a second look, within a transaction. */
export async function listsNamingSince(tx: Tx, mediumId: string, since: Date): Promise<string[]> {
  const drafts = await tx.draft.findMany({ where: { savedAt: { gte: since } }, select: { articleId: true } })
  // By its id: when an edition was made stands behind its words, so that to ask for it reads the words of all.
  const editions = await tx.edition.findMany({ where: { id: { gte: idsSince(since) } }, select: { id: true } })
  const inDrafts = await inTurns(drafts.map(({ articleId }) => articleId), atOnce, (ids) => draftsNaming(tx, mediumId, ids)) // prettier-ignore
  const inEditions = await inTurns(editions.map(({ id }) => id), atOnce, (ids) => editionsNaming(tx, mediumId, ids)) // prettier-ignore
  return [...new Set([...inDrafts, ...inEditions])]
}

async function inTurns(ids: readonly string[], size: number, look: (some: string[]) => Promise<string[]>): Promise<string[]> {
  const found: string[] = []
  for (let start = 0; start < ids.length; start += size) {
    found.push(...(await look(ids.slice(start, start + size))))
    await giveWay()
  }
  return found
}

type Raw = Pick<Db | Tx, '$queryRaw'>
// An id is letters and digits, which mean nothing to LIKE.
const patternOf = (mediumId: string) => `%${pictureAddress(mediumId)}%`

async function draftsNaming(db: Raw, mediumId: string, articleIds: string[]): Promise<string[]> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT d."articleId" AS "id" FROM "Draft" d WHERE d."articleId" IN (${Prisma.join(articleIds)}) AND CAST(d."document" AS TEXT) LIKE ${patternOf(mediumId)}`
  return rows.map(({ id }) => id)
}

/** The lists of those among some editions that name a medium, and that readers see, or will. */
async function editionsNaming(db: Raw, mediumId: string, editionIds: string[]): Promise<string[]> {
  if (editionIds.length === 0) return []
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT e."articleId" AS "id" FROM "Edition" e JOIN "Article" a ON a."id" = e."articleId"
      WHERE e."id" IN (${Prisma.join(editionIds)}) AND e."cancelledAt" IS NULL AND (e."liveAt" IS NULL OR e."id" = a."currentEditionId")
      AND CAST(e."document" AS TEXT) LIKE ${patternOf(mediumId)}`
  return rows.map(({ id }) => id)
}
