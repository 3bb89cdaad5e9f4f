import { isBeingUpdated } from '../db'
import { log } from '../log'
import { findKind, type JobKind, type NotYetError } from './kinds'
import { fail, finish, giveBack, putOff, renewEveryMs, renewLease, type Leased } from './leases'
import { countRun } from './metrics'

class StoppedError extends Error {}
// By its name: bundlers give each layer of the application its own copy of the class.
const isNotYet = (error: unknown): error is NotYetError => (error as Error | null)?.name === 'NotYetError'

/**
 * Runs a leased job to its end: done, failed, or given back because `stopping` fired. The lease is renewed while the run lives. When the run takes
 * longer than its kind may, or its lease is lost, its signal fires and it is no longer waited for. Never rejects.
 */
export async function runJob(job: Leased, stopping: AbortSignal): Promise<void> {
  const kind = findKind(job.type)
  if (!kind) return
  try {
    await withinLimits(job, kind, stopping)
    if (await finish(job, kind)) countRun(job.type, 'done')
    else log.warn({ job: job.type, id: job.id }, 'a job finished after its lease was lost: its result was refused')
  } catch (error) {
    if (error instanceof StoppedError) return void (await giveBack(job).catch(() => {}))
    // Nothing can be written of it: its lease runs out by itself, and the newer version takes it.
    if (isBeingUpdated(error)) return
    if (isNotYet(error)) return void (await putOff(job, error.until).catch(() => {}))
    log.error({ err: error, job: job.type, id: job.id, attempt: job.attempt }, 'a job failed')
    countRun(job.type, 'failed')
    await fail(job, kind, error).catch((second: unknown) => log.error({ err: second, id: job.id }, 'the failure of a job could not be written down'))
  }
}

/** Rejects as soon as the run may no longer go on, whether it heeds its signal or not. */
async function withinLimits(job: Leased, kind: JobKind, stopping: AbortSignal): Promise<void> {
  const over = new AbortController()
  const limit = setTimeout(() => over.abort(new Error(`it took longer than ${kind.maxRunMs / 1000} seconds`)), kind.maxRunMs)
  const renewal = setInterval(() => {
    renewLease(job).then(
      (ours) => ours || over.abort(new Error('its lease was lost')),
      (error: unknown) => isBeingUpdated(error) || log.error({ err: error, id: job.id }, 'a lease could not be renewed'),
    )
  }, renewEveryMs)
  const onStop = () => over.abort(new StoppedError('the process stops'))
  if (stopping.aborted) onStop()
  stopping.addEventListener('abort', onStop, { once: true })
  const aborted = new Promise<never>((_, reject) => over.signal.addEventListener('abort', () => reject(over.signal.reason as Error), { once: true }))
  aborted.catch(() => {})
  try {
    over.signal.throwIfAborted()
    const run = (async () => kind.run(kind.input.parse(job.payload), { signal: over.signal, jobId: job.id, attempt: job.attempt }))()
    run.catch(() => {}) // a run that goes on after its end is heard by nobody
    await Promise.race([run, aborted])
  } finally {
    clearTimeout(limit)
    clearInterval(renewal)
    stopping.removeEventListener('abort', onStop)
  }
}
