import { hashSecret } from '@/features/accounts/secrets'
import { currentTime, nowMs } from '@/platform/clock'
import { read, write } from '@/platform/db'
import { limitNetwork } from '@/platform/http/rate-limit'
import { mayUsePreviewLinkOf } from '../policy'
import { isPreviewToken } from '../preview-links'
import { previewTries } from '../rate-limits'

type OpenedPreview = { articleId: string; label: string; expiresAt: Date }

/** Opened again within this time it is one look. */
const oneLookMs = 60_000

/**
 * The list that a secret link shows now, or null: for a token that is unknown, has ended, was revoked, was made by somebody who may no longer edit the list, or is of a list in the trash.
 * All but the last take the same one look-up. When it was opened last is noted of an `isLook`. Whoever tries what leads nowhere is counted by their network (`ip`; null where nobody asks). Throws too_many.
 */
export async function openPreviewLink(token: string, ip: string | null, isLook = true): Promise<OpenedPreview | null> {
  const counted = ip === null ? null : await limitNetwork(previewTries, ip)
  const link = await read.previewLink.findFirst({
    where: { tokenHash: hashSecret(isPreviewToken(token) ? token : ''), revokedAt: null, expiresAt: { gt: currentTime() } },
    select: { id: true, articleId: true, label: true, expiresAt: true, createdById: true, lastOpenedAt: true },
  })
  if (!link?.createdById) return null
  const maker = await read.account.findUnique({ where: { id: link.createdById }, select: { id: true, role: true, suspendedAt: true, confirmedAt: true } })
  const article = await read.article.findFirst({
    where: { id: link.articleId, trashedAt: null },
    select: { createdById: true, authors: { select: { author: { select: { accountId: true } } } } },
  })
  if (!article || !mayUsePreviewLinkOf(maker, article)) return null
  await counted?.forgive(1)
  if (isLook && (link.lastOpenedAt?.getTime() ?? 0) < nowMs() - oneLookMs)
    // The draft is shown all the same where nothing can be written just now.
    await write((tx) => tx.previewLink.updateMany({ where: { id: link.id }, data: { lastOpenedAt: currentTime() } })).catch(() => {})
  return { articleId: link.articleId, label: link.label, expiresAt: link.expiresAt }
}
