import { currentTime } from '@/platform/clock'
import type { Tx } from '@/platform/db'

/** An approval is for one publication: taken from readers, the same words need another one. */
export const useUpApproval = (tx: Tx, articleId: string, version: number) =>
  tx.review.updateMany({ where: { articleId, decidedVersion: version, state: 'approved' }, data: { state: 'published', currentOf: null } })

/** Ends the request that waits, when the list goes to the trash: nobody is asked to look at it any more. Whether there was one. */
export async function withdrawOpenReview(tx: Tx, articleId: string): Promise<boolean> {
  const { count } = await tx.review.updateMany({
    where: { currentOf: articleId, state: 'open' },
    data: { state: 'withdrawn', currentOf: null, decidedAt: currentTime() },
  })
  return count > 0
}

/** Ends the request for a review that a list has, if any: this version of its draft was published, or will be at its time. */
export async function endReview(tx: Tx, { articleId, version, by }: { articleId: string; version: number; by: string | null }): Promise<void> {
  const published = { state: 'published', decidedVersion: version, decidedById: by, decidedAt: currentTime(), currentOf: null } as const
  await tx.review.updateMany({ where: { currentOf: articleId, state: 'open' }, data: published })
  await tx.review.updateMany({ where: { currentOf: articleId }, data: { currentOf: null } })
}
