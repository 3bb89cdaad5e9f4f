import { read, write } from '@/platform/db'
import { z } from 'zod'
import { currentTime } from '@/platform/clock'
import { defineJob } from '@/platform/jobs/kinds'
import { enqueue } from '@/platform/jobs/queue'
import { makeCurrent } from './commands/publish-edition'

export const publishJob = 'article.publish'

/** One edition of an article waits at the most, so its key is the article's. */
export const publicationKey = (articleId: string) => `publish:${articleId}`

/**
 * Publishes the edition that waited for this time. Does nothing when it is live or was withdrawn, and waits on when its time
 * is still to come. */
export async function publishScheduled({ editionId }: { editionId: string }): Promise<void> {
  const waiting = await read.edition.findUnique({ where: { id: editionId }, select: { articleId: true } })
  if (!waiting) return
  await write(
    async (tx) => {
      const edition = await tx.edition.findUnique({ where: { id: editionId } })
      if (!edition || edition.liveAt || edition.cancelledAt) return
      if (edition.publishAt > currentTime())
        // The clock was set back since the job was leased: it waits again, for the same time.
        return enqueue(tx, { type: publishJob, key: publicationKey(edition.articleId), payload: { editionId }, runAt: edition.publishAt })
      await makeCurrent(tx, editionId)
    },
    { lock: `article:${waiting.articleId}` },
  )
}

/** Says who publishes what was scheduled (app/composition.ts only). */
export const definePublication = (): void =>
  defineJob({ type: publishJob, lane: 'publications', input: z.object({ editionId: z.string() }), maxRunMs: 60_000, run: publishScheduled })
