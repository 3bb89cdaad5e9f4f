import { setTimeout as sleep } from 'node:timers/promises'
import { read, write, type Tx } from './db'
import { newId } from './id'
import { log } from './log'
import { wakeOnDelivery } from './outbox'

/** Work done later, in the process that leases it first. A handler may run twice: it must be safe to. */
export type Handler = (payload: Record<string, unknown>, id: string) => Promise<void>

const handlers = new Map<string, Handler>()
const listeners = new Map<string, Handler[]>()
const leaseTime = 60_000
const mostAttempts = 12

/** Says who does jobs of this type (app/composition.ts only). */
export const doJobs = (type: string, handler: Handler) => void handlers.set(type, handler)
/** Says what follows from events of this type (app/composition.ts only). */
export const onEvent = (type: string, handler: Handler) => void listeners.set(type, [...(listeners.get(type) ?? []), handler])

/** Puts work in the queue, in the transaction that needs it. Two jobs with one key are one; a later call moves its time. */
export async function enqueue(tx: Tx, job: { type: string; key?: string; payload?: Record<string, unknown>; runAt?: Date }): Promise<void> {
  const { type, key = newId(), payload = {}, runAt = new Date() } = job
  const data = { type, payload: payload as object, runAt, doneAt: null, attempts: 0, leaseUntil: null, error: null }
  await tx.job.upsert({ where: { key }, create: { id: newId(), key, ...data }, update: data })
}

/** Takes a job out of the queue, when its reason is gone. */
export const withdraw = async (tx: Tx, key: string) => void (await tx.job.deleteMany({ where: { key } }))

const later = (attempts: number) => new Date(Date.now() + Math.min(3_600_000, 1000 * 2 ** attempts))

async function runDueJobs(): Promise<void> {
  const now = new Date()
  const due = await read.job.findMany({
    where: { doneAt: null, runAt: { lte: now }, OR: [{ leaseUntil: null }, { leaseUntil: { lt: now } }] },
    orderBy: { runAt: 'asc' },
    take: 50,
  })
  for (const job of due) {
    const handler = handlers.get(job.type)
    if (!handler) continue
    const leased = await write((tx) =>
      tx.job.updateMany({
        where: { id: job.id, doneAt: null, attempts: job.attempts, runAt: job.runAt },
        data: { leaseUntil: new Date(Date.now() + leaseTime), attempts: job.attempts + 1 },
      }),
    )
    if (leased.count === 0) continue
    try {
      await handler(job.payload as Record<string, unknown>, job.id)
      await write((tx) => tx.job.updateMany({ where: { id: job.id, attempts: job.attempts + 1 }, data: { doneAt: new Date(), leaseUntil: null, error: null } }))
    } catch (error) {
      log.error({ err: error, job: job.type, attempts: job.attempts + 1 }, 'a job failed')
      const done = job.attempts + 1 >= mostAttempts ? new Date() : null
      await write((tx) =>
        tx.job.updateMany({ where: { id: job.id }, data: { error: String(error), leaseUntil: null, doneAt: done, runAt: later(job.attempts + 1) } }),
      )
    }
  }
}

async function handleEvents(): Promise<void> {
  const now = new Date()
  const events = await read.event.findMany({
    where: { handledAt: null, OR: [{ retryAt: null }, { retryAt: { lte: now } }] },
    orderBy: { id: 'asc' },
    take: 200,
  })
  if (events.length === 0) return
  const quiet: number[] = []
  for (const event of events) {
    const follow = listeners.get(event.type) ?? []
    if (follow.length === 0) {
      quiet.push(event.id)
      continue
    }
    try {
      for (const handler of follow) await handler(event.payload as Record<string, unknown>, String(event.id))
      quiet.push(event.id)
    } catch (error) {
      log.error({ err: error, event: event.type, id: event.id }, 'a consequence of an event failed')
      const handledAt = event.attempts + 1 >= mostAttempts ? new Date() : null
      await write((tx) =>
        tx.event.update({ where: { id: event.id }, data: { attempts: { increment: 1 }, retryAt: later(event.attempts + 1), error: String(error), handledAt } }),
      )
    }
  }
  if (quiet.length > 0) await write((tx) => tx.event.updateMany({ where: { id: { in: quiet } }, data: { handledAt: new Date() } }))
}

const keptFor = 7 * 86_400_000

/** What is done and a week old goes: the outbox and the queue tell what is to do, not the history of the site. */
async function sweep(): Promise<void> {
  const before = new Date(Date.now() - keptFor)
  await write(async (tx) => {
    await tx.event.deleteMany({ where: { handledAt: { lt: before } } })
    await tx.job.deleteMany({ where: { doneAt: { lt: before } } })
  })
}

/** Starts the worker: woken by each change of this process, else it looks every `interval` milliseconds. Returns its stop. */
export function startWorker(interval = 500): () => Promise<void> {
  let stopped = false
  let wake = new AbortController()
  wakeOnDelivery(() => wake.abort())
  let swept = 0
  const loop = (async () => {
    while (!stopped) {
      try {
        if (Date.now() - swept > 3_600_000) {
          swept = Date.now()
          await sweep()
        }
        await handleEvents()
        await runDueJobs()
      } catch (error) {
        log.error({ err: error }, 'the worker could not look for work')
      }
      if (!stopped) await sleep(wake.signal.aborted ? 100 : interval, undefined, { signal: wake.signal.aborted ? undefined : wake.signal }).catch(() => {})
      wake = new AbortController()
    }
  })()
  return async () => {
    stopped = true
    wake.abort()
    await loop
  }
}
