import { z } from 'zod'
import { read, write, type Tx } from '@/platform/db'
import { currentTime } from '@/platform/clock'
import { announce } from '@/platform/events/announce'
import { defineJob, NotYetError } from '@/platform/jobs/kinds'
import { log } from '@/platform/log'
import { makeCurrent } from './commands/publish-edition'
import { mayPublish } from './policy'

export const publishJob = 'article.publish'

/** One edition of an article waits at the most, so its key is the article's. */
export const publicationKey = (articleId: string) => `publish:${articleId}`

/** `by`: the account that scheduled it. Jobs of earlier versions do not say: then it is the one that the edition names, and none is the command line. */
const publication = z.object({ editionId: z.string(), by: z.string().nullable().optional() })

/**
 * Publishes the edition that waited for this time. Does nothing when it is live or was withdrawn. Before its time (it was run again by hand, or the clock was
 * set back) it goes on waiting: nothing that was not published is called done. Whoever ordered it must still be allowed to: else the schedule is withdrawn, and
 * the edition's note says why.
 */
export async function publishScheduled({ editionId, by }: z.input<typeof publication>): Promise<void> {
  const waiting = await read.edition.findUnique({ where: { id: editionId }, select: { articleId: true } })
  if (!waiting) return
  await write(
    async (tx) => {
      const edition = await tx.edition.findUnique({ where: { id: editionId } })
      if (!edition || edition.liveAt || edition.cancelledAt) return
      if (edition.publishAt > currentTime()) throw new NotYetError(edition.publishAt)
      const refusal = await reasonNotToPublish(tx, edition.articleId, by === undefined ? edition.createdById : by)
      if (refusal) await withdrawRefused(tx, edition, refusal)
      else await makeCurrent(tx, editionId)
    },
    { lock: `article:${waiting.articleId}` },
  )
}

async function reasonNotToPublish(tx: Tx, articleId: string, by: string | null): Promise<string | null> {
  if (by === null) return null
  const account = await tx.account.findUnique({ where: { id: by }, select: { id: true, role: true, suspendedAt: true, confirmedAt: true } })
  if (!account) return 'who scheduled it has left'
  if (account.suspendedAt) return 'the account that scheduled it is suspended'
  const article = await tx.article.findUniqueOrThrow({
    where: { id: articleId },
    select: { createdById: true, authors: { select: { author: { select: { accountId: true } } } } },
  })
  // It was ordered by somebody who might: a second factor that the operator demands since then is asked of those who come in.
  return account.confirmedAt && mayPublish({ account: { ...account, lacksSecondFactor: false } }, article)
    ? null
    : 'the account that scheduled it may no longer publish this list'
}

/** The job itself stays in the queue until its run has ended, so it is not taken out as `cancelSchedule` does. */
async function withdrawRefused(tx: Tx, { id, articleId, note }: { id: string; articleId: string; note: string }, reason: string): Promise<void> {
  const said = `Not published at its time, because ${reason}.`
  await tx.edition.update({ where: { id }, data: { cancelledAt: currentTime(), note: note ? `${said} ${note}` : said } })
  const article = await tx.article.findUniqueOrThrow({ where: { id: articleId }, select: { state: true, firstPublishedAt: true } })
  if (article.state === 'scheduled') await tx.article.update({ where: { id: articleId }, data: { state: article.firstPublishedAt ? 'unpublished' : 'draft' } })
  await announce(tx, 'article.unscheduled', { articleId })
  log.warn({ articleId, editionId: id, reason }, 'a scheduled list was not published')
}

/** Says who publishes what was scheduled (app/composition.ts only). */
export const definePublication = (): void => defineJob({ type: publishJob, lane: 'publications', input: publication, maxRunMs: 60_000, run: publishScheduled })
