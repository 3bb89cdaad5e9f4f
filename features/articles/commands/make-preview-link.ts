import type { z } from 'zod'
import { hashSecret, newSecret } from '@/features/accounts/secrets'
import { currentTime, nowMs } from '@/platform/clock'
import { config } from '@/platform/config'
import { write } from '@/platform/db'
import { conflict } from '@/platform/errors'
import { limitId } from '@/platform/http/rate-limit'
import type { Actor } from '@/platform/http/request'
import { newId } from '@/platform/id'
import { mayEdit } from '../policy'
import type { makePreviewLinkInput } from '../preview-links'
import { previewLimits } from '../schema'
import { linksMade } from '../rate-limits'
import { loadOwnArticle, writerOf } from './load-article'

const dayMs = 86_400_000

/**
 * Makes a secret link that shows the list's draft until its end. Its address is in this answer alone: of the token only a hash is kept. Throws not_found,
 * too_many, and a conflict when the list has as many as it may.
 */
export async function makePreviewLink(
  actor: Actor,
  { articleId, label, days }: z.output<typeof makePreviewLinkInput>,
): Promise<{ id: string; address: string; expiresAt: string }> {
  const { id: createdById } = writerOf(actor)
  await limitId(linksMade, createdById)
  const token = newSecret()
  const expiresAt = new Date(nowMs() + days * dayMs)
  return write(
    async (tx) => {
      await loadOwnArticle(tx, actor, articleId, mayEdit)
      const live = await tx.previewLink.count({ where: { articleId, revokedAt: null, expiresAt: { gt: currentTime() } } })
      if (live >= previewLimits.live) throw conflict(`A list has ${previewLimits.live} preview links at the most: revoke one that is not needed any more`)
      const id = newId()
      await tx.previewLink.create({ data: { id, articleId, tokenHash: hashSecret(token), label, createdById, expiresAt, createdAt: currentTime() } })
      return { id, address: `${config.siteUrl}/preview/${token}`, expiresAt: expiresAt.toISOString() }
    },
    { lock: `article:${articleId}` },
  )
}
