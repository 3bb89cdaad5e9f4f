import { cache } from 'react'
import { note } from '@/platform/cache'
import { read, type Db } from '@/platform/db'
import { readDocument } from '../document/read-document'
import { entriesOf, type ListDocument } from '../schema'
import { recordTag } from '@/features/records/tags'
import { articleTag } from '../tags'
import { coverAddress, coverSize, isMap, type CoverData, type Pin } from '../cover'

/** The drawn cover of an article as a page shows it. Decoration: its `alt` is empty. */
export type Cover = { src: string; width: number; height: number; map: boolean }

type Coordinates = { latitude: number | null; longitude: number | null }
type Place = Coordinates & { id: string; parent: (Coordinates & { parent: Coordinates | null }) | null }

/** Ids of the places of each entry, best first: where it was filmed, then the place of its subsection and section. */
const placesOf = (document: ListDocument) =>
  entriesOf(document).map(({ entry, section, subsection }) =>
    [...entry.credits.filter((credit) => credit.role === 'filmed-in').map((credit) => credit.subject), subsection?.place, section?.place].filter(
      (id) => typeof id === 'string',
    ),
  )

const maxNames = 6
/** As many entries say what a list is about, however long it is. */
const judged = 24
const firstEntriesOf = (document: ListDocument) => entriesOf(document).slice(0, judged)

/** Ids of what the first entries credit. */
const creditedIn = (document: ListDocument) => firstEntriesOf(document).flatMap(({ entry }) => entry.credits.map(({ subject }) => subject))

/** Whom the entries of a list of people are about: the credited person with whose name the heading begins. Empty when most entries are about something else. */
function namesOf(document: ListDocument, people: Map<string, string>): string[] {
  const entries = firstEntriesOf(document)
  const names = entries.flatMap(
    ({ entry }) => entry.credits.map(({ subject }) => people.get(subject)).find((name) => name && entry.heading.startsWith(name)) ?? [],
  )
  return names.length >= entries.length * 0.6 ? [...new Set(names)].slice(0, maxNames) : []
}

/** Counts entries by place. A place without coordinates has those of the place around it. */
function pinsOf(document: ListDocument, places: Map<string, Place>): Pin[] {
  const pins = new Map<string, Pin>()
  for (const ids of placesOf(document)) {
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

/** What the covers of published articles are drawn from, by article id; unpublished ones are absent. */
export async function listCoverData(articleIds: string[], db: Db = read): Promise<Map<string, CoverData>> {
  const articles = await db.article.findMany({
    where: { id: { in: articleIds }, state: 'published' },
    select: { id: true, currentEdition: { select: { document: true } } },
  })
  const documents = articles.flatMap((article) => (article.currentEdition ? [{ id: article.id, document: readDocument(article.currentEdition.document) }] : []))
  const ids = [...new Set(documents.flatMap(({ document }) => [...placesOf(document).flat(), ...creditedIn(document)]))]
  const coordinates = { latitude: true, longitude: true } as const
  const records = ids.length
    ? await db.record.findMany({
        where: { id: { in: ids }, kind: { in: ['person', 'place'] } },
        select: { id: true, kind: true, name: true, ...coordinates, parent: { select: { ...coordinates, parent: { select: coordinates } } } },
      })
    : []
  note(...documents.map(({ id }) => articleTag(id)), ...records.map(({ id }) => recordTag(id)))
  const byId = new Map<string, Place>(records.filter(({ kind }) => kind === 'place').map((place) => [place.id, place]))
  const nameById = new Map(records.filter(({ kind }) => kind === 'person').map(({ id, name }) => [id, name]))
  return new Map(
    documents.map(({ id, document }) => [
      id,
      { articleId: id, entries: entriesOf(document).length, pins: pinsOf(document, byId), names: namesOf(document, nameById) },
    ]),
  )
}

const coverOf = (data: CoverData): Cover => ({ src: coverAddress(data), ...coverSize, map: isMap(data) })

/** The drawn covers of published articles, by article id. */
export async function listCovers(articleIds: string[], db: Db = read): Promise<Map<string, Cover>> {
  const data = await listCoverData(articleIds, db)
  return new Map([...data].map(([id, one]) => [id, coverOf(one)]))
}

/** The data of one cover. Cached for a render, because the head and the body of a page both need it. */
export const findCoverData = cache(
  async (articleId: string, db: Db = read): Promise<CoverData | null> => (await listCoverData([articleId], db)).get(articleId) ?? null,
)

export async function findCover(articleId: string, db: Db = read): Promise<Cover | null> {
  const data = await findCoverData(articleId, db)
  return data && coverOf(data)
}
