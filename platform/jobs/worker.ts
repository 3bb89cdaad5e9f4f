import { setTimeout as sleep } from 'node:timers/promises'
import { currentTime, nowMs } from '../clock'
import { isBeingUpdated, read, write } from '../db'
import { newId } from '../id'
import { isDatabaseAway, noteDatabaseAway } from '../database-away'
import { log } from '../log'
import { lanes, recurringKinds, type Lane } from './kinds'
import { leaseDue } from './leases'
import { runJob } from './run-job'
import { onEnqueued } from './wake'

const lookEveryMs = 500
/** How long a stop waits for jobs that are under way. */
const stopPatienceMs = 5000

/**
 * Starts the lanes of this process. Each looks for due jobs when one is put into the queue here, when one of its own ends, and every `everyMs`.
 * Returns the stop: it waits a few seconds for what runs, then gives it back to the queue.
 */
export function startWorker(everyMs = lookEveryMs): () => Promise<void> {
  const looking = new AbortController()
  const stopping = new AbortController()
  const ends = (Object.keys(lanes) as Lane[]).map((lane) => workOn(lane, everyMs, looking.signal, stopping.signal))
  return async () => {
    looking.abort()
    const patience = setTimeout(() => stopping.abort(), stopPatienceMs)
    await Promise.all(ends)
    clearTimeout(patience)
  }
}

async function workOn(lane: Lane, everyMs: number, looking: AbortSignal, stopping: AbortSignal): Promise<void> {
  const running = new Map<string, Promise<void>>()
  let wake = new AbortController()
  const lookNow = () => wake.abort()
  const forget = onEnqueued(lookNow)
  looking.addEventListener('abort', lookNow, { once: true })
  while (!looking.aborted) {
    const heard = wake
    try {
      if (lane === 'background') await scheduleRecurring()
      const free = lanes[lane] - running.size
      const jobs = free > 0 ? await leaseDue(lane, free, new Set(running.keys())) : []
      for (const job of jobs) {
        const run = runJob(job, stopping).finally(() => {
          running.delete(job.id)
          lookNow()
        })
        running.set(job.id, run)
      }
    } catch (error) {
      if (isDatabaseAway(error)) noteDatabaseAway(error, 'the worker could not look for jobs: the database gives no answer')
      else if (!isBeingUpdated(error)) log.error({ err: error, lane }, 'the worker could not look for jobs')
    }
    // Woken again and again, it still looks ten times a second at the most.
    if (heard.signal.aborted) await sleep(Math.min(100, everyMs), undefined, { signal: looking }).catch(() => {})
    else await sleep(everyMs, undefined, { signal: heard.signal }).catch(() => {})
    if (heard.signal.aborted) wake = new AbortController()
  }
  forget()
  await Promise.all(running.values())
}

let checkedAt = -Infinity
const checkEveryMs = 60_000

/**
 * Work that comes round is in the queue once. It is put there when it is missing, and brought forward when its time lies further ahead than it can:
 * the clock has been set back.
 */
async function scheduleRecurring(): Promise<void> {
  if (Math.abs(nowMs() - checkedAt) < checkEveryMs) return
  checkedAt = nowMs()
  for (const { type, everyMs = 0 } of recurringKinds()) {
    const latest = new Date(nowMs() + everyMs)
    const there = await read.job.findUnique({ where: { key: type }, select: { runAt: true, doneAt: true, failedAt: true } })
    if (there && !there.doneAt && !there.failedAt && there.runAt <= latest) continue
    const data = { type, payload: {}, runAt: currentTime(), doneAt: null, failedAt: null, attempts: 0, leaseUntil: null, leaseId: null, error: null }
    await write((tx) => tx.job.upsert({ where: { key: type }, create: { id: newId(), key: type, createdAt: currentTime(), ...data }, update: data }))
  }
}
