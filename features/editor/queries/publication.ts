import { visibleTo } from '@/features/articles/policy'
import { findWaiting, type WaitingEdition } from '@/features/articles/queries/waiting-edition'
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
