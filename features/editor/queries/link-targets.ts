import { isStaff } from '@/features/accounts/policy'
import { findNames } from '@/features/records/queries/find-names'
import { recordKinds } from '@/features/records/schema'
import { kindWords, recordHref } from '@/features/records/view'
import { read, type Db } from '@/platform/db'
import { forbidden } from '@/platform/errors'
import type { Actor } from '@/platform/http/request'
import { Prisma } from '@/prisma/generated/sqlite/client'

/** A page of this site that a writer may want to lead to; `note` says what it is. */
export type LinkTarget = { href: string; name: string; note: string }

const most = { records: 5, lists: 4, entries: 4 } as const

/** Pages whose names a text begins: records and published lists by all that they are called, and entries of published lists that credit those records. Writers only. */
export async function findLinkTargets(actor: Actor, { text }: { text: string }, db: Db = read): Promise<LinkTarget[]> {
  if (!isStaff(actor)) throw forbidden()
  const kinds = recordKinds.filter((kind) => kind !== 'video')
  const found = await findNames(db, text, { kinds: [...kinds, 'list'], take: 40 })
  const idsOf = (isList: boolean) => found.filter(({ kind }) => (kind === 'list') === isList).map(({ targetId }) => targetId)
  const [recordIds, listIds] = [idsOf(false).slice(0, most.records), idsOf(true).slice(0, most.lists)]
  const [records, lists, credited] = await Promise.all([
    db.record.findMany({ where: { id: { in: recordIds }, trashedAt: null }, select: { id: true, kind: true, slug: true, name: true } }),
    db.article.findMany({ where: { id: { in: listIds }, state: 'published', trashedAt: null }, select: { id: true, slug: true, title: true } }),
    listCredits(recordIds, db),
  ])
  const inOrder = <T extends { id: string }>(rows: T[], ids: string[]) => rows.toSorted((one, other) => ids.indexOf(one.id) - ids.indexOf(other.id))
  const entries = credited.map(({ article, slug, heading, number }) => ({
    href: `/articles/${article.slug}/${slug}`,
    name: heading,
    note: `Entry ${number} of ${article.title}`,
  }))
  return [
    ...inOrder(records, recordIds).map(({ kind, slug, name }) => ({ href: recordHref(kind, slug), name, note: kindWords[kind] })),
    ...inOrder(lists, listIds).map(({ slug, title }) => ({ href: `/articles/${slug}`, name: title, note: 'List' })),
    ...entries,
  ]
}

/** Entries that credit one of these records, those of the newest lists first: the newest credits of each record, which the index has in order. All that a well-known one has would be sorted. */
async function listCredits(recordIds: string[], db: Db) {
  if (recordIds.length === 0) return []
  const newest = recordIds.map(
    (id, index) => Prisma.sql`SELECT * FROM (SELECT DISTINCT "articleId", "entryId" FROM "Credit" WHERE "subjectId" = ${id}
      ORDER BY "articleId" DESC, "entryId" DESC LIMIT ${3 * most.entries}) AS ${Prisma.raw(`r${index}`)}`,
  )
  const found = await db.$queryRaw<{ entryId: string }[]>`
    SELECT "articleId", "entryId" FROM (${Prisma.join(newest, ' UNION ')}) AS n ORDER BY "articleId" DESC, "entryId" LIMIT ${most.entries}`
  return db.entry.findMany({
    where: { id: { in: found.map(({ entryId }) => entryId) } },
    select: { slug: true, heading: true, number: true, article: { select: { slug: true, title: true } } },
    orderBy: [{ articleId: 'desc' }, { id: 'asc' }],
  })
}
