import { currentTime } from '../clock'
import { read, write } from '../db'
import { wakeWorkers } from './wake'

/** A job that was given up. `payload` and `error` may name people: show no more of them than is needed. */
export type FailedJob = { id: string; type: string; key: string; payload: unknown; attempts: number; error: string; failedAt: string; createdAt: string }

/** Jobs that were given up, the latest first. */
export async function listFailedJobs(take = 100): Promise<FailedJob[]> {
  const rows = await read.job.findMany({ where: { failedAt: { not: null } }, orderBy: [{ failedAt: 'desc' }, { id: 'desc' }], take })
  return rows.map(({ id, type, key, payload, attempts, error, failedAt, createdAt }) => ({
    id,
    type,
    key,
    payload,
    attempts,
    error: error ?? '',
    failedAt: failedAt!.toISOString(),
    createdAt: createdAt.toISOString(),
  }))
}

export const countFailedJobs = (): Promise<number> => read.job.count({ where: { failedAt: { not: null } } })

/** The job of this id, or all of them, as far as they were given up. */
const given = (id: string | 'all') => ({ failedAt: { not: null }, ...(id === 'all' ? {} : { id }) })

/** Puts jobs that were given up back into the queue, with all their tries. Returns how many there were. Who may is asked before. */
export async function runFailedJobsAgain(id: string | 'all'): Promise<number> {
  const data = { failedAt: null, error: null, attempts: 0, leaseUntil: null, leaseId: null, runAt: currentTime() }
  const { count } = await write((tx) => tx.job.updateMany({ where: given(id), data }))
  wakeWorkers()
  return count
}

/** Forgets jobs that were given up. Returns how many there were. Who may is asked before. */
export const dropFailedJobs = async (id: string | 'all'): Promise<number> => (await write((tx) => tx.job.deleteMany({ where: given(id) }))).count
