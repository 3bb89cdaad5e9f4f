import type { Db } from '@/platform/db'
import { Prisma } from '@/prisma/generated/sqlite/client'
import { isByAge, type Sort } from '../schema'
import { listRows, selectComments, type CommentRow } from './rows'

/** Threads on one page. Fewer than there used to be: a first visit pays for each, and the best stand first. */
const pageSize = 12
/** On the first page of the best: so many threads of one entry, of so many that are looked at. */
const best = { ofOneEntry: 2, lookedAt: 60 }

type Page = { articleId: string; entryId: string | null; votedFor: string | null; sort: Sort; cursor: string | null }
type Rank = { id: string; rank: number; entryId: string | null }

/** After every id (platform/id.ts), and more than every rank. */
const lastId = 'z'.repeat(40)
const mostRank = 2_147_483_647

// A deleted comment with replies stays as a line that says so.
export const isShown = ({ state, replyCount }: Pick<CommentRow, 'state' | 'replyCount'>) => state === 'visible' || replyCount > 0

/** The first comments of a page of threads, and that with which the next page begins. Each statement reads an index in its order and stops. */
export async function listFirstComments(db: Db, page: Page): Promise<{ shown: CommentRow[]; next: string | null }> {
  if (isByAge(page.sort)) {
    const rows = await listByAge(db, page)
    return { shown: rows.slice(0, pageSize), next: rows[pageSize]?.id ?? null }
  }
  const { ids, next } = page.sort === 'best' && page.entryId === null ? await listBest(db, page) : cut(await listRanked(db, page, pageSize + 1))
  const rows = new Map((ids.length > 0 ? await listRows(db, ids) : []).map((row) => [row.id, row]))
  return { shown: ids.flatMap((id) => rows.get(id) ?? []), next }
}

const cut = (ranked: Rank[]) => ({ ids: ranked.slice(0, pageSize).map(({ id }) => id), next: ranked[pageSize]?.id ?? null })

/**
 * The first page has at most two threads of an entry, so that one that everybody talks about does not fill it; later pages have, by score, all that the first does not show.
 * So nothing is shown twice or left out.
 */
async function listBest(db: Db, page: Page): Promise<{ ids: string[]; next: string | null }> {
  const top = await listRanked(db, { ...page, cursor: null }, best.lookedAt)
  const first = mixed(top)
  if (page.cursor !== null) {
    const ranked = await listRanked(db, page, 2 * pageSize + 1)
    return cut(ranked.filter(({ id }) => !first.has(id)))
  }
  const ids = top.filter(({ id }) => first.has(id)).map(({ id }) => id)
  return { ids, next: top.find(({ id }) => !first.has(id))?.id ?? null }
}

function mixed(top: Rank[]): Set<string> {
  const taken = new Map<string, number>()
  const fits = ({ entryId }: Rank) => {
    if (entryId === null) return true
    taken.set(entryId, (taken.get(entryId) ?? 0) + 1)
    return taken.get(entryId)! <= best.ofOneEntry
  }
  const fitting = top.filter(fits)
  // Where everybody talks about one entry alone, the page is filled with it.
  return new Set([...fitting, ...top.filter((rank) => !fitting.includes(rank))].slice(0, pageSize).map(({ id }) => id))
}

/** So many threads by their score or their answers, from the cursor on. The place of the cursor is where it stands now. */
async function listRanked(db: Db, { articleId, entryId, sort, cursor }: Page, take: number): Promise<Rank[]> {
  const column = Prisma.raw(sort === 'best' ? 'c."score"' : 'c."replyCount"')
  const at = cursor === null ? null : await db.comment.findUnique({ where: { id: cursor }, select: { id: true, score: true, replyCount: true } })
  const rank = at ? (sort === 'best' ? at.score : at.replyCount) : mostRank
  const about = entryId === null ? Prisma.empty : Prisma.sql`AND c."entryId" = ${entryId}`
  const select = (states: Prisma.Sql) => db.$queryRaw<(Omit<Rank, 'rank'> & { rank: number | bigint })[]>`
    SELECT c."id", ${column} AS "rank", c."entryId" FROM "Comment" c
    WHERE c."articleId" = ${articleId} ${about} AND c."parentId" IS NULL AND ${states} AND (${column}, c."id") <= (${rank}, ${at?.id ?? lastId})
    ORDER BY c."parentId" DESC, ${column} DESC, c."id" DESC LIMIT ${take}`
  const [visible, stubs] = await Promise.all([
    select(Prisma.sql`c."state" = 'visible'`),
    select(Prisma.sql`c."state" IN ('deleted', 'hidden', 'pending') AND c."replyCount" > 0`),
  ])
  return [...visible, ...stubs]
    .map((row) => ({ ...row, rank: Number(row.rank) }))
    .sort((a, b) => b.rank - a.rank || (a.id < b.id ? 1 : -1))
    .slice(0, take)
}

/** One more than a page, by age. */
async function listByAge(db: Db, { articleId, entryId, votedFor, sort, cursor }: Page): Promise<CommentRow[]> {
  const newest = sort === 'newest'
  const page = { newest, take: pageSize + 1 }
  // Also the first page says from which comment on: without that SQLite looks through all threads of a list for those of one entry.
  const from = newest ? Prisma.sql`AND c."id" <= ${cursor ?? lastId}` : Prisma.sql`AND c."id" >= ${cursor ?? ''}`
  const about = entryId === null ? Prisma.empty : Prisma.sql`AND c."entryId" = ${entryId}`
  if (votedFor !== null)
    // By the index of what they voted for, in which replies stand too: an index of first comments has no favourites.
    return selectComments(db, Prisma.sql`c."articleId" = ${articleId} AND c."favouriteId" = ${votedFor} AND c."state" = 'visible' AND COALESCE(c."parentId", '') = '' ${from}`, page) // prettier-ignore
  const first = Prisma.sql`c."articleId" = ${articleId} AND c."parentId" IS NULL ${about} ${from}`
  const [visible, stubs] = await Promise.all([
    selectComments(db, Prisma.sql`${first} AND c."state" = 'visible'`, { ...page, firsts: true }),
    selectComments(db, Prisma.sql`${first} AND c."state" IN ('deleted', 'hidden', 'pending') AND c."replyCount" > 0`, page),
  ])
  const order = (a: CommentRow, b: CommentRow) => (a.id < b.id ? -1 : 1) * (newest ? -1 : 1)
  return [...visible, ...stubs].sort(order).slice(0, pageSize + 1)
}
