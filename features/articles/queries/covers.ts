import { LRUCache } from 'lru-cache'
import { cache } from 'react'
import { note } from '@/platform/cache'
import { read, type Db } from '@/platform/db'
import { Prisma } from '@/prisma/generated/sqlite/client'
import { readDocument } from '../document/read-document'
import { entriesOf, type ListDocument } from '../schema'
import { loadOfEditions } from './editions'
import { listShownPictures, type ShownPicture } from '@/features/media/queries/shown-pictures'
import { recordTag } from '@/features/records/tags'
import { articleTag } from '../tags'
import { coverAddress, coverSize, isMap, type CoverData, type Pin } from '../cover'

/** The cover of an article as a page shows it: drawn, which is decoration, so its `alt` is empty; or a picture that somebody has chosen, in its place. */
export type Cover = { src: string; width: number; height: number; map: boolean; picture: ShownPicture | null }

type Coordinates = { latitude: number | null; longitude: number | null }
type Place = Coordinates & { id: string; parent: (Coordinates & { parent: Coordinates | null }) | null }

const maxNames = 6
/** As many entries say what a list is about, however long it is. */
const judged = 24

/** What of a document its cover is drawn from. */
type CoverSource = {
  entries: number
  /** Ids of the places of each entry, best first: where it was filmed, then the place of its subsection and section. */
  places: string[][]
  /** The first entries, with the ids of what they credit. */
  first: { heading: string; credited: string[] }[]
}

const sourceOf = (document: ListDocument): CoverSource => {
  const placed = entriesOf(document)
  return {
    entries: placed.length,
    places: placed.map(({ entry, section, subsection }) =>
      [...entry.credits.filter((credit) => credit.role === 'filmed-in').map((credit) => credit.subject), subsection?.place, section?.place].filter(
        (id) => typeof id === 'string',
      ),
    ),
    first: placed.slice(0, judged).map(({ entry }) => ({ heading: entry.heading, credited: entry.credits.map(({ subject }) => subject) })),
  }
}

// Editions never change. A page of cards shows dozens of covers, whose documents are a hundred times as large as what is kept of them.
const keptSources = new LRUCache<string, CoverSource>({ max: 1000 })

const keepSource = (id: string, document: unknown): CoverSource => {
  const source = sourceOf(readDocument(document))
  keptSources.set(id, source)
  return source
}

const loadSources = (editionIds: string[], db: Db) => loadOfEditions({ find: (id) => keptSources.get(id), make: keepSource }, editionIds, db)

/** Whom the entries of a list of people are about: the credited person with whose name the heading begins. Empty when most entries are about something else. */
function namesOf({ first }: CoverSource, people: Map<string, string>): string[] {
  const names = first.flatMap(({ heading, credited }) => credited.map((id) => people.get(id)).find((name) => name && heading.startsWith(name)) ?? [])
  return names.length >= first.length * 0.6 ? [...new Set(names)].slice(0, maxNames) : []
}

/** Counts entries by place. A place without coordinates has those of the place around it. */
function pinsOf(source: CoverSource, places: Map<string, Place>): Pin[] {
  const pins = new Map<string, Pin>()
  for (const ids of source.places) {
    const known = ids
      .flatMap((id) => {
        const place = places.get(id)
        return [place, place?.parent, place?.parent?.parent]
      })
      .find((place) => typeof place?.latitude === 'number' && typeof place.longitude === 'number')
    if (typeof known?.latitude !== 'number' || typeof known.longitude !== 'number') continue
    const key = `${known.latitude},${known.longitude}`
    const pin = pins.get(key)
    if (pin) pin.count++
    else pins.set(key, { latitude: known.latitude, longitude: known.longitude, count: 1 })
  }
  return [...pins.values()]
}

type Located = { id: string; kind: string; name: string; latitude: number | null; longitude: number | null }
type LocatedRow = Located & { mergedIntoId: string | null } & Record<'parentLatitude' | 'parentLongitude' | 'grandLatitude' | 'grandLongitude', number | null>

/** People and places among these records, places with where they and what is around them are; what was merged as what it leads to, under its own id. One statement: nearly every page with cards asks it. */
async function locate(ids: string[], db: Db): Promise<(Place & Located)[]> {
  const found: (Place & Located)[] = []
  const merged = new Map<string, string>()
  for (let start = 0; start < ids.length; start += 500) {
    const rows = await db.$queryRaw<LocatedRow[]>`
      SELECT s."id", CAST(s."kind" AS TEXT) AS "kind", s."name", s."latitude", s."longitude", s."mergedIntoId", p."latitude" AS "parentLatitude", p."longitude" AS "parentLongitude",
        g."latitude" AS "grandLatitude", g."longitude" AS "grandLongitude"
      FROM "Subject" s LEFT JOIN "Subject" p ON p."id" = s."parentId" LEFT JOIN "Subject" g ON g."id" = p."parentId"
      WHERE s."id" IN (${Prisma.join(ids.slice(start, start + 500))}) AND s."kind" IN ('person', 'place')`
    for (const { parentLatitude, parentLongitude, grandLatitude, grandLongitude, mergedIntoId, ...row } of rows)
      if (mergedIntoId) merged.set(row.id, mergedIntoId)
      else
        found.push({ ...row, parent: { latitude: parentLatitude, longitude: parentLongitude, parent: { latitude: grandLatitude, longitude: grandLongitude } } })
  }
  if (merged.size === 0) return found
  const meant = new Map((await locate([...new Set(merged.values())], db)).map((one) => [one.id, one]))
  note(...[...meant.keys()].map(recordTag))
  return [...found, ...[...merged].flatMap(([id, into]) => (meant.has(into) ? [{ ...meant.get(into)!, id }] : []))]
}

type Edited = { id: string; currentEditionId: string | null }
type Covered = Edited & { coverId: string | null }

/** What the covers of published articles are drawn from, by article id; unpublished ones are absent. */
export async function listCoverData(articleIds: string[], db: Db = read): Promise<Map<string, CoverData>> {
  const articles = await db.article.findMany({ where: { id: { in: articleIds }, state: 'published' }, select: { id: true, currentEditionId: true } })
  return coverDataOf(articles, db)
}

async function coverDataOf(articles: Edited[], db: Db): Promise<Map<string, CoverData>> {
  const loaded = await loadSources(articles.flatMap(({ currentEditionId }) => currentEditionId ?? []), db) // prettier-ignore
  const sources = new Map(
    articles.flatMap(({ id, currentEditionId }) => {
      const source = currentEditionId && loaded.get(currentEditionId)
      return source ? [[id, source] as const] : []
    }),
  )
  return dataOf(sources, db)
}

/** What the cover of a list would be drawn from if this were published. */
export const coverDataOfDraft = async (articleId: string, document: ListDocument, db: Db = read): Promise<CoverData> =>
  (await dataOf(new Map([[articleId, sourceOf(document)]]), db)).get(articleId)!

async function dataOf(sources: ReadonlyMap<string, CoverSource>, db: Db): Promise<Map<string, CoverData>> {
  const ids = [...new Set([...sources.values()].flatMap(({ places, first }) => [...places.flat(), ...first.flatMap(({ credited }) => credited)]))]
  const records = await locate(ids, db)
  note(...[...sources.keys()].map(articleTag), ...records.map(({ id }) => recordTag(id)))
  const byId = new Map<string, Place>(records.filter(({ kind }) => kind === 'place').map((place) => [place.id, place]))
  const nameById = new Map(records.filter(({ kind }) => kind === 'person').map(({ id, name }) => [id, name]))
  return new Map(
    [...sources].map(([id, source]) => [id, { articleId: id, entries: source.entries, pins: pinsOf(source, byId), names: namesOf(source, nameById) }]),
  )
}

const coverOf = (data: CoverData, picture: ShownPicture | null): Cover => ({ src: coverAddress(data), ...coverSize, map: isMap(data), picture })

/** The covers of these articles, by their ids. */
export async function listCovers(articles: Covered[], db: Db = read): Promise<Map<string, Cover>> {
  const [data, pictures] = await Promise.all([coverDataOf(articles, db), listShownPictures(articles.map(({ coverId }) => coverId), db)]) // prettier-ignore
  const chosen = new Map(articles.map(({ id, coverId }) => [id, (coverId && pictures.get(coverId)) || null]))
  return new Map([...data].map(([id, one]) => [id, coverOf(one, chosen.get(id) ?? null)]))
}

/** The data of one cover. Cached for a render, because the head and the body of a page both need it. */
export const findCoverData = cache(
  async (articleId: string, db: Db = read): Promise<CoverData | null> => (await listCoverData([articleId], db)).get(articleId) ?? null,
)

/** `coverId`: the medium that was chosen for it. */
export async function findCover(articleId: string, db: Db = read, coverId: string | null = null): Promise<Cover | null> {
  const [data, pictures] = await Promise.all([findCoverData(articleId, db), listShownPictures([coverId], db)])
  return data && coverOf(data, (coverId && pictures.get(coverId)) || null)
}
