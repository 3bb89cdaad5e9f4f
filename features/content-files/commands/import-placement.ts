import { isDeepStrictEqual } from 'node:util'
import type { Tx } from '@/platform/db'
import { announce } from '@/platform/events/announce'
import { FormatError, type Problem } from '../format/problems'
import type { ParsedList } from '../format/parse-list'
import { findAuthorRow, findSeriesRow } from '../queries/series-and-authors'
import { countArticlesOf } from '@/features/articles/commands/count-articles'
import { articlesTag, articleTag, authorTag, seriesTag } from '@/features/articles/tags'

export const noSuchPicture = 'There is no picture with this hash here: send it in under Pictures in the studio first, or leave this line out'

/** Series, authors and cover of a list. Readers see changes at once: they are not part of editions. `coverId` undefined: the cover stays. */
export type Placement = { seriesId: string | null; seriesPosition: number | null; authorIds: string[]; coverId: string | undefined }

/** Finds the rows that a list file names. Throws one `FormatError` with every name that does not exist. */
export async function findPlacement(
  tx: Tx,
  { list, file, lineOf }: Pick<ParsedList, 'file' | 'lineOf'> & { list: Pick<ParsedList['list'], 'series' | 'authors' | 'cover'> },
): Promise<Placement> {
  const problems: Problem[] = []
  const missing = (path: (string | number)[], message: string) => void problems.push({ file, line: lineOf(path), message })
  const series = list.series && (await findSeriesRow(tx, list.series.slug))
  if (list.series && !series) missing(['series', 'slug'], `No series “${list.series.slug}”: add it to records.yaml, or mend the spelling`)
  const authorIds = new Set<string>()
  for (const [index, slug] of list.authors.entries()) {
    // What is no address was said already.
    if (slug === '') continue
    const author = await findAuthorRow(tx, slug)
    if (author) authorIds.add(author.id)
    else missing(['authors', index], `No author “${slug}”: add the author to records.yaml, or mend the spelling`)
  }
  const cover = list.cover ? await tx.media.findUnique({ where: { hash: list.cover }, select: { id: true } }) : undefined
  if (cover === null) missing(['cover'], noSuchPicture)
  if (problems.length > 0) throw new FormatError(problems)
  return {
    seriesId: series?.id ?? null,
    seriesPosition: list.series?.position ?? null,
    authorIds: [...authorIds],
    coverId: cover?.id,
  }
}

/** Changes what differs and announces it; returns whether anything differed. */
export async function changePlacement(tx: Tx, articleId: string, wanted: Placement): Promise<boolean> {
  const { authors, state, ...old } = await tx.article.findUniqueOrThrow({
    where: { id: articleId },
    select: { state: true, seriesId: true, seriesPosition: true, coverId: true, authors: { select: { authorId: true }, orderBy: { position: 'asc' } } },
  })
  const oldAuthors = authors.map(({ authorId }) => authorId)
  const beside = { seriesId: wanted.seriesId, seriesPosition: wanted.seriesPosition, coverId: wanted.coverId ?? old.coverId }
  const signed = isDeepStrictEqual(oldAuthors, wanted.authorIds)
  if (signed && isDeepStrictEqual(old, beside)) return false
  await tx.article.update({ where: { id: articleId }, data: beside })
  if (!signed) {
    await tx.articleAuthor.deleteMany({ where: { articleId } })
    await tx.articleAuthor.createMany({ data: wanted.authorIds.map((authorId, position) => ({ articleId, authorId, position })) })
  }
  if (state === 'published')
    await countArticlesOf(tx, { seriesIds: [old.seriesId, beside.seriesId], authorIds: signed ? [] : [...oldAuthors, ...wanted.authorIds] })
  const series = [old.seriesId, beside.seriesId].flatMap((id) => (id ? [seriesTag(id)] : []))
  const signers = [...oldAuthors, ...wanted.authorIds].map(authorTag)
  await announce(tx, 'article.changed', { articleId }, { tags: [...new Set([articleTag(articleId), articlesTag, ...series, ...signers])] })
  return true
}
