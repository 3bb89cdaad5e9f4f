import { pathOf } from '@/features/articles/addresses'
import type { Db } from '@/platform/db'

/** The series that a file means by this address, which may be a former one. */
export async function findSeriesRow(db: Db, slug: string) {
  const row = await db.series.findUnique({ where: { slug } })
  return row ?? (await db.redirect.findUnique({ where: { path: pathOf('series', slug) }, select: { series: true } }))?.series ?? null
}

/** The author whom a file means by this address, which may be a former one. */
export async function findAuthorRow(db: Db, slug: string) {
  const row = await db.author.findUnique({ where: { slug } })
  return row ?? (await db.redirect.findUnique({ where: { path: pathOf('author', slug) }, select: { author: true } }))?.author ?? null
}
