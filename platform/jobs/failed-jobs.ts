import { now } from '../clock'
import { read, write } from '../db'
import { wakeWorkers } from './wake'

export type FailedJob = { id: string; type: string; key: string; attempts: number; error: string; failedAt: string; createdAt: string }

/** Jobs that were given up, the latest first. */
export async function listFailedJobs(take = 100): Promise<FailedJob[]> {
  const rows = await read.job.findMany({ where: { failedAt: { not: null } }, orderBy: { failedAt: 'desc' }, take })
  return rows.map(({ id, type, key, attempts, error, failedAt, createdAt }) => ({
    id,
    type,
    key,
    attempts,
    error: error ?? '',
    failedAt: failedAt!.toISOString(),
    createdAt: createdAt.toISOString(),
  }))
}

/** Jobs that wait (those that are due and those that are not), and jobs that were given up. */
export async function countJobs(): Promise<{ waiting: number; failed: number }> {
  const [waiting, failed] = await Promise.all([
    read.job.count({ where: { doneAt: null, failedAt: null } }),
    read.job.count({ where: { failedAt: { not: null } } }),
  ])
  return { waiting, failed }
}

/** Puts a job that was given up back into the queue, with all its tries. False when there is no such job any more. Who may is asked before. */
export async function runFailedJobAgain(id: string): Promise<boolean> {
  const data = { failedAt: null, error: null, attempts: 0, leaseUntil: null, leaseId: null, runAt: now() }
  const { count } = await write((tx) => tx.job.updateMany({ where: { id, failedAt: { not: null } }, data }))
  wakeWorkers()
  return count === 1
}

/** Forgets a job that was given up. False when there is no such job any more. Who may is asked before. */
export async function dropFailedJob(id: string): Promise<boolean> {
  return (await write((tx) => tx.job.deleteMany({ where: { id, failedAt: { not: null } } }))).count === 1
}
