import { note } from '@/platform/cache'
import { read, type Db } from '@/platform/db'
import type { SubjectPage } from '@/features/subjects/queries/subject-page'
import type { SubjectKind } from '@/features/subjects/schema'
import { subjectsTag, subjectTag } from '@/features/subjects/tags'
import { subjectLink, type SubjectLink } from '@/features/subjects/view'
import { linkSelect } from '@/features/subjects/queries/resolve'
import { articlesTag, articleTag } from '../tags'
import { creditRoles, type CreditRole } from '../schema'
import { isPublished, type Page } from './cards'
import type { Prisma } from '@/prisma/generated/sqlite/client'

/** One entry of one list in which a record, or one below it, is credited. */
export type Appearance = {
  entry: { id: string; slug: string; heading: string; rank: number }
  article: { id: string; slug: string; title: string; entryCount: number }
  /** In which roles, in words; `by` names the members, songs or cities when it is not the record itself. */
  roles: { role: string; by: SubjectLink[] }[]
}

const roleWords = (role: string) =>
  role in creditRoles ? creditRoles[role as CreditRole] : role === 'place' ? 'Filed under' : role === 'video' ? 'Video' : role

/** Where a record appears, list by list, newest first; a song's video and a group's members count as its own. */
export async function listAppearances(subject: Pick<SubjectPage, 'id' | 'family'>, { page = 1, size = 100 } = {}, db: Db = read): Promise<Page<Appearance>> {
  note(articlesTag)
  const family = [...subject.family.keys()]
  const where = { listed: true, article: isPublished, credits: { some: { subjectId: { in: family } } } }
  const [total, rows] = await Promise.all([
    db.entry.count({ where }),
    db.entry.findMany({
      where,
      select: {
        id: true,
        slug: true,
        heading: true,
        rank: true,
        article: { select: { id: true, slug: true, title: true, entryCount: true } },
        credits: { where: { subjectId: { in: family } }, select: { role: true, subjectId: true }, orderBy: { position: 'asc' } },
      },
      orderBy: [{ article: { firstPublishedAt: 'desc' } }, { articleId: 'asc' }, { position: 'asc' }],
      skip: (page - 1) * size,
      take: size,
    }),
  ])
  note(...rows.map(({ article }) => articleTag(article.id)))
  const items = rows.map(({ credits, article, ...entry }) => ({ entry, article, roles: rolesOf(credits, subject) }))
  return { items, page, pages: Math.max(1, Math.ceil(total / size)), total }
}

// A video and the section's place say no more than the song and the place that the entry itself credits.
const derived = ['video', 'place']

function rolesOf(credits: { role: string; subjectId: string }[], subject: Pick<SubjectPage, 'id' | 'family'>): Appearance['roles'] {
  const own = credits.filter(({ role }) => !derived.includes(role))
  const roles = new Map<string, SubjectLink[]>()
  for (const { role, subjectId } of own.length > 0 ? own : credits) {
    const by = roles.get(role) ?? []
    roles.set(role, by)
    const other = subjectId === subject.id ? undefined : subject.family.get(subjectId)
    if (other) by.push(other)
  }
  return [...roles].map(([role, by]) => ({ role: roleWords(role), by }))
}

export type IndexItem = SubjectLink & { parent: SubjectLink | null; appearances: number }

const credited = { some: { article: isPublished } } as const

/** Credited in some published list; a group is there for its members too, a country for its cities. */
export const appears = {
  OR: [
    { credits: credited },
    { kind: 'place', children: { some: { kind: 'place', credits: credited } } },
    { kind: { not: 'place' }, children: { some: { kind: 'person', credits: credited } } },
  ],
} satisfies Prisma.SubjectWhereInput

/** Records of a kind that are credited in some published list, by name. `appearances` counts credits of its own. */
export async function listSubjects(kind: SubjectKind, { page = 1, size = 500 } = {}, db: Db = read): Promise<Page<IndexItem>> {
  note(articlesTag, subjectsTag(kind))
  const where = { kind, ...appears }
  const [total, rows] = await Promise.all([
    db.subject.count({ where }),
    db.subject.findMany({
      where,
      select: { ...linkSelect, parent: { select: linkSelect }, _count: { select: { credits: { where: { article: isPublished } } } } },
      orderBy: [{ name: 'asc' }, { id: 'asc' }],
      skip: (page - 1) * size,
      take: size,
    }),
  ])
  note(...rows.map(({ id }) => subjectTag(id)))
  const items = rows.map((row) => ({ ...subjectLink(row), parent: row.parent ? subjectLink(row.parent) : null, appearances: row._count.credits }))
  return { items, page, pages: Math.max(1, Math.ceil(total / size)), total }
}
