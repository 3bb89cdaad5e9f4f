import { note } from '@/platform/cache'
import { read, type Db } from '@/platform/db'
import { recordTag } from '../tags'
import { recordLink, type RecordView } from '../view'

/** The columns that a page needs to name a record. */
export const linkSelect = {
  id: true,
  kind: true,
  slug: true,
  name: true,
  names: { select: { name: true, lang: true, alias: true }, orderBy: { position: 'asc' } },
} as const

const viewSelect = { ...linkSelect, latitude: true, longitude: true, date: true, url: true, parent: { select: linkSelect } } as const

/** The records with these ids, each with its parent, by id. One that is gone is not in the map. */
export async function resolveRecords(ids: Iterable<string>, db: Db = read): Promise<Map<string, RecordView>> {
  const wanted = [...new Set(ids)]
  const found = new Map<string, RecordView>()
  // Databases limit how many values one statement takes; a list has a few hundred records at most.
  for (let start = 0; start < wanted.length; start += 500) {
    const rows = await db.record.findMany({ where: { id: { in: wanted.slice(start, start + 500) } }, select: viewSelect })
    for (const row of rows) {
      const { latitude, longitude, date, url, parent } = row
      found.set(row.id, { ...recordLink(row), latitude, longitude, date, url, parent: parent ? recordLink(parent) : null })
    }
  }
  note(...wanted.map(recordTag), ...[...found.values()].flatMap(({ parent }) => (parent ? [recordTag(parent.id)] : [])))
  return found
}
