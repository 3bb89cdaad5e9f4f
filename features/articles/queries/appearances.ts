import { note } from '@/platform/cache'
import { read, type Db } from '@/platform/db'
import type { RecordPage } from '@/features/records/queries/record-page'
import type { RecordKind } from '@/features/records/schema'
import { recordsTag, recordTag } from '@/features/records/tags'
import { recordLink, type RecordLink } from '@/features/records/view'
import { linkSelect } from '@/features/records/queries/resolve'
import { articlesTag, articleTag } from '../tags'
import { creditRoles, type CreditRole } from '../schema'
import { isPublished, type Page } from './cards'
import type { Prisma } from '@/prisma/generated/sqlite/client'

/** One entry of one list in which a record, or one below it, is credited. */
export type Appearance = {
  entry: { id: string; slug: string; heading: string; number: number }
  article: { id: string; slug: string; title: string; entryCount: number }
  /** In which roles, in words; `by` names the members, songs or cities when it is not the record itself. */
  roles: { role: string; by: RecordLink[] }[]
}

const roleWords = (role: string) =>
  role in creditRoles ? creditRoles[role as CreditRole] : role === 'place' ? 'Filed under' : role === 'video' ? 'Video' : role

/** Where a record appears, list by list, newest first; a song's video and a group's members count as its own. */
export async function listAppearances(record: Pick<RecordPage, 'id' | 'family'>, { page = 1, size = 100 } = {}, db: Db = read): Promise<Page<Appearance>> {
  note(articlesTag)
  const family = [...record.family.keys()]
  const where = { listed: true, article: isPublished, credits: { some: { recordId: { in: family } } } }
  const [total, rows] = await Promise.all([
    db.entry.count({ where }),
    db.entry.findMany({
      where,
      select: {
        id: true,
        slug: true,
        heading: true,
        number: true,
        article: { select: { id: true, slug: true, title: true, entryCount: true } },
        credits: { where: { recordId: { in: family } }, select: { role: true, recordId: true }, orderBy: { position: 'asc' } },
      },
      orderBy: [{ article: { firstPublishedAt: 'desc' } }, { articleId: 'asc' }, { position: 'asc' }],
      skip: (page - 1) * size,
      take: size,
    }),
  ])
  note(...rows.map(({ article }) => articleTag(article.id)))
  const items = rows.map(({ credits, article, ...entry }) => ({ entry, article, roles: rolesOf(credits, record) }))
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

const credited = { some: { article: isPublished } } as const

/** Credited in some published list; a group is there for its members too, a country for its cities. */
export const appears = {
  OR: [
    { credits: credited },
    { kind: 'place', children: { some: { kind: 'place', credits: credited } } },
    { kind: { not: 'place' }, children: { some: { kind: 'person', credits: credited } } },
  ],
} satisfies Prisma.RecordWhereInput

/** Records of a kind that are credited in some published list, by name. `appearances` counts credits of its own. */
export async function listCreditedRecords(kind: RecordKind, { page = 1, size = 500 } = {}, db: Db = read): Promise<Page<IndexItem>> {
  note(articlesTag, recordsTag(kind))
  const where = { kind, ...appears }
  const [total, rows] = await Promise.all([
    db.record.count({ where }),
    db.record.findMany({
      where,
      select: { ...linkSelect, parent: { select: linkSelect }, _count: { select: { credits: { where: { article: isPublished } } } } },
      orderBy: [{ name: 'asc' }, { id: 'asc' }],
      skip: (page - 1) * size,
      take: size,
    }),
  ])
  note(...rows.map(({ id }) => recordTag(id)))
  const items = rows.map((row) => ({ ...recordLink(row), parent: row.parent ? recordLink(row.parent) : null, appearances: row._count.credits }))
  return { items, page, pages: Math.max(1, Math.ceil(total / size)), total }
}
