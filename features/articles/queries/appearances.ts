import { note } from '@/platform/cache'
import { read, type Db } from '@/platform/db'
import type { RecordPage } from '@/features/records/queries/record-page'
import type { RecordKind } from '@/features/records/schema'
import { recordsTag, recordTag } from '@/features/records/tags'
import { recordLink, type RecordLink } from '@/features/records/view'
import { linkSelect } from '@/features/records/queries/resolve'
import { articlesTag, articleTag } from '../tags'
import { creditRoles, type CreditRole } from '../schema'
import type { Page } from './cards'
import { Prisma } from '@/prisma/generated/sqlite/client'

/** One entry of one list in which a record, or one below it, is credited. */
export type Appearance = {
  entry: { id: string; slug: string; heading: string; number: number }
  article: { id: string; slug: string; title: string; entryCount: number }
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
export async function listAppearances(record: Pick<RecordPage, 'id' | 'family'>, { page = 1, size = 100 } = {}, db: Db = read): Promise<Page<Appearance>> {
  note(articlesTag)
  const family = [...record.family.keys()]
  const credited = Prisma.sql`"Credit" WHERE "subjectId" IN (${Prisma.join(family)})`
  const from = (page - 1) * size
  const [counted, lists] = await Promise.all([
    db.$queryRaw<{ total: bigint | number }[]>`SELECT COUNT(*) AS "total" FROM (SELECT DISTINCT "entryId" FROM ${credited}) d`,
    // The lists that this page shows entries of. CROSS JOIN is the order of look-ups to SQLite, and an ordinary join to PostgreSQL.
    db.$queryRaw<{ id: string; before: bigint | number }[]>`
      SELECT "id", "upTo" - "entries" AS "before" FROM (
        SELECT a."id", l."entries", SUM(l."entries") OVER (ORDER BY a."firstPublishedAt" DESC, a."id") AS "upTo"
        FROM (SELECT "articleId", COUNT(DISTINCT "entryId") AS "entries" FROM ${credited} GROUP BY "articleId") l CROSS JOIN "Article" a WHERE a."id" = l."articleId"
      ) o WHERE "upTo" > ${from} AND "upTo" - "entries" < ${from + size} ORDER BY "upTo"`,
  ])
  const total = Number(counted[0]?.total ?? 0)
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
      article: { select: { id: true, slug: true, title: true, entryCount: true } },
      credits: { where: { recordId: { in: family } }, select: { role: true, recordId: true }, orderBy: { position: 'asc' } },
    },
  })
  note(...rows.map(({ article }) => articleTag(article.id)))
  const skipped = from - Number(lists[0]?.before ?? from)
  const items = rows
    .toSorted((one, other) => order.get(one.article.id)! - order.get(other.article.id)! || one.position - other.position)
    .slice(skipped, skipped + size)
    .map(({ credits, article, position: _, ...entry }) => ({ entry, article, roles: rolesOf(credits, record) }))
  return { items, page, pages: Math.max(1, Math.ceil(total / size)), total }
}

// Roles that an entry has from its video and its section. They are named only when the entry credits the record in no role of its own.
const derived = ['video', 'place']

function rolesOf(credits: { role: string; recordId: string }[], record: Pick<RecordPage, 'id' | 'family'>): Appearance['roles'] {
  const own = credits.filter(({ role }) => !derived.includes(role))
  const roles = new Map<string, RecordLink[]>()
  for (const { role, recordId } of own.length > 0 ? own : credits) {
    const by = roles.get(role) ?? []
    roles.set(role, by)
    const other = recordId === record.id ? undefined : record.family.get(recordId)
    if (other) by.push(other)
  }
  return [...roles].map(([role, by]) => ({ role: roleWords(role), by }))
}

export type IndexItem = RecordLink & { parent: RecordLink | null; appearances: number }

/**
 * Whether a record, by the name `s` in the statement, is credited in some published list; a group is there for its members too, a country for its
 * cities. Only published lists have credits (`project-edition.ts`, `unpublish-article.ts`), so their lists are not asked.
 */
export const appears = Prisma.sql`(EXISTS (SELECT 1 FROM "Credit" c WHERE c."subjectId" = s."id")
  OR EXISTS (SELECT 1 FROM "Subject" m WHERE m."parentId" = s."id" AND m."kind" = (CASE WHEN s."kind" = 'place' THEN s."kind" ELSE 'person' END)
    AND EXISTS (SELECT 1 FROM "Credit" c WHERE c."subjectId" = m."id")))`

const kindLiterals = {
  person: Prisma.sql`'person'`,
  group: Prisma.sql`'group'`,
  song: Prisma.sql`'song'`,
  place: Prisma.sql`'place'`,
  video: Prisma.sql`'video'`,
} satisfies Record<RecordKind, Prisma.Sql>

/** In how many entries of published lists each of these records is credited; one that is in none is not in the map. */
export async function countAppearances(recordIds: readonly string[], db: Db = read): Promise<Map<string, number>> {
  note(articlesTag)
  if (recordIds.length === 0) return new Map()
  const rows = await db.$queryRaw<{ id: string; total: bigint | number }[]>`
    SELECT "subjectId" AS "id", COUNT(DISTINCT "entryId") AS "total" FROM "Credit" WHERE "subjectId" IN (${Prisma.join([...recordIds])}) GROUP BY "subjectId"`
  return new Map(rows.map(({ id, total }) => [id, Number(total)]))
}

/** Records of a kind that are credited in some published list, by name. `appearances` counts entries that credit it itself. */
export async function listCreditedRecords(kind: RecordKind, { page = 1, size = 500 } = {}, db: Db = read): Promise<Page<IndexItem>> {
  note(articlesTag, recordsTag(kind))
  // As text of the statement: PostgreSQL would not compare its own type with a text, and a cast would keep both engines from the index.
  const shown = Prisma.sql`"Subject" s WHERE s."kind" = ${kindLiterals[kind]} AND ${appears}`
  const [counted, ids] = await Promise.all([
    db.$queryRaw<{ total: bigint | number }[]>`SELECT COUNT(*) AS "total" FROM ${shown}`,
    db.$queryRaw<{ id: string }[]>`SELECT s."id" FROM ${shown} ORDER BY s."name", s."id" LIMIT ${size} OFFSET ${(page - 1) * size}`,
  ])
  const total = Number(counted[0]?.total ?? 0)
  const wanted = ids.map(({ id }) => id)
  const [rows, credits] = await Promise.all([
    db.record.findMany({
      where: { id: { in: wanted } },
      select: { ...linkSelect, parent: { select: linkSelect } },
      orderBy: [{ name: 'asc' }, { id: 'asc' }],
    }),
    countAppearances(wanted, db),
  ])
  note(...rows.map(({ id }) => recordTag(id)))
  const items = rows.map((row) => ({ ...recordLink(row), parent: row.parent ? recordLink(row.parent) : null, appearances: credits.get(row.id) ?? 0 }))
  return { items, page, pages: Math.max(1, Math.ceil(total / size)), total }
}
