import { currentTime } from '@/platform/clock'
import { read } from '@/platform/db'
import { notFound } from '@/platform/errors'
import type { Actor } from '@/platform/http/request'
import { mayUsePreviewLinkOf, visibleTo } from '../policy'
import type { PreviewLinkView } from '../preview-links'
import { previewLimits } from '../schema'

/** The preview links of a list that have not ended, newest first. Throws “not found” for a list of somebody else's. */
export async function listPreviewLinks(actor: Actor, articleId: string): Promise<PreviewLinkView[]> {
  const article = await read.article.findFirst({
    where: { AND: [{ id: articleId }, visibleTo(actor)] },
    select: {
      createdById: true,
      authors: { select: { author: { select: { accountId: true } } } },
      previewLinks: {
        where: { revokedAt: null, expiresAt: { gt: currentTime() } },
        orderBy: { id: 'desc' },
        take: previewLimits.live,
        select: {
          id: true,
          label: true,
          createdAt: true,
          expiresAt: true,
          lastOpenedAt: true,
          createdBy: { select: { id: true, name: true, role: true, suspendedAt: true, confirmedAt: true } },
        },
      },
    },
  })
  if (!article) throw notFound('There is no such list, or it is not yours')
  return article.previewLinks.map(({ id, label, createdAt, expiresAt, lastOpenedAt, createdBy }) => ({
    id,
    label,
    by: createdBy === null ? '' : createdBy.id === actor.account?.id ? 'You' : createdBy.name,
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
    lastOpenedAt: lastOpenedAt?.toISOString() ?? null,
    works: mayUsePreviewLinkOf(createdBy, article),
  }))
}
