import type { Tx } from '@/platform/db'
import { newId } from '@/platform/id'
import { announce } from '@/platform/events/announce'
import type { RecordsFile } from '../format/records-file'
import { findAuthorRow, findSeriesRow } from '../queries/series-and-authors'
import { articlesTag, authorTag, seriesTag } from '@/features/articles/tags'

/**
 * Makes series and authors what a records file says; others stay. Each is found by a former address too. Returns how many were added or changed, and
 * announces only those.
 */
export async function importSeriesAndAuthors(tx: Tx, { series, authors }: Pick<RecordsFile, 'series' | 'authors'>): Promise<number> {
  const tags: string[] = []
  const seriesIds: string[] = []
  const authorIds: string[] = []
  for (const { slug, title, description } of series) {
    const old = await findSeriesRow(tx, slug)
    if (old && old.title === title && old.description === description) continue
    const id = old?.id ?? newId()
    await tx.series.upsert({ where: { id }, create: { id, slug, title, description }, update: { title, description } })
    tags.push(seriesTag(id), articlesTag)
    seriesIds.push(id)
  }
  for (const { slug, name, bio } of authors) {
    const old = await findAuthorRow(tx, slug)
    if (old && old.name === name && old.bio === bio) continue
    const id = old?.id ?? newId()
    await tx.author.upsert({ where: { id }, create: { id, slug, name, bio }, update: { name, bio } })
    tags.push(authorTag(id), articlesTag)
    authorIds.push(id)
  }
  const changes = seriesIds.length + authorIds.length
  if (changes > 0) await announce(tx, 'content.imported', { changes, seriesIds, authorIds }, { tags: [...new Set(tags)] })
  return changes
}
