import { visibleTo } from '@/features/articles/policy'
import { publicationKey } from '@/features/articles/jobs'
import { read } from '@/platform/db'
import { notFound } from '@/platform/errors'
import type { Actor } from '@/platform/http/request'
import type { ArticleState } from '@/prisma/generated/sqlite/enums'

export type PublicationData = {
  slug: string
  state: ArticleState
  /** The draft's version that readers see, and the number of its edition; null when they see none. */
  publishedVersion: number | null
  edition: number | null
  wasPublished: boolean
  scheduledFor: string | null
  waiting: WaitingEdition | null
}

/** An edition that waits for its time. Its words are those of the draft's version `ofVersion`, and stay so. */
export type WaitingEdition = {
  editionId: string
  number: number
  /** When it goes live, ISO. */
  at: string
  ofVersion: number
  /** Who ordered it, by name: “You”; null is the command line, '' somebody who has left. */
  by: string | null
}

/** The edition of a list that waits for its time, as this account reads of it. */
export async function findWaiting(articleId: string, viewer: string): Promise<WaitingEdition | null> {
  const edition = await read.edition.findFirst({
    where: { articleId, liveAt: null, cancelledAt: null },
    select: { id: true, number: true, publishAt: true, ofVersion: true, createdById: true },
  })
  if (!edition) return null
  const job = await read.job.findUnique({ where: { key: publicationKey(articleId) }, select: { payload: true } })
  const { by = edition.createdById } = (job?.payload ?? {}) as { by?: string | null }
  const account = by !== null && by !== viewer ? await read.account.findUnique({ where: { id: by }, select: { name: true } }) : null
  const { id, number, publishAt, ofVersion } = edition
  return { editionId: id, number, at: publishAt.toISOString(), ofVersion, by: by === null ? null : by === viewer ? 'You' : (account?.name ?? '') }
}

/** What readers see of a list, and what waits. Throws “not found” for a list of somebody else's. */
export async function getPublication(actor: Actor, articleId: string): Promise<PublicationData> {
  const article = await read.article.findFirst({
    where: { AND: [{ id: articleId }, visibleTo(actor)] },
    select: {
      slug: true,
      state: true,
      publishedVersion: true,
      firstPublishedAt: true,
      currentEdition: { select: { number: true } },
    },
  })
  if (!article) throw notFound('There is no such list, or it is not yours')
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
  }
}
