import { note } from '@/platform/cache'
import { read, type Db } from '@/platform/db'
import type { RecordKind } from '../schema'
import { kindFolders } from '../schema'
import { recordsTag, recordTag } from '../tags'
import { recordLink, type RecordLink, type RecordView } from '../view'
import { linkSelect } from './resolve'

export type RecordPage = RecordView & {
  /** Markdown. */
  description: string
  /** Names in other scripts and other spellings. */
  names: { name: string; lang: string; alias: boolean }[]
  /** The record and all below it, by id: a group's members and their songs, a country's cities. */
  family: Map<string, RecordLink>
  /** What has this record as its parent, by name, with how many entries of published lists credit it. */
  children: (RecordLink & { appearances: number })[]
  /** From the top: a city's country. */
  ancestors: RecordLink[]
}

// Databases limit how many values one statement takes.
const maxBelow = 400
const maxDepth = 4

/** A record with everything below it; null when there is none at this address. */
export async function findRecordPage(kind: RecordKind, slug: string, db: Db = read): Promise<RecordPage | null> {
  const row = await db.record.findUnique({
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
  if (!row) return (note(recordsTag(kind)), null)
  const self = recordLink(row)
  const family = new Map([[self.id, self]])
  let level = [self.id]
  let children: RecordPage['children'] = []
  for (let depth = 0; depth < maxDepth && level.length > 0 && family.size < maxBelow; depth++) {
    const below = await db.record.findMany({
      where: { parentId: { in: level }, trashedAt: null },
      select: { ...linkSelect, appearances: true },
      orderBy: [{ name: 'asc' }, { id: 'asc' }],
      take: maxBelow,
    })
    const found = below.filter(({ id }) => !family.has(id)).map((row) => ({ ...recordLink(row), appearances: row.appearances }))
    for (const { appearances: _, ...link } of found) family.set(link.id, link)
    if (depth === 0) children = found
    level = found.map(({ id }) => id)
  }
  const parent = row.parent ? recordLink(row.parent) : null
  const ancestors = [row.parent?.parent ? recordLink(row.parent.parent) : null, parent].filter((one) => one !== null)
  note(...[...family.keys(), ...ancestors.map(({ id }) => id)].map(recordTag))
  const { description, latitude, longitude, date, url, names } = row
  return { ...self, parent, latitude, longitude, date, url, description, names, family, children, ancestors }
}

/** The address that a record has now, for one that it had before. */
export async function findMovedRecord(kind: RecordKind, slug: string, db: Db = read): Promise<string | null> {
  const moved = await db.redirect.findUnique({
    where: { path: `/${kindFolders[kind]}/${slug}` },
    select: { record: { select: { id: true, kind: true, slug: true } } },
  })
  if (!moved?.record) return null
  note(recordTag(moved.record.id))
  return `/${kindFolders[moved.record.kind]}/${moved.record.slug}`
}
