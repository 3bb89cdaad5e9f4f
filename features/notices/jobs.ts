import { z } from 'zod'
import { nowMs } from '@/platform/clock'
import { consume } from '@/platform/events/consumers'
import { newId } from '@/platform/id'
import { defineJob } from '@/platform/jobs/kinds'
import { deleteInSlices } from '@/platform/jobs/sweep'
import { confirmJob, digestJob, mailJob, sendConfirmation, sendDigest, sendNoticeMail } from './commands/mail-notices'
import { tellOfComments } from './commands/tell-of-comments'
import { tellOfList, tellOfTalk } from './commands/tell-followers'
import { confirmMs } from './links'

const commentsJob = 'notices.comments'
const listJob = 'notices.list'

const dayMs = 86_400_000
/** So long a notice stands in an inbox. The privacy page says so. */
const keptForDays = 365

/** Drops notices that are a year old, by their ids, which begin with their time, and addresses that nobody said yes for. */
export async function sweepNotices(signal?: AbortSignal): Promise<void> {
  const before = newId(nowMs() - keptForDays * dayMs)
  await deleteInSlices((tx, limit) => tx.notice.deleteMany({ where: { id: { lt: before } }, limit }), signal)
  const waiting = { confirmedAt: null, createdAt: { lt: new Date(nowMs() - confirmMs) } }
  await deleteInSlices((tx, limit) => tx.subscription.deleteMany({ where: waiting, limit }), signal)
}

/** Says who tells readers, and of what (app/composition.ts only). */
export function defineNoticeJobs(): void {
  defineJob({
    type: commentsJob,
    lane: 'background',
    input: z.object({ ids: z.array(z.string()) }),
    maxRunMs: 10 * 60_000,
    run: async ({ ids }, { signal }) => {
      await tellOfComments(ids)
      await tellOfTalk(ids, signal)
    },
  })
  const list = z.object({ articleId: z.string() })
  defineJob({ type: listJob, lane: 'background', input: list, maxRunMs: 10 * 60_000, run: (input, { signal }) => tellOfList(input, signal) })
  const [one, reader] = [z.object({ id: z.string() }), z.object({ readerId: z.string() })]
  defineJob({ type: mailJob, lane: 'mail', input: one, maxRunMs: 30_000, run: (input, { signal }) => sendNoticeMail(input, signal) })
  defineJob({ type: confirmJob, lane: 'mail', input: one, maxRunMs: 30_000, run: (input, { signal }) => sendConfirmation(input, signal) })
  defineJob({ type: digestJob, lane: 'mail', input: reader, maxRunMs: 30_000, run: (input, { signal }) => sendDigest(input, signal) })
  defineJob({
    type: 'notices.sweep',
    lane: 'background',
    input: z.object({}),
    maxRunMs: 10 * 60_000,
    everyMs: dayMs,
    run: (_, { signal }) => sweepNotices(signal),
  })
  const tell = (ids: string[]) => (ids.length > 0 ? { type: commentsJob, payload: { ids } } : null)
  consume('comment.posted', commentsJob, ({ commentIds, pending }) => tell(commentIds.filter((id) => !pending.includes(id))))
  for (const type of ['comment.edited', 'comment.hidden', 'comment.restored', 'comment.deleted'] as const)
    consume(type, commentsJob, ({ commentId }) => tell([commentId]))
  consume('article.published', listJob, ({ articleId }) => ({ type: listJob, payload: { articleId } }))
}
