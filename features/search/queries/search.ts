import { appears } from '@/features/articles/queries/appearances'
import { isPublished, listArticlesById, type ArticleCard } from '@/features/articles/queries/cards'
import { articlesTag, articleTag } from '@/features/articles/tags'
import { findRecordsByWords, type FoundRecord } from '@/features/records/queries/find-records-by-name'
import { recordsTag, recordTag } from '@/features/records/tags'
import { note } from '@/platform/cache'
import { read, type Db } from '@/platform/db'
import { Prisma } from '@/prisma/generated/sqlite/client'
import { hasWords } from './folded'
import { limits } from '../schema'

/** The best of what was found, and how many there are in all. */
export type Found<T> = { items: T[]; total: number }

/** An entry of a list that readers see. */
export type FoundEntry = { id: string; slug: string; heading: string; number: number; article: { id: string; slug: string; title: string } }

export type Results = { lists: Found<ArticleCard>; entries: Found<FoundEntry>; records: Found<FoundRecord> }

const nothing = { items: [], total: 0 }
const kinds = ['person', 'group', 'song', 'place'] as const

/** What readers may mean by these words: all of them must be there. Takes at most `limits` of each kind; no words find nothing. */
export async function search(words: readonly string[], db: Db = read): Promise<Results> {
  if (words.length === 0) return { lists: nothing, entries: nothing, records: nothing }
  const [lists, entries, records] = await Promise.all([findLists(words, db), findEntries(words, db), findRecords(words, db)])
  return { lists, entries, records }
}

type Hit = { id: string; total: bigint | number }
const totalOf = ([first]: Hit[]) => Number(first?.total ?? 0)

/** Published lists with all words in title and standfirst: in the title alone first, then the newest. */
async function findLists(words: readonly string[], db: Db): Promise<Found<ArticleCard>> {
  note(articlesTag)
  const inTitle = hasWords(Prisma.sql`"title"`, words)
  const inBoth = hasWords(Prisma.sql`("title" || ' ' || "standfirst")`, words)
  const hits = await db.$queryRaw<Hit[]>`
    SELECT "id", COUNT(*) OVER () AS "total" FROM "Article" WHERE "state" = 'published' AND ${inBoth}
    ORDER BY CASE WHEN ${inTitle} THEN 0 ELSE 1 END, "firstPublishedAt" DESC, "id" DESC LIMIT ${limits.lists}`
  const items = await listArticlesById(
    hits.map(({ id }) => id),
    db,
  )
  return { items, total: totalOf(hits) }
}

/**
 * Listed entries of published lists with all words in the heading, those of the newest lists first: ids of articles sort by age. CROSS JOIN makes
 * SQLite read headings before lists.
 */
async function findEntries(words: readonly string[], db: Db): Promise<Found<FoundEntry>> {
  note(articlesTag)
  const hits = await db.$queryRaw<Hit[]>`
    SELECT e."id", COUNT(*) OVER () AS "total" FROM "Entry" e CROSS JOIN "Article" a
    WHERE e."listed" AND ${hasWords(Prisma.sql`e."heading"`, words)} AND a."id" = e."articleId" AND a."state" = 'published'
    ORDER BY e."articleId" DESC, e."position" LIMIT ${limits.entries}`
  const ids = hits.map(({ id }) => id)
  const rows = await db.entry.findMany({
    where: { id: { in: ids }, article: isPublished },
    select: { id: true, slug: true, heading: true, number: true, article: { select: { id: true, slug: true, title: true } } },
  })
  note(...rows.map(({ article }) => articleTag(article.id)))
  return { items: rows.toSorted((one, other) => ids.indexOf(one.id) - ids.indexOf(other.id)), total: totalOf(hits) }
}

/** People, groups, songs and places that some published list names. */
async function findRecords(words: readonly string[], db: Db): Promise<Found<FoundRecord>> {
  note(articlesTag, ...kinds.map(recordsTag))
  const found = await findRecordsByWords(db, words, { kinds, take: limits.records, where: appears })
  note(...found.items.map(({ id }) => recordTag(id)))
  return found
}
