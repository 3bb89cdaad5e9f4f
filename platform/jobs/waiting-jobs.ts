import { currentTime } from '../clock'
import { read } from '../db'
import { recurringKinds } from './kinds'

export type WaitingJob = {
  id: string
  type: string
  /** May name people: show no more of it than is needed. */
  payload: unknown
  /** Running, also as a try after a failure; due and not yet begun; failed and tried again at `runAt`; planned for `runAt`. */
  state: 'running' | 'due' | 'retry' | 'planned'
  attempts: number
  /** What the last try that failed said; empty when there was none. */
  error: string
  runAt: string
  createdAt: string
}

const open = { doneAt: null, failedAt: null }

/** Jobs that are due, running, or failed and tried again later. Work of the future, such as a scheduled publication, is not counted. */
export const countWaitingJobs = (): Promise<number> => read.job.count({ where: { ...open, OR: [{ runAt: { lte: currentTime() } }, { attempts: { gt: 0 } }] } })

/** What waits, the longest due first. Left out: work that comes round, while it waits for its next time and did not fail. */
export async function listWaitingJobs(take = 50): Promise<WaitingJob[]> {
  const at = currentTime()
  const recurring = recurringKinds().map(({ type }) => type)
  const rows = await read.job.findMany({
    where: { ...open, NOT: { type: { in: recurring }, attempts: 0, runAt: { gt: at } } },
    orderBy: [{ runAt: 'asc' }, { id: 'asc' }],
    take,
  })
  return rows.map(({ id, type, payload, attempts, error, runAt, leaseUntil, createdAt }) => {
    const state = leaseUntil && leaseUntil > at ? 'running' : attempts > 0 ? 'retry' : runAt > at ? 'planned' : 'due'
    return { id, type, payload, state, attempts, error: error ?? '', runAt: runAt.toISOString(), createdAt: createdAt.toISOString() }
  })
}
