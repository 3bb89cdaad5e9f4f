import { note } from '@/platform/cache'
import { read, type Db } from '@/platform/db'
import type { RecordPage } from '@/features/records/queries/record-page'
import type { RecordKind } from '@/features/records/schema'
import { listShownPictures, type ShownPicture } from '@/features/media/queries/shown-pictures'
import { recordsTag, recordTag } from '@/features/records/tags'
import { recordLink, type RecordLink } from '@/features/records/view'
import { linkSelect } from '@/features/records/queries/resolve'
import { articlesTag, articleTag } from '../tags'
import { creditRoles, type CreditRole } from '../schema'
import { pagesOf, type Page } from './cards'
import { Prisma } from '@/prisma/generated/sqlite/client'

/** Things of one page, where nothing else is asked for. */
const ofPage = 100

/** One entry of one list in which a record, or one below it, is credited. */
export type Appearance = {
  entry: { id: string; slug: string; heading: string; number: number }
  article: { id: string; slug: string; title: string; entryCount: number; publishedAt: Date }
  /** In which roles, in words; `by` names the members, songs or cities when it is not the record itself. */
  roles: { role: string; by: RecordLink[] }[]
}

const roleWords = (role: string) =>
  role in creditRoles ? creditRoles[role as CreditRole] : role === 'place' ? 'Filed under' : role === 'video' ? 'Video' : role

/**
 * Where a record appears, list by list, newest first; a song's video and a group's members count as its own. Asked from the credits of the family:
 * the other way round SQLite looked through all of them once for each entry of the site, which stopped everything for minutes. Only published lists have
 * credits, and only of their listed entries (`project-edition.ts`, `unpublish-article.ts`).
 */
export async function listAppearances(record: Pick<RecordPage, 'id' | 'family'>, { page = 1, size = ofPage } = {}, db: Db = read): Promise<Page<Appearance>> {
  note(articlesTag)
  const family = [...record.family]
  const credited = Prisma.sql`"Credit" WHERE "subjectId" IN (${Prisma.join(family)})`
  const from = (page - 1) * size
  // The lists that this page shows entries of, each with how many entries come before it and how many there are in all. CROSS JOIN is the order of look-ups
  // to SQLite, and an ordinary join to PostgreSQL.
  const ask = (window: Prisma.Sql) => db.$queryRaw<{ id: string; before: bigint | number; total: bigint | number }[]>`
      SELECT "id", "upTo" - "entries" AS "before", "total" FROM (
        SELECT a."id", l."entries", SUM(l."entries") OVER (ORDER BY a."firstPublishedAt" DESC, a."id") AS "upTo", SUM(l."entries") OVER () AS "total"
        FROM (SELECT "articleId", COUNT(DISTINCT "entryId") AS "entries" FROM ${credited} GROUP BY "articleId") l CROSS JOIN "Article" a WHERE a."id" = l."articleId"
      ) o WHERE ${window} ORDER BY "upTo"`
  const lists = await ask(Prisma.sql`"upTo" > ${from} AND "upTo" - "entries" < ${from + size}`)
  // A page past the end has no lists, and still says how many entries there are.
  const total = Number((lists[0] ?? (from > 0 ? (await ask(Prisma.sql`"upTo" = "total"`))[0] : undefined))?.total ?? 0)
  const order = new Map(lists.map(({ id }, index) => [id, index]))
  const entries = lists.length
    ? await db.$queryRaw<{ id: string }[]>`SELECT DISTINCT "entryId" AS "id" FROM ${credited} AND "articleId" IN (${Prisma.join([...order.keys()])})`
    : []
  const rows = await db.entry.findMany({
    where: { id: { in: entries.map(({ id }) => id) } },
    select: {
      id: true,
      slug: true,
      heading: true,
      number: true,
      position: true,
      article: { select: { id: true, slug: true, title: true, entryCount: true, firstPublishedAt: true } },
      credits: { select: { role: true, recordId: true, record: { select: linkSelect } }, orderBy: { position: 'asc' } },
    },
  })
  note(...rows.map(({ article }) => articleTag(article.id)))
  const skipped = from - Number(lists[0]?.before ?? from)
  const items = rows
    .toSorted((one, other) => order.get(one.article.id)! - order.get(other.article.id)! || one.position - other.position)
    .slice(skipped, skipped + size)
    .map(({ credits, article: { firstPublishedAt, ...list }, position: _, ...entry }) => ({
      entry,
      article: { ...list, publishedAt: firstPublishedAt ?? new Date(0) },
      roles: rolesOf(credits, record),
    }))
  return { items, page, pages: pagesOf(total, size), total }
}

// Roles that an entry has from its video and its section. They are named only when the entry credits the record in no role of its own.
const derived = ['video', 'place']

type Credited = { role: string; recordId: string; record: Parameters<typeof recordLink>[0] }

function rolesOf(all: Credited[], record: Pick<RecordPage, 'id' | 'family'>): Appearance['roles'] {
  const credits = all.filter(({ recordId }) => record.family.has(recordId))
  const own = credits.filter(({ role }) => !derived.includes(role))
  const roles = new Map<string, RecordLink[]>()
  for (const credit of own.length > 0 ? own : credits) {
    const by = roles.get(credit.role) ?? []
    roles.set(credit.role, by)
    if (credit.recordId !== record.id && !by.some(({ id }) => id === credit.recordId)) by.push(recordLink(credit.record))
  }
  return [...roles].map(([role, by]) => ({ role: roleWords(role), by }))
}

export type IndexItem = RecordLink & { parent: RecordLink | null; picture: ShownPicture | null }

/** Records of a kind that readers have a page of, by name: some published list credits them, or somebody or something that stands under them. */
export async function listCreditedRecords(kind: RecordKind, { page = 1, size = ofPage } = {}, db: Db = read): Promise<Page<IndexItem>> {
  note(articlesTag, recordsTag(kind))
  const where = { kind, shown: true }
  const orderBy = [{ name: 'asc' as const }, { id: 'asc' as const }]
  // The ids are read from an index, so that what is skipped costs next to nothing.
  const [total, ids] = await Promise.all([
    db.record.count({ where }),
    db.record.findMany({ where, select: { id: true }, orderBy, skip: (page - 1) * size, take: size }),
  ])
  const rows = await db.record.findMany({
    where: { id: { in: ids.map(({ id }) => id) } },
    select: { ...linkSelect, pictureId: true, parent: { select: linkSelect } },
    orderBy,
  })
  const pictures = await listShownPictures(rows.map(({ pictureId }) => pictureId), db) // prettier-ignore
  note(...rows.map(({ id }) => recordTag(id)))
  const items = rows.map((row) => ({
    ...recordLink(row),
    parent: row.parent ? recordLink(row.parent) : null,
    picture: (row.pictureId && pictures.get(row.pictureId)) || null,
  }))
  return { items, page, pages: pagesOf(total, size), total }
}

/** How many pages `listCreditedRecords` has: one count. */
export const countCreditedPages = async (kind: RecordKind, { size = ofPage } = {}, db: Db = read): Promise<number> =>
  pagesOf(await db.record.count({ where: { kind, shown: true } }), size)
