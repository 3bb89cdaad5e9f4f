import type { Db } from '@/platform/db'
import { slugsOf } from './export-records'
import type { FileAuthor, FileSeries } from '../format/records-file'

/** Series and authors as files have them: those of these articles (by slug), or every one. */
export async function exportSeriesAndAuthors(db: Db, which: readonly string[] | 'all'): Promise<{ series: FileSeries[]; authors: FileAuthor[] }> {
  const mine = which === 'all' ? undefined : { in: [...which] }
  const series = await db.series.findMany({
    where: mine && { articles: { some: { slug: mine } } },
    select: { slug: true, title: true, description: true, redirects: { select: { path: true } } },
    orderBy: { slug: 'asc' },
  })
  const authors = await db.author.findMany({
    where: mine && { articles: { some: { article: { slug: mine } } } },
    select: { slug: true, name: true, bio: true, redirects: { select: { path: true } } },
    orderBy: { slug: 'asc' },
  })
  return {
    series: series.map(({ redirects, ...one }) => ({ ...one, formerly: slugsOf(redirects) })),
    authors: authors.map(({ redirects, ...one }) => ({ ...one, formerly: slugsOf(redirects) })),
  }
}
