import type { Prisma } from '@/prisma/generated/sqlite/client'
import { pictureFields, pictureOf, type Picture } from '@/features/media/picture'
import type { Db } from '@/platform/db'
import { readVideoAddress, videoUrl } from '@/platform/text/video-address'
import { recordKinds, type RecordKind } from '../schema'
import { fold } from '@/platform/text/fold'
import { inTwoScripts } from '@/platform/text/two-scripts'
import { findNamesOf } from './find-names'

/** A record as a look-up shows it; `original` is its name in its own script, `under` what it stands under (group, artist, country). */
export type FoundRecord = {
  id: string
  kind: RecordKind
  slug: string
  name: string
  original: { name: string; lang: string } | null
  under: string | null
  date: string | null
  url: string | null
  /** Its portrait, or of a video its poster, where it has one. */
  picture?: Picture
}

const fields = {
  id: true,
  kind: true,
  slug: true,
  name: true,
  date: true,
  url: true,
  parent: { select: { name: true } },
  picture: { select: pictureFields },
  names: { select: { name: true, lang: true, alias: true }, orderBy: { position: 'asc' } },
} satisfies Prisma.RecordSelect
type Row = Prisma.RecordGetPayload<{ select: typeof fields }>

type Sought = { kinds?: readonly RecordKind[]; take?: number }

/**
 * Records, but those in the trash, that a writer may mean by `text`: by name, former or other names, in any script, spelt with or without hyphens, blanks and accents, half-typed,
 * by the first consonants of Hangul, by either of two that stand together; and a video by its address in any form. Best first: the whole name, its beginning, that of one of its words, a part; among equals those that lists credit most.
 */
export async function findRecordsByName(db: Db, text: string, { kinds = recordKinds, take = 8 }: Sought = {}): Promise<FoundRecord[]> {
  const video = kinds.includes('video') ? readVideoAddress(text) : null
  if (video) return findVideos(db, videoUrl(video), video.id)
  // “BTS (방탄소년단)” is found by either.
  const both = inTwoScripts(text)
  const found = (await findNamesOf(db, [text, ...(both ? [both.name, both.also] : [])].map(fold), { kinds })).flat()
  const orders = new Map(found.toSorted((one, other) => other.order - one.order).map(({ targetId, order }) => [targetId, order]))
  return (await recordsOf(db, [...orders.keys()], { trashedAt: null }))
    .toSorted(
      ({ record: a, appearances: aTimes }, { record: b, appearances: bTimes }) =>
        orders.get(a.id)! - orders.get(b.id)! || bTimes - aTimes || a.name.localeCompare(b.name, 'en') || (a.id < b.id ? -1 : 1),
    )
    .slice(0, take)
    .map(({ record }) => record)
}

/** The videos at an address, in whatever form each was given it. */
async function findVideos(db: Db, url: string, id: string): Promise<FoundRecord[]> {
  const rows = await db.record.findMany({ where: { kind: 'video', url: { contains: id }, trashedAt: null }, select: fields, orderBy: { id: 'asc' }, take: 20 })
  return rows.map(toFound).filter((found) => {
    const video = readVideoAddress(found.url ?? '')
    return video !== null && videoUrl(video) === url
  })
}

/** The records with these ids, in no order, with their names and in how many entries of published lists they are credited. */
export async function recordsOf(
  db: Db,
  ids: readonly string[],
  where: Prisma.RecordWhereInput = {},
): Promise<{ record: FoundRecord; names: Row['names']; appearances: number }[]> {
  const found: { record: FoundRecord; names: Row['names']; appearances: number }[] = []
  for (let start = 0; start < ids.length; start += 500) {
    const rows = await db.record.findMany({ where: { id: { in: ids.slice(start, start + 500) }, ...where }, select: { ...fields, appearances: true } })
    found.push(...rows.map(({ appearances, ...row }) => ({ record: toFound(row), names: row.names, appearances })))
  }
  return found
}

function toFound({ names, parent, picture: medium, ...row }: Row): FoundRecord {
  const original = names.find(({ lang, alias }) => lang !== 'en' && !alias)
  const picture = medium && pictureOf(medium)
  return { ...row, under: parent?.name ?? null, original: original ? { name: original.name, lang: original.lang } : null, ...(picture && { picture }) }
}

/** The records with these ids, for an editor that shows a document. One that was merged is what it leads to, under the id that the document has. */
export async function listRecordsById(db: Db, ids: readonly string[]): Promise<FoundRecord[]> {
  const found: FoundRecord[] = []
  for (let start = 0; start < ids.length; start += 500) {
    const rows = await db.record.findMany({ where: { id: { in: ids.slice(start, start + 500) } }, select: { ...fields, mergedInto: { select: fields } } })
    found.push(...rows.map(({ mergedInto, ...row }) => ({ ...toFound(mergedInto ?? row), id: row.id })))
  }
  return found
}
