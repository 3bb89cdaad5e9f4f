import { note } from '@/platform/cache'
import { read, type Db } from '@/platform/db'
import { subjectTag } from '../tags'
import { subjectLink, type SubjectView } from '../view'

/** What a page needs to name a record. */
export const linkSelect = {
  id: true,
  kind: true,
  slug: true,
  name: true,
  names: { select: { name: true, lang: true, alias: true }, orderBy: { position: 'asc' } },
} as const

const viewSelect = { ...linkSelect, latitude: true, longitude: true, date: true, url: true, parent: { select: linkSelect } } as const

/** The records with these ids, each with its parent, by id. One that is gone is not in the map. */
export async function resolveSubjects(ids: Iterable<string>, db: Db = read): Promise<Map<string, SubjectView>> {
  const wanted = [...new Set(ids)]
  const found = new Map<string, SubjectView>()
  // Databases limit how many values one statement takes; a list has a few hundred records at most.
  for (let start = 0; start < wanted.length; start += 500) {
    const rows = await db.subject.findMany({ where: { id: { in: wanted.slice(start, start + 500) } }, select: viewSelect })
    for (const row of rows) {
      const { latitude, longitude, date, url, parent } = row
      found.set(row.id, { ...subjectLink(row), latitude, longitude, date, url, parent: parent ? subjectLink(parent) : null })
    }
  }
  note(...wanted.map(subjectTag), ...[...found.values()].flatMap(({ parent }) => (parent ? [subjectTag(parent.id)] : [])))
  return found
}
