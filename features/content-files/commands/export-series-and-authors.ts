import type { Db } from '@/platform/db'
import { slugsOf } from './export-records'
import type { FileAuthor, FileSeries } from '../format/records-file'

// Of more values Prisma makes several statements on SQLite, whose answers it puts one behind the other.
const perStatement = 500

/** Series and authors as files have them, by slug: those of these articles (by slug), or every one. */
export async function exportSeriesAndAuthors(db: Db, which: readonly string[] | 'all'): Promise<{ series: FileSeries[]; authors: FileAuthor[] }> {
  const series = new Map<string, FileSeries>()
  const authors = new Map<string, FileAuthor>()
  for (let start = 0; start === 0 || start < which.length; start += perStatement) {
    const mine = which === 'all' ? undefined : { in: which.slice(start, start + perStatement) }
    const ofThese = await db.series.findMany({
      where: mine && { articles: { some: { slug: mine } } },
      select: { slug: true, title: true, description: true, redirects: { select: { path: true } } },
    })
    for (const { redirects, ...one } of ofThese) series.set(one.slug, { ...one, formerly: slugsOf(redirects) })
    const by = await db.author.findMany({
      where: mine && { articles: { some: { article: { slug: mine } } } },
      select: { slug: true, name: true, bio: true, redirects: { select: { path: true } } },
    })
    for (const { redirects, ...one } of by) authors.set(one.slug, { ...one, formerly: slugsOf(redirects) })
    if (which === 'all') break
  }
  return { series: bySlug(series), authors: bySlug(authors) }
}

/** In one order on both engines: the same site makes the same file. */
const bySlug = <T>(found: Map<string, T>): T[] => [...found].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, each]) => each)
