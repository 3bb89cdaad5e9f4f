import { note } from '@/platform/cache'
import { read, type Db } from '@/platform/db'
import { isPublished } from '@/features/articles/queries/cards'
import { articlesTag } from '@/features/articles/tags'
import type { RecordKind } from '@/features/records/schema'
import { recordHref } from '@/features/records/view'
import type { Prisma } from '@/prisma/generated/sqlite/client'

export type SitemapUrl = { path: string; changedAt?: Date | null }
type Part = { count: (db: Db) => Promise<number>; list: (range: { skip: number; take: number }, db: Db) => Promise<SitemapUrl[]> }

/** The sitemap protocol allows 50,000 addresses in a file. Ours have far fewer, the whole one too: a file is made in one go, in the thread that answers everybody. */
const partSize = 2000

const indexes = ['/', '/articles', '/series', '/people', '/groups', '/songs', '/places', '/authors', '/about', '/privacy']
const withLists = { articleCount: { gt: 0 } } as const
const withPage = { kind: { in: ['person', 'group', 'song', 'place'] }, shown: true } satisfies Prisma.RecordWhereInput
const byId = { id: 'asc' } as const
/** As an index has them, so that nothing is sorted; a new list stands at the end, and every other keeps its part. */
const oldestFirst = [{ firstPublishedAt: 'asc' }, { id: 'asc' }] satisfies Prisma.ArticleOrderByWithRelationInput[]

const parts: Record<string, Part> = {
  pages: { count: async () => indexes.length, list: async () => indexes.map((path) => ({ path })) },
  articles: {
    count: (db) => db.article.count({ where: isPublished }),
    list: async (range, db) =>
      (await db.article.findMany({ where: isPublished, select: { slug: true, publishedAt: true }, orderBy: oldestFirst, ...range })).map(
        ({ slug, publishedAt }) => ({ path: `/articles/${slug}`, changedAt: publishedAt }),
      ),
  },
  entries: {
    // Each list counts its listed entries: looking for them list by list took SQLite seconds.
    count: async (db) => (await db.article.aggregate({ where: isPublished, _sum: { entryCount: true } }))._sum.entryCount ?? 0,
    list: async (range, db) => {
      // Only published lists have listed entries. Their places are skipped in an index, and only those of this part are read.
      const places = await db.$queryRaw<{ articleId: string; position: number }[]>`
        SELECT "articleId", "position" FROM "Entry" WHERE "listed" ORDER BY "articleId", "listed", "position" LIMIT ${range.take} OFFSET ${range.skip}`
      const [first, last] = [places[0], places.at(-1)]
      if (!first || !last) return []
      const rows = await db.entry.findMany({
        where: { listed: true, articleId: { gte: first.articleId, lte: last.articleId } },
        select: { slug: true, articleId: true, position: true, article: { select: { slug: true, publishedAt: true } } },
        orderBy: [{ articleId: 'asc' }, { position: 'asc' }],
      })
      return rows
        .filter(({ articleId, position }) => articleId !== first.articleId || position >= first.position)
        .slice(0, places.length)
        .map(({ slug, article }) => ({ path: `/articles/${article.slug}/${slug}`, changedAt: article.publishedAt }))
    },
  },
  series: {
    count: (db) => db.series.count({ where: withLists }),
    list: async (range, db) =>
      (await db.series.findMany({ where: withLists, select: { slug: true }, orderBy: byId, ...range })).map(({ slug }) => ({ path: `/series/${slug}` })),
  },
  authors: {
    count: (db) => db.author.count({ where: withLists }),
    list: async (range, db) =>
      (await db.author.findMany({ where: withLists, select: { slug: true }, orderBy: byId, ...range })).map(({ slug }) => ({ path: `/authors/${slug}` })),
  },
  subjects: {
    count: (db) => db.record.count({ where: withPage }),
    list: async (range, db) => {
      const rows = await db.$queryRaw<{ kind: RecordKind; slug: string }[]>`
        SELECT CAST(s."kind" AS TEXT) AS "kind", s."slug" FROM (
          SELECT "id" FROM "Subject" WHERE "kind" IN ('person', 'group', 'song', 'place') AND "shown" = ${true} ORDER BY "kind", "name", "id" LIMIT ${range.take} OFFSET ${range.skip}
        ) p CROSS JOIN "Subject" s WHERE s."id" = p."id" ORDER BY s."kind", s."name", s."id"`
      return rows.map(({ kind, slug }) => ({ path: recordHref(kind, slug) }))
    },
  },
}

/** Every address in one list, or, when they are too many for one file, the names of the parts. */
export async function getSitemap(db: Db = read, maxUrls = partSize): Promise<{ urls: SitemapUrl[] } | { parts: string[] }> {
  note(articlesTag)
  const counts = await Promise.all(Object.entries(parts).map(async ([name, part]) => ({ name, part, count: await part.count(db) })))
  const total = counts.reduce((sum, { count }) => sum + count, 0)
  if (total <= maxUrls) return { urls: (await Promise.all(counts.map(({ part, count }) => part.list({ skip: 0, take: count }, db)))).flat() }
  return { parts: counts.flatMap(({ name, count }) => Array.from({ length: Math.ceil(count / partSize) }, (_, index) => `${name}-${index + 1}`)) }
}

/** The addresses of one part, by a name that `getSitemap` gave; null when there is no such part. */
export async function findSitemapPart(name: string, db: Db = read): Promise<SitemapUrl[] | null> {
  note(articlesTag)
  const named = readPartName(name)
  const urls = named ? await named.part.list({ skip: (named.number - 1) * partSize, take: partSize }, db) : []
  return urls.length > 0 ? urls : null
}

function readPartName(name: string): { part: Part; number: number } | null {
  const [, kind = '', number] = /^([a-z]+)-([1-9]\d{0,4})$/.exec(name) ?? []
  const part = Object.hasOwn(parts, kind) ? parts[kind] : undefined
  return part ? { part, number: Number(number) } : null
}

/** Whether there is a part of the sitemap at `/sitemap/<file>`: a count at the most. */
export async function isSitemapPartThere(file: string, db: Db = read): Promise<boolean> {
  const named = file.endsWith('.xml') ? readPartName(file.slice(0, -'.xml'.length)) : null
  return named !== null && (named.number === 1 || (named.number - 1) * partSize < (await named.part.count(db)))
}
