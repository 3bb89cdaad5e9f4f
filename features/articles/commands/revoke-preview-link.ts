import type { z } from 'zod'
import { currentTime } from '@/platform/clock'
import { write } from '@/platform/db'
import { notFound } from '@/platform/errors'
import type { Actor } from '@/platform/http/request'
import { mayEdit } from '../policy'
import type { revokePreviewLinkInput } from '../preview-links'
import { loadAlsoTrashed } from './load-article'

/** Ends a preview link at once, whoever of the list's writers made it. Done twice it is done. */
export async function revokePreviewLink(actor: Actor, { articleId, linkId }: z.output<typeof revokePreviewLinkInput>): Promise<void> {
  await write(async (tx) => {
    await loadAlsoTrashed(tx, actor, articleId, mayEdit)
    const link = await tx.previewLink.findFirst({ where: { id: linkId, articleId }, select: { revokedAt: true } })
    if (!link) throw notFound('There is no such link')
    if (!link.revokedAt) await tx.previewLink.update({ where: { id: linkId }, data: { revokedAt: currentTime() } })
  })
}
