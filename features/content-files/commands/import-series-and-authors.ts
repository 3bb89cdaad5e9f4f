import type { Tx } from '@/platform/db'
import { newId } from '@/platform/id'
import { announce } from '@/platform/events/announce'
import type { ParsedRecords } from '../format/parse-records'
import { FormatError } from '../format/problems'
import { findAuthorRow, findSeriesRow } from '../queries/series-and-authors'
import { pathOf } from '@/features/articles/addresses'
import { articlesTag, authorsTag, authorTag, seriesIndexTag, seriesTag } from '@/features/articles/tags'
import { keepFormerAddresses, settleAddress, takenAddress } from './keep-former-addresses'

type Found = { id: string; slug: string }
type Named = { slug: string; formerly: string[] }

/**
 * Makes series and authors what a records file says; others stay. Each is found by a former address too. Returns how many were added or changed, and
 * announces only those. Throws a `FormatError` for a former address that leads to something else.
 */
export async function importSeriesAndAuthors(
  tx: Tx,
  { series, authors, file, lineOf }: Pick<ParsedRecords, 'series' | 'authors' | 'file' | 'lineOf'>,
): Promise<number> {
  const tags: string[] = []
  const seriesIds: string[] = []
  const authorIds: string[] = []
  const refused = (path: string[], taken: string) => new FormatError([{ file, line: lineOf([...path, 'formerly']), message: takenAddress(taken) }])

  for (const { title, description, ...named } of series) {
    const { old, slug, former } = await place(named, (address) => findSeriesRow(tx, address))
    const id = old?.id ?? newId()
    const same = old && old.slug === slug && old.title === title && old.description === description
    if (!same) await tx.series.upsert({ where: { id }, create: { id, slug, title, description }, update: { slug, title, description } })
    const { added, taken } = await keepFormerAddresses(tx, { seriesId: id }, former.map((one) => pathOf('series', one))) // prettier-ignore
    if (taken[0]) throw refused(['series', named.slug], taken[0])
    if (same && added === 0) continue
    tags.push(seriesTag(id), seriesIndexTag, articlesTag)
    seriesIds.push(id)
  }
  for (const { name, bio, ...named } of authors) {
    const { old, slug, former } = await place(named, (address) => findAuthorRow(tx, address))
    const id = old?.id ?? newId()
    const same = old && old.slug === slug && old.name === name && old.bio === bio
    if (!same) await tx.author.upsert({ where: { id }, create: { id, slug, name, bio }, update: { slug, name, bio } })
    const { added, taken } = await keepFormerAddresses(tx, { authorId: id }, former.map((one) => pathOf('author', one))) // prettier-ignore
    if (taken[0]) throw refused(['authors', named.slug], taken[0])
    if (same && added === 0) continue
    tags.push(authorTag(id), authorsTag, articlesTag)
    authorIds.push(id)
  }
  const changes = seriesIds.length + authorIds.length
  if (changes > 0) await announce(tx, 'content.imported', { changes, seriesIds, authorIds }, { tags: [...new Set(tags)] })
  return changes
}

/** What is here under the address in the file, or under one that the file calls a former one; and the addresses that it gets. */
async function place<T extends Found>(named: Named, find: (slug: string) => Promise<T | null>) {
  let old = await find(named.slug)
  const bySlug = old !== null
  for (const slug of named.formerly) old ??= await find(slug)
  return { old, ...settleAddress(old && { slug: old.slug, bySlug }, named) }
}
