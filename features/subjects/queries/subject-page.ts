import { note } from '@/platform/cache'
import { read, type Db } from '@/platform/db'
import type { SubjectKind } from '../schema'
import { kindFolders } from '../schema'
import { subjectsTag, subjectTag } from '../tags'
import { subjectLink, type SubjectLink, type SubjectView } from '../view'
import { linkSelect } from './resolve'

export type SubjectPage = SubjectView & {
  /** Markdown. */
  description: string
  /** Names in other scripts and other spellings. */
  names: { name: string; lang: string; alias: boolean }[]
  /** The record and all below it, by id: a group's members and their songs, a country's cities. */
  family: Map<string, SubjectLink>
  /** What has this record as its parent, by name. */
  children: SubjectLink[]
  /** From the top: a city's country. */
  ancestors: SubjectLink[]
}

// Databases limit how many values one statement takes.
const mostBelow = 400
const depths = 4

/** A record with everything below it; null when there is none at this address. */
export async function findSubjectPage(kind: SubjectKind, slug: string, db: Db = read): Promise<SubjectPage | null> {
  const row = await db.subject.findUnique({
    where: { kind_slug: { kind, slug } },
    select: {
      ...linkSelect,
      description: true,
      latitude: true,
      longitude: true,
      date: true,
      url: true,
      parent: { select: { ...linkSelect, parent: { select: linkSelect } } },
    },
  })
  if (!row) return (note(subjectsTag(kind)), null)
  const self = subjectLink(row)
  const family = new Map([[self.id, self]])
  let level = [self.id]
  let children: SubjectLink[] = []
  for (let depth = 0; depth < depths && level.length > 0 && family.size < mostBelow; depth++) {
    const below = await db.subject.findMany({
      where: { parentId: { in: level } },
      select: linkSelect,
      orderBy: [{ name: 'asc' }, { id: 'asc' }],
      take: mostBelow,
    })
    const links = below.map(subjectLink).filter(({ id }) => !family.has(id))
    for (const link of links) family.set(link.id, link)
    if (depth === 0) children = links
    level = links.map(({ id }) => id)
  }
  const parent = row.parent ? subjectLink(row.parent) : null
  const ancestors = [row.parent?.parent ? subjectLink(row.parent.parent) : null, parent].filter((one) => one !== null)
  note(...[...family.keys(), ...ancestors.map(({ id }) => id)].map(subjectTag))
  const { description, latitude, longitude, date, url, names } = row
  return { ...self, parent, latitude, longitude, date, url, description, names, family, children, ancestors }
}

/** The address that a record has now, for one that it had before. */
export async function findMovedSubject(kind: SubjectKind, slug: string, db: Db = read): Promise<string | null> {
  const moved = await db.redirect.findUnique({
    where: { path: `/${kindFolders[kind]}/${slug}` },
    select: { subject: { select: { id: true, kind: true, slug: true } } },
  })
  if (!moved?.subject) return null
  note(subjectTag(moved.subject.id))
  return `/${kindFolders[moved.subject.kind]}/${moved.subject.slug}`
}
