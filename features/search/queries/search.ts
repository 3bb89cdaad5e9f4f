import { listArticlesById, type ArticleCard } from '@/features/articles/queries/cards'
import { articlesTag, authorsTag, authorTag, seriesIndexTag, seriesTag } from '@/features/articles/tags'
import { findGroupsByMembers, findRecordsByWords, type ReaderFoundRecord } from '@/features/records/queries/find-records-by-words'
import type { RecordKind } from '@/features/records/schema'
import { recordsTag, recordTag } from '@/features/records/tags'
import { note } from '@/platform/cache'
import { read, type Db } from '@/platform/db'
import { Prisma } from '@/prisma/generated/sqlite/client'
import { limits, recordGroups, type Cursor, type Group, type Question } from '../schema'
import { ask, beginsWith, needlesOf, spansOf, typedWords, type Sought } from '../words'
import { countEntries, countEntriesByList, findEntryNumbers, listFoundEntries, type FoundEntry } from './entries'
import { entries, hits, pages } from './index-of-words'

/** The best of what was found, and how many there are in all. */
export type Found<T> = { items: T[]; total: number }

type Name = { name: string; lang: string }
/** `also`: another name of it that holds the words; `byUnder`: whether it was found by what it stands under; `member`: one of a group who was found. */
export type FoundRecord = ReaderFoundRecord & { also: Name | null; byUnder: boolean; member: Name | null }

/** `entries`: how many of its entries were found, when its title was not. */
export type FoundList = ArticleCard & { entries: number | null }
export type FoundPage = { kind: 'series' | 'author'; id: string; slug: string; name: string; lists: number }

export type Results = {
  /** What the words name, whole. */
  best: FoundRecord | null
  records: Found<FoundRecord> & { totals: Partial<Record<RecordKind, number>> }
  entries: Found<FoundEntry> & { next: Cursor | null }
  lists: Found<FoundList>
  pages: Found<FoundPage>
}

const nothing: Results = {
  best: null,
  records: { items: [], total: 0, totals: {} },
  entries: { items: [], total: 0, next: null },
  lists: { items: [], total: 0 },
  pages: { items: [], total: 0 },
}
const kinds = ['person', 'group', 'song', 'place'] as const

export const isEmpty = ({ records, entries, lists, pages }: Results): boolean => records.total + entries.total + lists.total + pages.total === 0

/**
 * What readers may mean by these words: all of them must be there, each at the beginning of a word, in what is found or in the names of what it credits.
 * Takes at most `limits` of each kind, more of the one that `group` names; no words find nothing. `after` is where an answer of entries alone ended.
 */
export async function search(
  { words }: Pick<Question, 'words'>,
  { group = null, after = null }: { group?: Group | null; after?: Cursor | null } = {},
  db: Db = read,
): Promise<Results> {
  const folded = typedWords(words, limits.folded)
  if (folded.length === 0) return nothing
  note(articlesTag, seriesIndexTag, authorsTag, ...kinds.map(recordsTag))
  const sought = { words: folded, half: false }
  let total = await countEntries(db, sought)
  if (folded.length > 1 && total === 0) {
    // Nothing holds the words as they are: then each may be half typed.
    sought.half = true
    total = await countEntries(db, sought)
  }
  const [entries, records, lists, pages] = await Promise.all([
    findEntries(sought, after, total, db),
    findRecords(folded, group, db),
    findLists(sought, group === 'lists' ? limits.ofOneGroup : limits.lists, total, db),
    findPages(sought, db),
  ])
  const best = records.items[0]?.order === 0 ? records.items[0] : null
  return { best, records, entries, lists, pages }
}

async function findEntries(sought: Sought, after: Cursor | null, total: number, db: Db): Promise<Results['entries']> {
  const numbers = await findEntryNumbers(db, sought, limits.entries, after, total)
  return { items: await listFoundEntries(db, numbers.found, sought.words), total, next: numbers.next }
}

/** People, groups, songs and places that some published list names. */
async function findRecords(words: readonly string[], group: Group | null, db: Db): Promise<Results['records']> {
  const own = await findRecordsByWords(db, words, spansOf(words), { kinds, where: readable })
  const found: (ReaderFoundRecord & { member?: Name })[] = own.length > 0 ? own : await findGroupsByMembers(db, words, spansOf(words), { where: readable })
  const needles = needlesOf(words)
  const kind = recordGroups.find((one) => one.group === group)?.kind
  const shown = kind ? found.filter((record) => record.kind === kind).slice(0, limits.ofOneGroup) : found.slice(0, limits.records)
  const totals: Partial<Record<RecordKind, number>> = {}
  for (const record of found) totals[record.kind] = (totals[record.kind] ?? 0) + 1
  note(...shown.map(({ id }) => recordTag(id)))
  const items = shown.map((record) => {
    const names = [record.name, ...(record.original ? [record.original.name] : [])]
    const own = names.some((name) => beginsWith(name, needles))
    const also = own ? undefined : record.names.find(({ name }) => beginsWith(name, needles))
    return { ...record, also: also ?? null, byUnder: !own && !also && record.under !== null && record.order >= 4, member: record.member ?? null }
  })
  return { items, total: found.length, totals }
}

/** Readers have a page of the record `s`. */
const readable = Prisma.sql`s."shown"`

type Hit = { id: number | bigint; targetId: string }

/** Published lists with the words in the title, then anywhere in their own words; then those with most entries that hold them. */
async function findLists(sought: Sought, take: number, total: number, db: Db): Promise<Found<FoundList>> {
  const own: (Hit & { titled: boolean })[] = []
  for (const reach of ['head', 'all'] as const) {
    if (own.length >= take) break
    const nearer = reach === 'all' ? ask(sought, 'head') : null
    const rows = await db.$queryRaw<Hit[]>`
      SELECT p."id", p."targetId" FROM ${hits(pages, ask(sought, reach), nearer)} h JOIN "SearchPage" p ON p."id" = h."id"
      WHERE p."kind" = 'list' ORDER BY p."id" DESC LIMIT ${take - own.length}`
    own.push(...rows.map((row) => ({ ...row, titled: reach === 'head' })))
  }
  const [counted, byEntries] = await Promise.all([
    db.$queryRaw<{ total: number | bigint }[]>`SELECT COUNT(*) AS "total" FROM (
      SELECT p."id" FROM ${hits(pages, ask(sought, 'all'))} h JOIN "SearchPage" p ON p."id" = h."id" WHERE p."kind" = 'list'
      UNION SELECT e."id" FROM (SELECT f."id" / 1000 AS "id" FROM ${hits(entries, ask(sought, 'names'))} f LIMIT ${limits.counted}) e) u`,
    countEntriesByList(db, sought, take, total),
  ])
  const counts = new Map(byEntries.map(({ page, entries }) => [page, entries]))
  for (const { id, titled } of own) if (titled) counts.delete(Number(id))
  const known = new Set(own.map(({ id }) => Number(id)))
  const others = [...counts.keys()].filter((page) => !known.has(page)).slice(0, take - own.length)
  const rows = others.length ? await db.searchPage.findMany({ where: { id: { in: others } }, select: { id: true, targetId: true } }) : []
  const found = [...own, ...rows.toSorted((one, other) => others.indexOf(one.id) - others.indexOf(other.id))]
  const pageByList = new Map(found.map(({ id, targetId }) => [targetId, Number(id)]))
  const cards = await listArticlesById([...pageByList.keys()], {}, db)
  return {
    items: cards.map((card) => ({ ...card, entries: counts.get(pageByList.get(card.id)!) ?? null })),
    total: Number(counted[0]?.total ?? 0),
  }
}

/** Series and authors that have published lists. */
async function findPages(sought: Sought, db: Db): Promise<Found<FoundPage>> {
  const rows = await db.$queryRaw<(Hit & { kind: string })[]>`
    SELECT p."id", p."targetId", p."kind" FROM "SearchPage" p WHERE p."kind" IN ('series', 'author') AND p."id" IN ${hits(pages, ask(sought, 'all'))} ORDER BY p."id" DESC LIMIT 50`
  const of = (kind: string) => rows.filter((row) => row.kind === kind).map(({ targetId }) => targetId)
  const [series, authors] = await Promise.all([
    of('series').length === 0 ? [] : db.series.findMany({
      where: { id: { in: of('series') } },
      select: { id: true, slug: true, title: true, articleCount: true },
    }),
    of('author').length === 0 ? [] : db.author.findMany({
      where: { id: { in: of('author') } },
      select: { id: true, slug: true, name: true, articleCount: true },
    }),
  ]) // prettier-ignore
  note(...series.map(({ id }) => seriesTag(id)), ...authors.map(({ id }) => authorTag(id)))
  const items: FoundPage[] = [
    ...series.map(({ id, slug, title, articleCount }) => ({ kind: 'series' as const, id, slug, name: title, lists: articleCount })),
    ...authors.map(({ id, slug, name, articleCount }) => ({ kind: 'author' as const, id, slug, name, lists: articleCount })),
  ].filter(({ lists }) => lists > 0)
  return { items: items.slice(0, limits.pages), total: items.length }
}
