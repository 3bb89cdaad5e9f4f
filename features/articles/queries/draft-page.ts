import { read } from '@/platform/db'
import { notFound } from '@/platform/errors'
import type { Actor } from '@/platform/request'
import { resolveSubjects } from '@/features/subjects/queries/resolve'
import { findCover } from '../cover/queries'
import { visibleTo } from '../policy'
import { readEdition } from '../reading/edition'
import { subjectIdsOf } from '../reading/subjects'
import type { ArticlePage } from './article-page'

/** The draft of a list as readers would see it now; `editionId` shows that edition instead. Throws “not found”. */
export async function getDraftPage(actor: Actor, articleId: string, editionId?: string): Promise<ArticlePage> {
  const row = await read.article.findFirst({
    where: { AND: [{ id: articleId }, visibleTo(actor)] },
    select: {
      id: true,
      slug: true,
      draft: true,
      draftVersion: true,
      firstPublishedAt: true,
      voteCount: true,
      commentCount: true,
      seriesPosition: true,
      series: { select: { id: true, slug: true, title: true } },
      authors: { select: { author: { select: { id: true, slug: true, name: true, bio: true } } }, orderBy: { position: 'asc' } },
      editions: { where: { id: editionId ?? '' }, select: { id: true, document: true } },
    },
  })
  const edition = row?.editions[0]
  if (!row || (editionId && !edition)) throw notFound('There is no such list, or it is not yours')
  const shown = edition ? readEdition(edition.id, edition.document) : readEdition(`draft:${row.id}:${row.draftVersion}`, row.draft)
  const [subjects, cover] = await Promise.all([resolveSubjects(subjectIdsOf(shown.document)), findCover(row.id)])
  return {
    ...shown,
    id: row.id,
    slug: row.slug,
    editionId: edition?.id ?? '',
    subjects,
    authors: row.authors.map(({ author }) => author),
    series: row.series ? { ...row.series, position: row.seriesPosition } : null,
    publishedAt: row.firstPublishedAt ?? new Date(),
    updatedAt: new Date(),
    voteCount: row.voteCount,
    commentCount: row.commentCount,
    cover,
  }
}
