import { isEditor, mayWrite } from '@/features/articles/policy'
import { stateWords } from '@/features/articles/schema'
import { lastSavedOf, listLastSaved, listOwn } from '@/features/articles/queries/last-saved'
import { findNames } from '@/features/records/queries/find-names'
import { findRecordsByName } from '@/features/records/queries/find-records-by-name'
import { read, type Db } from '@/platform/db'
import { forbidden } from '@/platform/errors'
import type { Actor } from '@/platform/http/request'
import { fold } from '@/platform/text/fold'
import { studioPages } from '../pages'
import type { Place } from '../schema'

const kinds = { person: 'Person', group: 'Group', song: 'Song', place: 'Place', video: 'Video' } as const
/** Of so many lists, those that were saved last, the titles are looked at; published ones are found by their names however many there are. */
const looked = 300
const most = 6

/** Where a writer may go by these words, whichever letters they are in; without any, the pages of the studio and the lists that were saved last. Throws forbidden. */
export async function findPlaces(actor: Actor, { text }: { text: string }, db: Db = read): Promise<Place[]> {
  if (!mayWrite(actor)) throw forbidden('The studio is for writers')
  const wanted = fold(text)
  const [lists, records, named] = await Promise.all([
    findLists(actor, wanted, text, db),
    wanted === '' ? [] : findRecordsByName(db, text, { take: most }),
    wanted === '' ? [] : findShared(text, db),
  ])
  const found = studioPages.filter(
    ({ name, words = '', may }) => (may?.(actor) ?? true) && (wanted === '' || [name, ...words.split(' ')].some((one) => fold(one).includes(wanted))),
  )
  return [
    ...found.map(({ name, href }): Place => ({ key: href, group: 'Studio', name, note: '', href })),
    ...lists,
    ...records.map(({ id, kind, name, original, under }): Place => ({ key: id, group: 'Records', name, note: [kinds[kind], original?.name, under].filter(Boolean).join(', '), href: `/admin/records/${id}` })), // prettier-ignore
    ...named,
  ]
}

async function findLists(actor: Actor, wanted: string, text: string, db: Db): Promise<Place[]> {
  const own = isEditor(actor) ? null : (await listOwn(actor, db)).map(({ id }) => id)
  const range = { skip: 0, take: wanted === '' ? most : looked }
  const [latest, everywhere] = await Promise.all([
    own ? lastSavedOf(own, range, db) : listLastSaved(range, db),
    wanted === '' ? [] : findNames(db, text, { kinds: ['list'], take: most * 3 }),
  ])
  const isMine = own && new Set(own)
  const named = everywhere.filter(({ targetId }) => isMine?.has(targetId) ?? true)
  const known = wanted === '' ? [] : await db.article.findMany({ where: { id: { in: latest } }, select: { id: true, title: true, slug: true } })
  const meant = new Set(known.filter(({ title, slug }) => fold(title).includes(wanted) || fold(slug).includes(wanted)).map(({ id }) => id))
  const mine = wanted === '' ? latest : latest.filter((id) => meant.has(id))
  const ids = [...new Set([...named.map(({ targetId }) => targetId), ...mine])].slice(0, most * 4)
  const rows = await db.article.findMany({ where: { id: { in: ids }, trashedAt: null }, select: { id: true, title: true, state: true } })
  return rows
    .sort((one, other) => ids.indexOf(one.id) - ids.indexOf(other.id))
    .slice(0, most)
    .map(({ id, title, state }) => ({ key: id, group: 'Lists', name: title || 'No title yet', note: stateWords[state], href: `/admin/articles/${id}` }))
}

async function findShared(text: string, db: Db): Promise<Place[]> {
  const found = (await findNames(db, text, { kinds: ['series', 'author'], take: most })).slice(0, most)
  const ids = found.map(({ targetId }) => targetId)
  const [series, authors] = await Promise.all([
    db.series.findMany({ where: { id: { in: ids } }, select: { id: true, title: true } }),
    db.author.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } }),
  ])
  const places: Place[] = [
    ...series.map(({ id, title }): Place => ({ key: id, group: 'Series and authors', name: title, note: 'Series', href: `/admin/series/${id}` })),
    ...authors.map(({ id, name }): Place => ({ key: id, group: 'Series and authors', name, note: 'Author', href: `/admin/authors/${id}` })),
  ]
  return places.sort((one, other) => ids.indexOf(one.key) - ids.indexOf(other.key))
}
