import { note } from '@/platform/cache'
import { read, type Db } from '@/platform/db'
import { Prisma } from '@/prisma/generated/sqlite/client'
import { listShownPictures } from '@/features/media/queries/shown-pictures'
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

type Row = Pick<RecordView, 'id' | 'kind' | 'slug' | 'name' | 'latitude' | 'longitude' | 'date' | 'url'> & {
  parentId: string | null
  pictureId: string | null
  mergedIntoId: string | null
}
type NameRow = { recordId: string; name: string; lang: string; alias: boolean | number }

/**
 * The records with these ids, each with its parent, by id. One that is gone is not in the map, and one that was merged is what it leads to. Two plain statements, and one more for
 * posters where a video has one: nearly every page asks this, for up to some hundred records.
 */
export async function resolveRecords(ids: Iterable<string>, db: Db = read): Promise<Map<string, RecordView>> {
  const wanted = [...new Set(ids)]
  const loaded: Loaded = { rows: new Map(), names: new Map() }
  await loadRows(wanted, db, loaded)
  const { rows, names } = loaded
  const merged = wanted.flatMap((id) => rows.get(id)?.mergedIntoId ?? [])
  if (merged.length > 0) await loadRows([...new Set(merged)], db, loaded)
  const link = ({ id, kind, slug, name }: Row) => recordLink({ id, kind, slug, name, names: names.get(id) ?? [] })
  const posters = await listShownPictures(
    [...rows.values()].map(({ kind, pictureId }) => (kind === 'video' ? pictureId : null)),
    db,
  )
  const found = new Map<string, RecordView>()
  for (const id of wanted) {
    const own = rows.get(id)
    const row = own?.mergedIntoId ? rows.get(own.mergedIntoId) : own
    if (!row) continue
    const { parentId, latitude, longitude, date, url, kind, pictureId } = row
    const parent = parentId ? rows.get(parentId) : undefined
    const poster = (kind === 'video' && pictureId && posters.get(pictureId)) || null
    found.set(id, { ...link(row), latitude, longitude, date, url, poster, parent: parent ? link(parent) : null })
  }
  note(...wanted.map(recordTag), ...merged.map(recordTag), ...[...found.values()].flatMap(({ parent }) => (parent ? [recordTag(parent.id)] : [])))
  return found
}

type Loaded = { rows: Map<string, Row>; names: Map<string, { name: string; lang: string; alias: boolean }[]> }

async function loadRows(wanted: readonly string[], db: Db, { rows, names }: Loaded): Promise<void> {
  // Databases limit how many values one statement takes.
  for (let start = 0; start < wanted.length; start += 400) {
    const some = Prisma.join(wanted.slice(start, start + 400))
    const asked = Prisma.sql`SELECT "id" FROM "Subject" WHERE "id" IN (${some}) UNION SELECT "parentId" FROM "Subject" WHERE "id" IN (${some})`
    const found = await db.$queryRaw<Row[]>`
      SELECT "id", CAST("kind" AS TEXT) AS "kind", "slug", "name", "parentId", "mergedIntoId", "pictureId", "latitude", "longitude", "date", "url" FROM "Subject" WHERE "id" IN (${asked})`
    // By their ids: by the same question PostgreSQL read the names of all records for those of a hundred.
    const named =
      found.length > 0
        ? await db.$queryRaw<NameRow[]>`
            SELECT "subjectId" AS "recordId", "name", "lang", "alias" FROM "SubjectName" WHERE "subjectId" IN (${Prisma.join(found.map(({ id }) => id))}) ORDER BY "subjectId", "position"`
        : []
    for (const row of found) rows.set(row.id, row)
    // Asked again when a slice names a parent of another one: its names are the same then, and must not be there twice.
    for (const [id, own] of Map.groupBy(named, ({ recordId }) => recordId))
      names.set(
        id,
        own.map(({ name, lang, alias }) => ({ name, lang, alias: Boolean(alias) })),
      )
  }
}
