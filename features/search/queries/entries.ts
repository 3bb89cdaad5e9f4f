import { readDocument } from '@/features/articles/document/read-document'
import { isPublished } from '@/features/articles/queries/cards'
import { entriesOf, type CreditRole } from '@/features/articles/schema'
import { articleTag } from '@/features/articles/tags'
import { recordTag } from '@/features/records/tags'
import { note } from '@/platform/cache'
import type { Db } from '@/platform/db'
import { plainText } from '@/platform/text/markdown'
import { Prisma } from '@/prisma/generated/sqlite/client'
import { limits, type Cursor } from '../schema'
import { ask, beginsWith, needlesOf, reaches, type Asked, type Reach, type Sought } from '../words'
import { entries, hits, newestHits, numberOfEntry, pageOf, positionOf } from './index-of-words'

/** A record that an entry credits, as the reason why the entry was found. */
export type Reason = {
  /** “by”, “filmed in”. */
  role: string
  name: string
  /** Another name of the record, or its name in its own script, when that is what was typed. */
  also: { name: string; lang: string } | null
  /** What the record stands under, when that is what was typed. */
  of: string | null
}

/** An entry of a list that readers see. */
export type FoundEntry = {
  id: string
  slug: string
  heading: string
  number: number
  article: { id: string; slug: string; title: string }
  reasons: Reason[]
  /** Some of its prose around the words, when nothing else of it holds them. */
  excerpt: string | null
}

export type EntryNumbers = { found: { number: number; reach: Reach }[]; next: Cursor | null }

/**
 * The numbers of entries that hold these words: in headings first, then in what is credited, then in prose; of each the newest lists first.
 * `total` is how many there are, as `countEntries` says it.
 */
export async function findEntryNumbers(db: Db, sought: Sought, take: number, after: Cursor | null, total: number): Promise<EntryNumbers> {
  const found: { number: number; reach: Reach }[] = []
  const from = after ? reaches.indexOf(after.reach) : 0
  for (let at = from; at < reaches.length && found.length <= take; at++) {
    const reach = reaches[at]!
    const nearer = at > 0 ? ask(sought, reaches[at - 1]!) : null
    const below = after && at === from ? after.number : null
    const numbers = await findNewest(db, ask(sought, reach), nearer, { below, take: take + 1 - found.length, many: isMany(total) })
    found.push(...numbers.map((number) => ({ number, reach })))
  }
  const shown = found.slice(0, take)
  return { found: shown, next: found.length > take ? shown.at(-1)! : null }
}

/** So many that nobody counted further. */
const isMany = (total: number) => total >= limits.counted

type Newest = { below: number | null; take: number; many: boolean }

/** The highest numbers of entries that are what is asked. Of `many` the newest entries are looked through first. */
async function findNewest(db: Db, asked: Asked, except: Asked | null, { below, take, many }: Newest): Promise<number[]> {
  const under = below === null ? Prisma.empty : Prisma.sql`WHERE h."id" < ${below}`
  const among = async (rows: Prisma.Sql) => {
    const found = await db.$queryRaw<{ id: number | bigint }[]>`SELECT h."id" FROM ${rows} h ${under} ORDER BY h."id" DESC LIMIT ${take}`
    return found.map(({ id }) => Number(id))
  }
  if (many && newestHits) {
    const newest = await among(newestHits(entries, asked, except, below))
    if (newest.length === take) return newest
  }
  return among(hits(entries, asked, except))
}

/** How many entries hold these words anywhere; counted up to `limits.counted`, because nobody reads more and each costs. */
export async function countEntries(db: Db, sought: Sought): Promise<number> {
  const [row] = await db.$queryRaw<{ total: number | bigint }[]>`
    SELECT COUNT(*) AS "total" FROM (SELECT h."id" FROM ${hits(entries, ask(sought, 'all'))} h LIMIT ${limits.counted}) c`
  return Number(row?.total ?? 0)
}

/** Lists by how many of their entries hold these words in headings or credits: the most first. Of very many entries those of the newest lists are asked. */
export async function countEntriesByList(db: Db, sought: Sought, take: number, total: number): Promise<{ page: number; entries: number }[]> {
  const asked = ask(sought, 'names')
  const count = async (rows: Prisma.Sql) => {
    const found = await db.$queryRaw<{ page: number | bigint; total: number | bigint }[]>`
      SELECT c."id" / 1000 AS "page", COUNT(*) AS "total"
      FROM (SELECT h."id" FROM ${rows} h ORDER BY h."id" DESC LIMIT ${limits.counted}) c GROUP BY 1 ORDER BY 2 DESC, 1 DESC LIMIT ${take}`
    return found.map(({ page, total }) => ({ page: Number(page), entries: Number(total) }))
  }
  if (isMany(total) && newestHits) {
    const newest = await count(newestHits(entries, asked, null, null))
    if (newest.length === take) return newest
  }
  return count(hits(entries, asked))
}

const namesSelect = { name: true, names: { select: { name: true, lang: true, alias: true }, orderBy: { position: 'asc' } } } as const
const creditSelect = {
  role: true,
  record: {
    select: {
      id: true,
      kind: true,
      ...namesSelect,
      parent: { select: { ...namesSelect, parent: { select: { ...namesSelect, parent: { select: namesSelect } } } } },
    },
  },
} as const

/** The entries with these numbers, in their order, each with the reason why these words found it. */
export async function listFoundEntries(db: Db, found: EntryNumbers['found'], words: readonly string[]): Promise<FoundEntry[]> {
  if (found.length === 0) return []
  const pages = await db.searchPage.findMany({ where: { id: { in: [...new Set(found.map(({ number }) => pageOf(number)))] }, kind: 'list' } })
  const pageByArticle = new Map(pages.map(({ id, targetId }) => [targetId, id]))
  const rows = await db.entry.findMany({
    where: {
      articleId: { in: [...pageByArticle.keys()] },
      listed: true,
      position: { in: [...new Set(found.map(({ number }) => positionOf(number)))] },
      article: isPublished,
    },
    select: {
      id: true,
      slug: true,
      heading: true,
      number: true,
      position: true,
      article: { select: { id: true, slug: true, title: true } },
      credits: { select: creditSelect, orderBy: { position: 'asc' } },
    },
  })
  const byNumber = new Map(rows.map((row) => [numberOfEntry(pageByArticle.get(row.article.id)!, row.position), row]))
  const shown = found.flatMap(({ number, reach }) => {
    const row = byNumber.get(number)
    return row ? [{ row, reach }] : []
  })
  note(...shown.flatMap(({ row }) => [articleTag(row.article.id), ...row.credits.map(({ record }) => recordTag(record.id))]))
  const needles = needlesOf(words)
  const excerpts = await excerptsOf(db, shown.filter(({ reach }) => reach === 'all').map(({ row }) => ({ entryId: row.id, articleId: row.article.id })), needles) // prettier-ignore
  return shown.map(({ row: { credits, position: _, ...entry } }) => ({
    ...entry,
    reasons: reasonsOf(credits, needles),
    excerpt: excerpts.get(entry.id) ?? null,
  }))
}

type CreditRow = { role: string; record: Named & { id: string; kind: string; parent: (Named & { parent: (Named & { parent: Named | null }) | null }) | null } }
type Named = { name: string; names: { name: string; lang: string; alias: boolean }[] }

const roles: Record<CreditRole | 'video' | 'place', string> = {
  artist: 'by',
  featured: 'featuring',
  with: 'with',
  lead: 'with',
  cast: 'with',
  cameo: 'cameo by',
  song: 'song',
  director: 'directed by',
  producer: 'made by',
  composer: 'composed by',
  artwork: 'artwork by',
  styling: 'styled by',
  'filmed-in': 'filmed in',
  place: 'in',
  video: 'video',
}

/** The credits whose names hold the words, and who an entry is by in any case. */
function reasonsOf(credits: CreditRow[], needles: readonly string[]): Reason[] {
  const reasons = credits.flatMap(({ role, record }): (Reason & { id: string; hit: boolean })[] => {
    const reason = { id: record.id, role: roles[role as CreditRole] ?? role, name: record.name, also: null, of: null }
    if (beginsWith(record.name, needles)) return [{ ...reason, hit: true }]
    const other = record.names.find(({ name }) => beginsWith(name, needles))
    if (other) return [{ ...reason, also: other, hit: true }]
    for (let above: (Named & { parent?: unknown }) | null = record.parent; above; above = (above.parent ?? null) as typeof above)
      if ([above, ...above.names].some(({ name }) => beginsWith(name, needles))) return [{ ...reason, of: above.name, hit: true }]
    return role === 'artist' ? [{ ...reason, hit: false }] : []
  })
  // A video has the names of its song, and a song stands under its artist: each is said once.
  const told = reasons.filter(
    ({ role, hit, name }, index) => !(role === 'video' && reasons.some((other, at) => at !== index && other.hit && (other.name === name || hit))),
  )
  const direct = told.some(({ hit, of }) => hit && !of)
  const shown = told.filter(({ of, role }, index) => !of || (direct ? role === 'by' : told.findIndex((other) => other.of === of) === index))
  return shown.slice(0, 4).map(({ id: _, hit: __, ...reason }) => reason)
}

const around = 90

async function excerptsOf(db: Db, wanted: { entryId: string; articleId: string }[], needles: readonly string[]): Promise<Map<string, string>> {
  const excerpts = new Map<string, string>()
  if (wanted.length === 0) return excerpts
  const editions = await db.article.findMany({
    where: { id: { in: [...new Set(wanted.map(({ articleId }) => articleId))] } },
    select: { currentEdition: { select: { document: true } } },
  })
  const ids = new Set(wanted.map(({ entryId }) => entryId))
  for (const { currentEdition } of editions) {
    if (!currentEdition) continue
    for (const { entry } of entriesOf(readDocument(currentEdition.document)))
      if (ids.has(entry.id)) excerpts.set(entry.id, excerptAround(plainText(entry.body), needles))
  }
  return excerpts
}

/** The part of a text around the first word that begins with one of these, cut at words. */
export function excerptAround(text: string, needles: readonly string[]): string {
  let at = 0
  for (const word of text.split(/(\s+)/)) {
    if (beginsWith(word, needles)) break
    at += word.length
  }
  if (at >= text.length) at = 0
  const from = at <= around ? 0 : text.indexOf(' ', at - around) + 1
  const to = text.length - at <= around * 2 ? text.length : text.lastIndexOf(' ', at + around * 2)
  return `${from > 0 ? '…' : ''}${text.slice(from, to)}${to < text.length ? '…' : ''}`
}
