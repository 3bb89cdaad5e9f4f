import { currentTime } from '@/platform/clock'
import { read } from '@/platform/db'
import { notFound } from '@/platform/errors'
import type { Actor } from '@/platform/http/request'
import { listShownPictures, type ShownPicture } from '@/features/media/queries/shown-pictures'
import { resolveRecords } from '@/features/records/queries/resolve'
import type { CoverData } from '@/features/articles/cover'
import { coverDataOfDraft } from '@/features/articles/queries/covers'
import { visibleTo } from '@/features/articles/policy'
import { readEdition } from '@/features/articles/queries/editions'
import { recordIdsOf } from '@/features/articles/reading/records'
import type { ArticlePage } from '@/features/articles/queries/article-page'

/** A draft as readers would see it, and what its cover is drawn from: it has no address, as that of a published list has. `picture`: what was chosen in its place. */
type DraftPage = { article: ArticlePage; coverData: CoverData; picture: ShownPicture | null; isPublished: boolean }
type Where = NonNullable<Parameters<typeof read.article.findFirst>[0]>['where']

/** The draft of a list as readers would see it now; `editionId` shows that edition instead. Throws “not found”. */
export async function getDraftPage(actor: Actor, articleId: string, editionId?: string): Promise<DraftPage> {
  const found = await findDraft({ AND: [{ id: articleId }, visibleTo(actor)] }, editionId)
  if (!found) throw notFound('There is no such list, or it is not yours')
  return found
}

/** The draft of a list as readers would see it, for somebody who was given a link to it: without what readers gave it. */
export async function findSharedDraft(articleId: string): Promise<DraftPage | null> {
  const found = await findDraft({ id: articleId, trashedAt: null })
  return found && { ...found, article: { ...found.article, voteCount: 0, commentCount: 0 } }
}

async function findDraft(where: Where, editionId?: string): Promise<DraftPage | null> {
  const row = await read.article.findFirst({
    where,
    select: {
      id: true,
      state: true,
      slug: true,
      draft: { select: { document: true, version: true } },
      firstPublishedAt: true,
      voteCount: true,
      commentCount: true,
      seriesPosition: true,
      coverId: true,
      series: { select: { id: true, slug: true, title: true } },
      authors: { select: { author: { select: { id: true, slug: true, name: true, bio: true } } }, orderBy: { position: 'asc' } },
      editions: { where: { id: editionId ?? '' }, select: { id: true, document: true } },
    },
  })
  const edition = row?.editions[0]
  if (!row || (editionId && !edition)) return null
  const shown = await (edition ? readEdition(edition.id, edition.document) : readEdition(`draft:${row.id}:${row.draft?.version}`, row.draft?.document))
  const [records, coverData, pictures] = await Promise.all([
    resolveRecords(recordIdsOf(shown.document)),
    coverDataOfDraft(row.id, shown.document),
    listShownPictures([row.coverId]),
  ])
  const article = {
    ...shown,
    id: row.id,
    slug: row.slug,
    editionId: edition?.id ?? '',
    records,
    authors: row.authors.map(({ author }) => author),
    series: row.series ? { ...row.series, position: row.seriesPosition } : null,
    publishedAt: row.firstPublishedAt ?? currentTime(),
    updatedAt: currentTime(),
    voteCount: row.voteCount,
    commentCount: row.commentCount,
    cover: null,
  }
  return { article, coverData, picture: (row.coverId && pictures.get(row.coverId)) || null, isPublished: row.state === 'published' }
}
