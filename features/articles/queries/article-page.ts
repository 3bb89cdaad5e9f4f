import { note } from '@/platform/cache'
import { read, type Db } from '@/platform/db'
import { Prisma } from '@/prisma/generated/sqlite/client'
import { recordTag } from '@/features/records/tags'
import type { RecordView } from '@/features/records/view'
import { resolveRecords } from '@/features/records/queries/resolve'
import { findCover, type Cover } from './covers'
import type { ReadEdition } from '../reading/edition'
import { loadEditions } from './editions'
import { pathOf } from '../addresses'
import { articlesTag, articleTag, authorTag, countsTags, seriesTag } from '../tags'
import { recordIdsOf } from '../reading/records'
import { isPublished } from './cards'

export type Neighbour = { slug: string; title: string }

/** A published list, as its page and the pages of its entries show it. */
export type ArticlePage = ReadEdition & {
  id: string
  slug: string
  editionId: string
  records: Map<string, RecordView>
  authors: { id: string; slug: string; name: string; bio: string }[]
  series: { id: string; slug: string; title: string; position: number | null } | null
  publishedAt: Date
  updatedAt: Date
  voteCount: number
  commentCount: number
  /** What holds for its comments alone (features/comments/list-rules.ts). */
  talkRules?: unknown
  cover: Cover | null
}

/** The published list at its present address, or null. `findMovedArticle` looks up former addresses. */
export async function findArticlePage(slug: string, db: Db = read): Promise<ArticlePage | null> {
  const row = await db.article.findFirst({
    where: { slug, ...isPublished },
    select: {
      id: true,
      slug: true,
      firstPublishedAt: true,
      publishedAt: true,
      voteCount: true,
      commentCount: true,
      talkRules: true,
      seriesPosition: true,
      currentEditionId: true,
      coverId: true,
      series: { select: { id: true, slug: true, title: true } },
      authors: { select: { author: { select: { id: true, slug: true, name: true, bio: true } } }, orderBy: { position: 'asc' } },
    },
  })
  // A “not found” page becomes stale when a new list is published.
  const edition = row?.currentEditionId ? (await loadEditions([row.currentEditionId], db)).get(row.currentEditionId) : undefined
  if (!row?.currentEditionId || !edition) return (note(articlesTag), null)
  const [records, cover] = await Promise.all([resolveRecords(recordIdsOf(edition.document), db), findCover(row.id, db, row.coverId)])
  const authors = row.authors.map(({ author }) => author)
  note(articleTag(row.id), ...countsTags(row.id), ...authors.map(({ id }) => authorTag(id)), ...(row.series ? [seriesTag(row.series.id)] : []))
  const publishedAt = row.firstPublishedAt ?? row.publishedAt ?? new Date(0)
  return {
    ...edition,
    id: row.id,
    slug: row.slug,
    editionId: row.currentEditionId,
    records,
    authors,
    series: row.series ? { ...row.series, position: row.seriesPosition } : null,
    publishedAt,
    updatedAt: row.publishedAt ?? publishedAt,
    voteCount: row.voteCount,
    commentCount: row.commentCount,
    talkRules: row.talkRules,
    cover,
  }
}

/** The present address for a former one; null when no published list had that address. */
export async function findMovedArticle(slug: string, db: Db = read): Promise<string | null> {
  const moved = await db.redirect.findUnique({
    where: { path: pathOf('article', slug) },
    select: { article: { select: { id: true, slug: true, state: true, currentEditionId: true } } },
  })
  const article = moved?.article
  if (!article || article.state !== 'published' || !article.currentEditionId) return null
  note(articleTag(article.id))
  return article.slug
}

/** The lists before and after this one in its series. */
export async function findNeighbours(
  { id, series }: Pick<ArticlePage, 'id' | 'series'>,
  db: Db = read,
): Promise<{ previous: Neighbour | null; next: Neighbour | null }> {
  if (!series) return { previous: null, next: null }
  // Not `articlesTag`: every list that is published anywhere would make every page of a list stale, and an import publishes several a second.
  note(seriesTag(series.id))
  // In the order of the index (seriesId, state, seriesPosition, firstPublishedAt, id), which alone is read.
  const [beside] = await db.$queryRaw<{ before: string | null; after: string | null }[]>`SELECT "before", "after" FROM (
      SELECT "id", LAG("id") OVER w AS "before", LEAD("id") OVER w AS "after" FROM "Article" WHERE "seriesId" = ${series.id} AND "state" = 'published'
      WINDOW w AS (ORDER BY "seriesPosition", "firstPublishedAt", "id")
    ) s WHERE "id" = ${id}`
  const ids = [beside?.before, beside?.after].flatMap((one) => one ?? [])
  const rows = ids.length > 0 ? await db.article.findMany({ where: { id: { in: ids } }, select: { id: true, slug: true, title: true } }) : []
  const find = (wanted: string | null | undefined) => {
    const row = rows.find((one) => one.id === wanted)
    return row ? { slug: row.slug, title: row.title } : null
  }
  return { previous: find(beside?.before), next: find(beside?.after) }
}

/** How many credits are looked at to find related lists. A record that thousands of lists credit says little about what two of them share. */
const maxRelatedCredits = 2000

/** Ids of the published lists that share the most credits with this one, the most first. */
export async function listRelatedIds(article: Pick<ArticlePage, 'id' | 'records'>, take = 3, db: Db = read): Promise<string[]> {
  // A list that begins or ceases to share one of them says so of the record.
  note(...[...article.records.keys()].map(recordTag))
  const ids = [...article.records.values()].filter(({ kind }) => kind !== 'video').map(({ id }) => id)
  if (ids.length === 0) return []
  const records = await db.record.findMany({
    where: { id: { in: ids }, appearances: { gt: 0 } },
    select: { id: true, appearances: true },
    orderBy: [{ appearances: 'asc' }, { id: 'asc' }],
  })
  let credits = 0
  const shared = records.filter(({ appearances }, index) => (credits += appearances) <= maxRelatedCredits || index === 0).map(({ id }) => id)
  if (shared.length === 0) return []
  // Only published lists have credits, so the lists themselves are not asked: SQLite would go through all of them.
  const groups = await db.$queryRaw<{ articleId: string }[]>`
    SELECT "articleId" FROM "Credit" WHERE "subjectId" IN (${Prisma.join(shared)}) AND "articleId" <> ${article.id}
    GROUP BY "articleId" ORDER BY COUNT(*) DESC, "articleId" DESC LIMIT ${take}`
  return groups.map(({ articleId }) => articleId)
}
