import { readDocument } from '@/features/articles/document/read-document'
import { refusedInTrash } from '@/features/articles/in-trash'
import { mayPublish, mayUnpublish, visibleTo } from '@/features/articles/policy'
import { getPublishing } from '@/features/articles/queries/publishing'
import { draftAt } from '@/features/articles/queries/revisions'
import { mayReview } from '@/features/reviews/policy'
import { getCurrentReview, type CurrentReview } from '@/features/reviews/queries/current-review'
import { getSiteSettings } from '@/features/settings/queries/site-settings'
import { findWaiting, type WaitingEdition } from '@/features/articles/queries/waiting-edition'
import type { SeriesPlace } from '@/features/articles/schema'
import { config } from '@/platform/config'
import { read } from '@/platform/db'
import { notFound } from '@/platform/errors'
import type { Actor } from '@/platform/http/request'
import { compareDocuments, type Comparison } from '../document/compare'
import type { ArticleState } from '@/prisma/generated/sqlite/enums'

/** What this person may do with a list, as long as nobody changes the settings of the site. */
export type MayDo = {
  /** Publish whatever it says. Without it an author publishes what an editor has approved. */
  publish: boolean
  unpublish: boolean
  /** Decide about a request for a review. */
  review: boolean
}

export type PublicationData = {
  slug: string
  state: ArticleState
  /** The draft's version that readers see, and the number of its edition; null when they see none. */
  publishedVersion: number | null
  edition: number | null
  wasPublished: boolean
  scheduledFor: string | null
  /** The request for a review that it has, and what has changed since it was approved. */
  review: CurrentReview | null
  changedSince: Comparison | null
  /** The versions that an editor has approved, of the draft and of what waits for its time: their author may publish these. */
  approved: number[]
  may: MayDo
  /** Whether this site sends mail, or only writes it into files. */
  mailIsSent: boolean
  waiting: WaitingEdition | null
  /** Who signs it, and its place in a series: readers see both at once. */
  authors: { id: string; name: string }[]
  series: SeriesPlace
}

/** What readers see of a list, and what waits. Throws “not found” for a list of somebody else's. */
export async function getPublication(actor: Actor, articleId: string): Promise<PublicationData> {
  const article = await read.article.findFirst({
    where: { AND: [{ id: articleId }, visibleTo(actor)] },
    select: {
      slug: true,
      state: true,
      trashedAt: true,
      createdById: true,
      seriesId: true,
      seriesPosition: true,
      authors: { orderBy: { position: 'asc' }, select: { author: { select: { id: true, name: true, accountId: true } } } },
      draft: { select: { version: true } },
      publishedVersion: true,
      firstPublishedAt: true,
      currentEdition: { select: { number: true } },
    },
  })
  if (!article) throw notFound('There is no such list, or it is not yours')
  if (article.trashedAt) throw refusedInTrash()
  const { 'authors-publish-alone': alone } = await getSiteSettings()
  const review = await getCurrentReview(actor, articleId)
  const { slug, state, publishedVersion, firstPublishedAt, currentEdition } = article
  const waiting = await findWaiting(articleId, actor.account!.id)
  return {
    slug,
    state,
    publishedVersion: currentEdition ? publishedVersion : null,
    edition: currentEdition?.number ?? null,
    wasPublished: firstPublishedAt !== null,
    scheduledFor: waiting?.at ?? null,
    waiting,
    review,
    changedSince: await changedSince(articleId, review, article.draft?.version ?? 0),
    approved: await approvedOf(articleId, [article.draft?.version, waiting?.ofVersion]),
    authors: article.authors.map(({ author: { id, name } }) => ({ id, name })),
    series: { seriesId: article.seriesId, position: article.seriesPosition },
    mailIsSent: config.mail.url !== undefined,
    may: {
      publish: mayPublish(actor, article, { alone, approved: false }),
      unpublish: mayUnpublish(actor, article, { alone }),
      review: mayReview(actor),
    },
  }
}

async function approvedOf(articleId: string, versions: (number | undefined)[]): Promise<number[]> {
  const asked = [...new Set(versions)].filter((version) => version !== undefined)
  const approved = await Promise.all(asked.map(async (version) => (await getPublishing(articleId, version)).approved))
  return asked.filter((_, index) => approved[index])
}

/** How the draft differs from what was approved; null when it does not, or what it was is not kept any more. */
async function changedSince(articleId: string, review: CurrentReview | null, version: number): Promise<Comparison | null> {
  if (review?.state !== 'approved' || review.decidedVersion === null || review.decidedVersion >= version) return null
  const approved = await draftAt(read, articleId, review.decidedVersion)
  const { document } = await read.draft.findUniqueOrThrow({ where: { articleId }, select: { document: true } })
  return approved && compareDocuments(approved, readDocument(document))
}
