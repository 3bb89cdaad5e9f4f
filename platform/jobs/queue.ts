import { currentTime } from '../clock'
import { afterCommit } from '../db/after-commit'
import type { Tx } from '../db/types'
import { newId } from '../id'
import { wakeWorkers } from './wake'

export type JobRequest = {
  type: string
  /** Two jobs with one key are one: a later request takes the place of the earlier one. */
  key?: string
  payload?: Record<string, unknown>
  /** Not before this time; at once when absent. */
  runAt?: Date
}

/** Puts work in the queue, in the transaction that needs it. A run of the same key that is under way no longer counts. */
export async function enqueue(tx: Tx, { type, key = newId(), payload = {}, runAt }: JobRequest): Promise<void> {
  const createdAt = currentTime()
  const work = { type, payload: payload as object, createdAt, runAt: runAt ?? createdAt }
  const data = { ...work, doneAt: null, failedAt: null, attempts: 0, leaseUntil: null, leaseId: null, error: null }
  await tx.job.upsert({ where: { key }, create: { id: newId(), key, ...data }, update: data })
  afterCommit(tx, wakeWorkers)
}

/** Takes a job out of the queue, when its reason is gone. */
export const withdraw = async (tx: Tx, key: string): Promise<void> => void (await tx.job.deleteMany({ where: { key } }))

const untouched = (key: string) => ({ key, doneAt: null, failedAt: null, leaseId: null, attempts: 0 })

/** Gives a job a later time. False when it has run, or runs: then it is too late. */
export const putOffUnrun = async (tx: Tx, key: string, runAt: Date): Promise<boolean> =>
  (await tx.job.updateMany({ where: untouched(key), data: { runAt } })).count === 1

/** Takes a job out of the queue that must not have run. False when it has, or runs: whoever relied on that must not go on. */
export const withdrawUnrun = async (tx: Tx, key: string): Promise<boolean> => (await tx.job.deleteMany({ where: untouched(key) })).count === 1
