import { forbidden } from '@/platform/errors'
import { countFailedJobs, listFailedJobs } from '@/platform/jobs/failed-jobs'
import { countWaitingJobs, listWaitingJobs, type WaitingJob } from '@/platform/jobs/waiting-jobs'
import { errorWords } from '../error-words'
import { jobWords } from '../job-words'
import { mayOperate, type By } from '../policy'
import { listTitles } from './list-titles'

/** A job as it is shown: what it is in plain words, and no more of people than that. Moments are ISO 8601. */
export type JobView = {
  id: string
  words: string
  attempts: number
  error: string
  createdAt: string
}
export type FailedView = JobView & { failedAt: string }
export type WaitingView = JobView & Pick<WaitingJob, 'state' | 'runAt'>

export type JobsView = {
  /** The latest first, at most 100. */
  failed: FailedView[]
  failedCount: number
  /** The longest due first, at most 50, with what is planned. */
  waiting: WaitingView[]
  /** Without what is planned. */
  waitingCount: number
}

const refuse = (by: By) => {
  if (!mayOperate(by)) throw forbidden('Only admins and owners see the jobs')
}

/** What waits and what was given up. Throws forbidden (403). */
export async function listJobs(by: By): Promise<JobsView> {
  refuse(by)
  const [failed, failedCount, waiting, waitingCount] = await Promise.all([listFailedJobs(), countFailedJobs(), listWaitingJobs(), countWaitingJobs()])
  const titles = await listTitles([...failed, ...waiting].flatMap(({ payload }) => editionOf(payload) ?? []))
  const view = ({ id, type, payload, attempts, error, createdAt }: Pick<WaitingJob, 'id' | 'type' | 'payload' | 'attempts' | 'error' | 'createdAt'>) => {
    const listTitle = titles.get(editionOf(payload) ?? '')
    return { id, words: jobWords(type, payload, { listTitle }), attempts, error: errorWords(error), createdAt }
  }
  return {
    failed: failed.map((job) => ({ ...view(job), failedAt: job.failedAt })),
    failedCount,
    waiting: waiting.map((job) => ({ ...view(job), state: job.state, runAt: job.runAt })),
    waitingCount,
  }
}

/** How many jobs were given up. Throws forbidden (403). */
export async function countFailed(by: By): Promise<number> {
  refuse(by)
  return countFailedJobs()
}

function editionOf(payload: unknown): string | null {
  const { editionId } = (payload ?? {}) as { editionId?: unknown }
  return typeof editionId === 'string' ? editionId : null
}
