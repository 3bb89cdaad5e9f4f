import { listShownPictures, type ShownPicture } from '@/features/media/queries/shown-pictures'
import { note } from '@/platform/cache'
import { read, type Db } from '@/platform/db'
import type { RecordKind } from '../schema'
import { kindFolders } from '../schema'
import { recordsTag, recordTag } from '../tags'
import { recordLink, type RecordLink, type RecordView } from '../view'
import { linkSelect } from './resolve'
import { Prisma } from '@/prisma/generated/sqlite/client'

export type RecordPage = Omit<RecordView, 'poster'> & {
  /** Its portrait. */
  picture: ShownPicture | null
  /** Markdown. */
  description: string
  /** Names in other scripts and other spellings. */
  names: { name: string; lang: string; alias: boolean }[]
  /** Ids of the record and of all below it: a group's members and their songs, a country's cities. */
  family: Set<string>
  /** What has this record as its parent, by name, with how many entries of published lists credit it. */
  children: (RecordLink & { appearances: number; picture: ShownPicture | null })[]
  /** From the top: a city's country. */
  ancestors: RecordLink[]
}

const maxDepth = 4
/** Databases limit how many values one statement takes (SQLite 32,766). No group and no country comes near it. */
const maxFamily = 20_000

/** The ids of a record and of all below it, without what is in the trash: a recursive table named `family`, to be asked in one statement. */
const familyOf = (root: Prisma.Sql) => Prisma.sql`WITH RECURSIVE family("id", "depth") AS (${root}
  UNION SELECT s."id", f."depth" + 1 FROM family f CROSS JOIN "Subject" s WHERE s."parentId" = f."id" AND s."trashedAt" IS NULL AND f."depth" < ${maxDepth})`

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
      pictureId: true,
      parent: { select: { ...linkSelect, parent: { select: linkSelect } } },
    },
  })
  if (!row) return (note(recordsTag(kind)), null)
  const self = recordLink(row)
  const [below, children] = await Promise.all([
    db.$queryRaw<{ id: string }[]>`${familyOf(Prisma.sql`SELECT CAST(${self.id} AS TEXT), 0`)} SELECT DISTINCT "id" FROM family LIMIT ${maxFamily}`,
    listChildren(self.id, db),
  ])
  const family = new Set([self.id, ...below.map(({ id }) => id)])
  const parent = row.parent ? recordLink(row.parent) : null
  const ancestors = [row.parent?.parent ? recordLink(row.parent.parent) : null, parent].filter((one) => one !== null)
  note(...[...family, ...ancestors.map(({ id }) => id)].map(recordTag))
  const { description, latitude, longitude, date, url, names, pictureId } = row
  const pictures = await listShownPictures([pictureId, ...children.map((child) => child.pictureId)], db)
  const pictureOf = (mediumId: string | null) => (mediumId && pictures.get(mediumId)) || null
  return {
    ...self,
    parent,
    latitude,
    longitude,
    date,
    url,
    description,
    names,
    family,
    ancestors,
    picture: pictureOf(pictureId),
    children: children.map(({ pictureId: own, ...child }) => ({ ...child, picture: pictureOf(own) })),
  }
}

type Child = Omit<Parameters<typeof recordLink>[0], 'names'> & { appearances: number; pictureId: string | null }

/** In plain statements: Prisma names each row when it asks for the names, and no statement may name more than a thousand. */
async function listChildren(id: string, db: Db): Promise<(RecordLink & Pick<Child, 'appearances' | 'pictureId'>)[]> {
  const [rows, named] = await Promise.all([
    db.$queryRaw<Child[]>`
      SELECT "id", CAST("kind" AS TEXT) AS "kind", "slug", "name", "appearances", "pictureId" FROM "Subject" WHERE "parentId" = ${id} AND "trashedAt" IS NULL ORDER BY "name", "id"`,
    db.$queryRaw<{ recordId: string; name: string; lang: string; alias: boolean | number }[]>`
      SELECT n."subjectId" AS "recordId", n."name", n."lang", n."alias" FROM "Subject" s CROSS JOIN "SubjectName" n
      WHERE s."parentId" = ${id} AND n."subjectId" = s."id" ORDER BY n."subjectId", n."position"`,
  ])
  const names = Map.groupBy(named, ({ recordId }) => recordId)
  const namesOf = (child: Child) => (names.get(child.id) ?? []).map(({ name, lang, alias }) => ({ name, lang, alias: Boolean(alias) }))
  return rows.map((child) => ({ ...recordLink({ ...child, names: namesOf(child) }), appearances: Number(child.appearances), pictureId: child.pictureId }))
}

/**
 * How many entries can credit a record or what is below it, at the most: one that credits two of them counts twice. One statement that reads what is kept, for
 * whether a page number was made up; the page itself counts exactly.
 */
export async function countMostAppearances(kind: RecordKind, slug: string, db: Db = read): Promise<number> {
  // As a literal it is of the column's type on both engines, and their index is used.
  const root = Prisma.sql`SELECT "id", 0 FROM "Subject" WHERE "kind" = ${Prisma.raw(`'${kind}'`)} AND "slug" = ${slug}`
  const [row] = await db.$queryRaw<{ most: bigint | number | null }[]>`
    ${familyOf(root)} SELECT SUM("appearances") AS "most" FROM "Subject" WHERE "id" IN (SELECT "id" FROM family)`
  return Number(row?.most ?? 0)
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
