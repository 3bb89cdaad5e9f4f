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

/** No clock of a node is wrong by more, as long as nobody sets it. */
const skewMs = 60_000

/**
 * Jobs whose time has come, or lies further ahead than it can: then the clock has been set back since it was written down. A publication alone may wait for
 * longer, before its first run.
 */
const isDue = (lane: Lane, at: Date) => {
  const mayWait = lane === 'publications'
  const once = kindsOf(lane).flatMap(({ type, everyMs }) => (everyMs === undefined ? [type] : []))
  return {
    OR: [
      { runAt: { lte: at } },
      { runAt: { gt: new Date(at.getTime() + maxPauseMs + skewMs) }, ...(mayWait && { attempts: { gt: 0 } }) },
      ...(mayWait ? [] : [{ createdAt: { gt: new Date(at.getTime() + skewMs) }, attempts: 0, type: { in: once } }]),
    ],
  }
}

/**
 * Leases up to `count` due jobs of a lane, the longest due first. Leased jobs belong to whoever leased them until the lease is over. A lease that ends
 * later than any can was given by a clock that has been set back since: it counts as over, unless this process holds it (`running`).
 */
export async function leaseDue(lane: Lane, count: number, running: ReadonlySet<string>): Promise<Leased[]> {
  const at = currentTime()
  const free = { OR: [{ leaseUntil: null }, { leaseUntil: { lt: at } }, { leaseUntil: { gt: new Date(at.getTime() + 2 * leaseMs) } }] }
  const waiting = { doneAt: null, failedAt: null, AND: [isDue(lane, at), free] }
  const due = await read.job.findMany({
    where: { ...waiting, type: { in: kindsOf(lane).map(({ type }) => type) }, id: { notIn: [...running] } },
    orderBy: { runAt: 'asc' },
    take: count,
    select: { id: true, type: true, payload: true, attempts: true, leaseId: true },
  })
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

/** Gives a job back as if it had not been begun: the process stops. */
export const giveBack = (job: Leased): Promise<boolean> => change(job, { leaseId: null, leaseUntil: null, attempts: job.attempt - 1 })
