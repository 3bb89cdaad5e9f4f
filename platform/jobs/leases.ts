import { currentTime, nowMs } from '../clock'
import { read, write } from '../db'
import { newId } from '../id'
import { findKind, kindsOf, type JobKind, type Lane } from './kinds'

/** A worker that died keeps its jobs for as long as this. */
export const leaseMs = 60_000
export const renewEveryMs = 20_000
const maxPauseMs = 3_600_000
const defaultMaxAttempts = 12

/** A job that this process has leased. `leaseId` names this run. */
export type Leased = { id: string; type: string; payload: unknown; attempt: number; leaseId: string }

/**
 * Leases up to `count` due jobs of a lane, the longest due first. Leased jobs belong to whoever leased them until the lease is over. A lease that ends
 * later than any can was given by a clock that has been set back since: it counts as over, unless this process holds it (`running`). For the same
 * reason a job that was to run at once and was asked for after now is due, and so is a retry that waits longer than any does.
 */
export async function leaseDue(lane: Lane, count: number, running: ReadonlySet<string>): Promise<Leased[]> {
  const at = currentTime()
  const free = { OR: [{ leaseUntil: null }, { leaseUntil: { lt: at } }, { leaseUntil: { gt: new Date(at.getTime() + 2 * leaseMs) } }] }
  const waiting = { doneAt: null, failedAt: null, ...free }
  const lateRetry = new Date(at.getTime() + maxPauseMs)
  const found = await read.job.findMany({
    where: {
      AND: [waiting, { OR: [{ runAt: { lte: at } }, { createdAt: { gt: at } }, { runAt: { gt: lateRetry }, attempts: { gt: 0 } }] }],
      type: { in: kindsOf(lane).map(({ type }) => type) },
      id: { notIn: [...running] },
    },
    orderBy: { runAt: 'asc' },
    take: count * 4,
    select: { id: true, type: true, payload: true, attempts: true, leaseId: true, runAt: true, createdAt: true },
  })
  // Work that comes round has been at its time since: its next is not at once.
  const isAtOnce = ({ type, runAt, createdAt }: (typeof found)[number]) =>
    findKind(type)?.everyMs === undefined && Math.abs(runAt.getTime() - createdAt.getTime()) < 1000
  const isDue = (job: (typeof found)[number]) => job.runAt <= at || (job.createdAt > at && isAtOnce(job)) || (job.attempts > 0 && job.runAt > lateRetry)
  const due = found.filter(isDue).slice(0, count)
  if (due.length === 0) return []
  return write(
    async (tx) => {
      const leased: Leased[] = []
      for (const { id, type, payload, attempts, leaseId: before } of due) {
        const kind = findKind(type)
        const lastRunDied = kind?.everyMs === undefined && attempts >= (kind?.maxAttempts ?? defaultMaxAttempts)
        if (lastRunDied) {
          // Each run ended with its process: the next one would, too.
          const data = { leaseId: null, leaseUntil: null, failedAt: currentTime(), error: 'Its process ended in every run' }
          await tx.job.updateMany({ where: { id, ...waiting, attempts, leaseId: before }, data })
          continue
        }
        const leaseId = newId()
        const data = { leaseId, leaseUntil: new Date(nowMs() + leaseMs), attempts: attempts + 1 }
        const { count } = await tx.job.updateMany({ where: { id, ...waiting, attempts, leaseId: before }, data })
        if (count === 1) leased.push({ id, type, payload, attempt: attempts + 1, leaseId })
      }
      return leased
    },
    { lock: `jobs:${lane}` },
  )
}

const held = ({ id, leaseId }: Leased) => ({ id, leaseId, doneAt: null, failedAt: null })
const change = async (job: Leased, data: object): Promise<boolean> =>
  write(async (tx) => (await tx.job.updateMany({ where: held(job), data })).count === 1, { lock: `job:${job.id}` })

/** Says that the run is still alive. False when the lease was lost: somebody else runs the job, or it was asked for anew, or withdrawn. */
export const renewLease = (job: Leased): Promise<boolean> => change(job, { leaseUntil: new Date(nowMs() + leaseMs) })

/** The run succeeded; work that comes round waits for its next time. False when the result came too late and was refused. */
export const finish = (job: Leased, { everyMs }: JobKind): Promise<boolean> =>
  change(job, {
    leaseId: null,
    leaseUntil: null,
    error: null,
    ...(everyMs === undefined ? { doneAt: currentTime() } : { attempts: 0, runAt: new Date(nowMs() + everyMs) }),
  })

/** The run failed: it is tried again after a pause that doubles each time, or, after the last try, given up. False when the result was refused. */
export function fail(job: Leased, { everyMs, maxAttempts = defaultMaxAttempts }: JobKind, error: unknown): Promise<boolean> {
  const isLast = everyMs === undefined && job.attempt >= maxAttempts
  const pauseMs = Math.min(maxPauseMs, everyMs ?? maxPauseMs, 1000 * 2 ** job.attempt)
  return change(job, {
    leaseId: null,
    leaseUntil: null,
    error: String(error).slice(0, 2000),
    ...(isLast ? { failedAt: currentTime() } : { runAt: new Date(nowMs() + pauseMs) }),
  })
}

/** Puts a job off as if it had not been begun: its time has not come. False when the result was refused. */
export const putOff = (job: Leased, until: Date): Promise<boolean> => change(job, { leaseId: null, leaseUntil: null, attempts: job.attempt - 1, runAt: until })

/** Gives a job back as if it had not been begun: the process stops. */
export const giveBack = (job: Leased): Promise<boolean> => change(job, { leaseId: null, leaseUntil: null, attempts: job.attempt - 1 })
