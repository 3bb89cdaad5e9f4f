import { z } from 'zod'
import { nowMs } from '@/platform/clock'
import { defineJob } from '@/platform/jobs/kinds'
import { deleteInSlices } from '@/platform/jobs/sweep'

const dayMs = 86_400_000
/** So long a writer can be banned with their network, or guests of it wait for one who is. The privacy page says so. */
const networksForDays = 30
/** So long after the decision it is known who reported, and in which words. */
const reportsForDays = 90

/**
 * Forgets what moderators need for a time only: of comments the marks of network and browser, of reports that were decided, or whose comment was deleted, who made them and what they
 * wrote, of appeals their words, and of bans that are over the network. What was decided stays. Each is found by its network, which is empty afterwards.
 */
export async function forgetMarks(signal?: AbortSignal): Promise<void> {
  const [networks, reports] = [networksForDays, reportsForDays].map((days) => new Date(nowMs() - days * dayMs)) as [Date, Date]
  const kept = { network: { gt: '' } }
  await deleteInSlices(
    (tx, limit) => tx.comment.updateMany({ where: { ...kept, createdAt: { lt: networks } }, data: { network: '', fingerprint: '', wordsMark: '' }, limit }),
    signal,
  )
  const isOver = [{ state: { not: 'open' as const }, decidedAt: { lt: reports } }, { comment: { state: 'deleted' as const, deletedAt: { lt: reports } } }]
  await deleteInSlices(
    (tx, limit) => tx.report.updateMany({ where: { ...kept, OR: isOver }, data: { network: '', name: null, email: null, text: '' }, limit }),
    signal,
  )
  await deleteInSlices((tx, limit) => tx.appeal.updateMany({ where: { text: { not: '' }, decidedAt: { lt: reports } }, data: { text: '' }, limit }), signal)
  await deleteInSlices((tx, limit) => tx.ban.updateMany({ where: { near: { not: null }, createdAt: { lt: networks } }, data: { near: null }, limit }), signal)
  const ended = [{ liftedAt: { lt: networks } }, { until: { lt: networks } }]
  await deleteInSlices((tx, limit) => tx.ban.updateMany({ where: { ...kept, OR: ended }, data: { network: '' }, limit }), signal)
}

/** Says who forgets (app/composition.ts only). */
export const defineModerationJobs = (): void =>
  defineJob({
    type: 'moderation.forget',
    lane: 'background',
    input: z.object({}),
    maxRunMs: 10 * 60_000,
    everyMs: dayMs,
    run: (_, { signal }) => forgetMarks(signal),
  })
