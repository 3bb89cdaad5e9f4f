import { read, write } from '@/platform/db'
import { z } from 'zod'
import { currentTime } from '@/platform/clock'
import { defineJob, NotYetError } from '@/platform/jobs/kinds'
import { makeCurrent } from './commands/publish-edition'

export const publishJob = 'article.publish'

/** One edition of an article waits at the most, so its key is the article's. */
export const publicationKey = (articleId: string) => `publish:${articleId}`

/**
 * Publishes the edition that waited for this time. Does nothing when it is live or was withdrawn. Before its time (it was run again by hand, or the clock was
 * set back) it goes on waiting: nothing that was not published is called done.
 */
export async function publishScheduled({ editionId }: { editionId: string }): Promise<void> {
  const waiting = await read.edition.findUnique({ where: { id: editionId }, select: { articleId: true } })
  if (!waiting) return
  await write(
    async (tx) => {
      const edition = await tx.edition.findUnique({ where: { id: editionId } })
      if (!edition || edition.liveAt || edition.cancelledAt) return
      if (edition.publishAt > currentTime()) throw new NotYetError(edition.publishAt)
      await makeCurrent(tx, editionId)
    },
    { lock: `article:${waiting.articleId}` },
  )
}

/** Says who publishes what was scheduled (app/composition.ts only). */
export const definePublication = (): void =>
  defineJob({ type: publishJob, lane: 'publications', input: z.object({ editionId: z.string() }), maxRunMs: 60_000, run: publishScheduled })
