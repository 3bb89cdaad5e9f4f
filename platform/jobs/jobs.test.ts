import { afterAll, afterEach, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { useDatabase } from '@/tests/support/database'
import { currentTime, moveClock, nowMs, setClock } from '../clock'
import { close, read, write } from '../db'
import { dropFailedJobs, listFailedJobs, runFailedJobsAgain } from './failed-jobs'
import { defineJob, NotYetError, type JobKind, type Run } from './kinds'
import { finish, leaseDue, leaseMs, renewLease } from './leases'
import { enqueue, withdraw } from './queue'
import { sweepOldWork } from './sweep'
import { writesOf } from '@/tests/support/statements'
import { startWorker } from './worker'

useDatabase()
let stops: (() => Promise<void>)[] = []
const start = (count = 1) => (stops = Array.from({ length: count }, () => startWorker(20)))
const stop = async () => void (await Promise.all(stops.splice(0).map((each) => each())))
afterEach(async () => {
  await stop()
  setClock(null)
})
afterAll(close)

const input = z.object({ n: z.number() }).partial()
type Input = z.output<typeof input>
/** Defines a kind of job for one test. */
function kind(type: string, run: (input: Input, run: Run) => Promise<void>, more: Partial<JobKind<Input>> = {}) {
  defineJob({ type, lane: 'background', input, maxRunMs: 30_000, run, ...more })
}
const put = (type: string, payload: Input = {}, more: { key?: string; runAt?: Date } = {}) => write((tx) => enqueue(tx, { type, payload, ...more }))
const patience = { timeout: 30_000, interval: 10 }
const isDone = (type: string) => vi.waitFor(async () => expect(await read.job.count({ where: { type, doneAt: null } })).toBe(0), patience)

describe('the queue', () => {
  it('does a job at its time, once, and tries again when it failed', async () => {
    const ran: unknown[] = []
    kind('test.work', async ({ n }) => {
      ran.push(n)
      if (n === 2 && ran.length < 3) throw new Error('not yet')
    })
    await put('test.work', { n: 0 }, { key: 'one' })
    await put('test.work', { n: 1 }, { key: 'one' })
    await put('test.work', { n: 3 }, { runAt: new Date(nowMs() + 3_600_000) })
    await put('test.work', { n: 4 }, { key: 'gone' })
    await write((tx) => withdraw(tx, 'gone'))
    start()
    await vi.waitFor(() => expect(ran).toEqual([1]), patience)
    await put('test.work', { n: 2 })
    await vi.waitFor(() => expect(ran).toEqual([1, 2, 2]), patience)
    await vi.waitFor(async () => expect(await read.job.count({ where: { doneAt: null } })).toBe(1), patience)
  })

  it('does nothing of a transaction that failed', async () => {
    const ran: unknown[] = []
    kind('test.undone', async ({ n }) => void ran.push(n))
    await expect(
      write(async (tx) => {
        await enqueue(tx, { type: 'test.undone', payload: { n: 1 } })
        throw new Error('no')
      }),
    ).rejects.toThrow('no')
    start()
    await put('test.undone', { n: 2 })
    await isDone('test.undone')
    expect(ran).toEqual([2])
  })

  it('counts the age of a job from when it was last asked for', async () => {
    await put('test.asked', {}, { key: 'same' })
    moveClock(3_600_000)
    const later = currentTime()
    await put('test.asked', {}, { key: 'same' })
    expect((await read.job.findUniqueOrThrow({ where: { key: 'same' } })).createdAt.getTime()).toBeGreaterThanOrEqual(later.getTime())
  })

  it('gives each job to one of two workers', async () => {
    const ran: number[] = []
    kind('test.shared', async ({ n = 0 }) => void ran.push(n))
    await write(async (tx) => {
      for (let n = 0; n < 20; n++) await enqueue(tx, { type: 'test.shared', payload: { n } })
    })
    start(2)
    await isDone('test.shared')
    expect(ran.sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, n) => n))
  })

  it('refuses a payload that is not of its kind, and keeps the job with the reason', async () => {
    kind('test.strict', async () => {}, { maxAttempts: 1 })
    await write((tx) => enqueue(tx, { type: 'test.strict', payload: { n: 'many' } }))
    start()
    await vi.waitFor(async () => expect(await listFailedJobs()).toMatchObject([{ type: 'test.strict', attempts: 1 }]), patience)
    expect((await listFailedJobs())[0]?.error).toContain('expected number')
  })
})

describe('lanes', () => {
  it('lets a publication through while every mail hangs', async () => {
    const published: unknown[] = []
    const hanging: (() => void)[] = []
    kind('test.mail', () => new Promise<void>((resolve) => void hanging.push(resolve)), { lane: 'mail' })
    kind('test.publication', async ({ n }) => void published.push(n), { lane: 'publications' })
    await write(async (tx) => {
      for (let n = 0; n < 60; n++) await enqueue(tx, { type: 'test.mail', payload: { n } })
    })
    start()
    await vi.waitFor(() => expect(hanging.length).toBe(4), patience)
    await put('test.publication', { n: 1 })
    await isDone('test.publication')
    expect(published).toEqual([1])
    expect(await read.job.count({ where: { type: 'test.mail', doneAt: null } })).toBe(60)
    await write((tx) => tx.job.deleteMany({ where: { type: 'test.mail', leaseId: null } }))
    hanging.forEach((end) => end())
  })
})

describe('limits', () => {
  it('ends a run that takes too long, frees its lane, and refuses what it still does', async () => {
    let release = () => {}
    const signals: AbortSignal[] = []
    kind(
      'test.hang',
      (_, { signal, attempt }) => {
        signals.push(signal)
        return attempt === 1 ? new Promise((resolve) => (release = resolve)) : Promise.resolve()
      },
      { maxRunMs: 50, lane: 'publications' },
    )
    await put('test.hang')
    start()
    await vi.waitFor(
      async () => expect(await read.job.findFirst({})).toMatchObject({ attempts: 1, leaseId: null, error: expect.stringContaining('longer than') }),
      patience,
    )
    expect(signals[0]?.aborted).toBe(true)
    release() // the run ends all the same, and is heard by nobody
    expect(await read.job.findFirst({})).toMatchObject({ doneAt: null })
    await isDone('test.hang')
    expect(await read.job.findFirst({})).toMatchObject({ attempts: 2 })
  })

  it('refuses the result of a run whose lease was taken over', async () => {
    kind('test.late', async () => {})
    await put('test.late')
    const [first] = await leaseDue('background', 1, new Set())
    moveClock(leaseMs + 1000)
    const [second] = await leaseDue('background', 1, new Set())
    expect(second?.attempt).toBe(2)
    expect(await finish(first!, { type: 'test.late' } as JobKind)).toBe(false)
    expect(await read.job.findFirst({})).toMatchObject({ doneAt: null, leaseId: second!.leaseId })
    expect(await finish(second!, { type: 'test.late' } as JobKind)).toBe(true)
  })

  it('refuses the result of a run that was asked for anew meanwhile', async () => {
    kind('test.anew', async () => {})
    await put('test.anew', { n: 1 }, { key: 'same' })
    const [first] = await leaseDue('background', 1, new Set())
    await put('test.anew', { n: 2 }, { key: 'same' })
    const [second] = await leaseDue('background', 1, new Set())
    expect([first?.attempt, second?.attempt]).toEqual([1, 1])
    expect(await finish(first!, { type: 'test.anew' } as JobKind)).toBe(false)
    expect(await read.job.findFirst({})).toMatchObject({ payload: { n: 2 }, doneAt: null })
  })

  it('keeps a lease alive for as long as it is renewed', async () => {
    kind('test.long', async () => {})
    await put('test.long')
    const [job] = await leaseDue('background', 1, new Set())
    moveClock(leaseMs - 1000)
    expect(await renewLease(job!)).toBe(true)
    moveClock(leaseMs - 1000)
    expect(await leaseDue('background', 1, new Set())).toEqual([])
    expect(await finish(job!, { type: 'test.long' } as JobKind)).toBe(true)
    expect(await renewLease(job!)).toBe(false)
  })
})

describe('a job that keeps failing', () => {
  it('is given up when its process ended in every run', async () => {
    kind('test.deadly', async () => {}, { maxAttempts: 2 })
    await put('test.deadly')
    for (const attempt of [1, 2]) {
      expect(await leaseDue('background', 1, new Set())).toMatchObject([{ attempt }]) // by a process that dies
      moveClock(leaseMs + 1000)
    }
    expect(await leaseDue('background', 1, new Set())).toEqual([])
    expect(await listFailedJobs()).toMatchObject([{ type: 'test.deadly', attempts: 2, error: 'Its process ended in every run' }])
  })

  it('is given up after its last try, is never called done, and can be run again', async () => {
    let broken = true
    kind(
      'test.broken',
      async () => {
        if (broken) throw new Error('the mail server says no')
      },
      { maxAttempts: 2 },
    )
    await put('test.broken', {}, { key: 'broken' })
    start()
    await vi.waitFor(
      async () => expect(await listFailedJobs()).toMatchObject([{ key: 'broken', attempts: 2, error: 'Error: the mail server says no' }]),
      patience,
    )
    expect(await read.job.findFirst({})).toMatchObject({ doneAt: null })
    broken = false
    const [{ id } = { id: '' }] = await listFailedJobs()
    expect(await runFailedJobsAgain(id)).toBe(1)
    await isDone('test.broken')
    expect(await listFailedJobs()).toEqual([])
    expect(await runFailedJobsAgain(id)).toBe(0)
  })

  it('can be dropped', async () => {
    const at = currentTime()
    await write((tx) => tx.job.create({ data: { id: 'x', key: 'x', type: 'test.gone', payload: {}, runAt: at, failedAt: at, error: 'no' } }))
    expect(await dropFailedJobs('x')).toBe(1)
    expect(await dropFailedJobs('x')).toBe(0)
  })
})

describe('a clock that jumps', () => {
  it('does at once what was to be done at once before it was set back, and a retry within the hour; what was planned keeps its time', async () => {
    const ran: string[] = []
    kind('test.at-once', async () => void ran.push('at once'))
    kind('test.retried', async () => void ran.push('retried'))
    kind('test.planned', async () => void ran.push('planned'))
    moveClock(7_200_000)
    await put('test.at-once')
    await put('test.retried')
    await put('test.planned', {}, { runAt: new Date(nowMs() + 60_000) })
    await write((tx) => tx.job.updateMany({ where: { type: 'test.retried' }, data: { attempts: 3, createdAt: new Date(0), runAt: new Date(nowMs() + 8_000) } }))
    moveClock(-7_200_000)
    start()
    await vi.waitFor(() => expect(ran.toSorted()).toEqual(['at once', 'retried']), patience)
    await stop()
    expect(await read.job.count({ where: { doneAt: null } })).toBe(1)
  })

  it('does work that comes round at its pace, also when the clock was set back', async () => {
    let runs = 0
    kind('test.round', async () => void runs++, { everyMs: 3_600_000 })
    moveClock(8 * 3_600_000)
    await put('test.round')
    moveClock(-8 * 3_600_000)
    await write((tx) => tx.job.updateMany({ where: { type: 'test.round' }, data: { runAt: currentTime() } }))
    kind('test.after', async () => {})
    start()
    await vi.waitFor(() => expect(runs).toBe(1), patience)
    await put('test.after')
    await isDone('test.after')
    expect(runs).toBe(1)
  })

  it('puts a job off, as no try, when it says that its time has not come', async () => {
    const until = new Date(nowMs() + 3_600_000)
    kind('test.early', async () => {
      throw new NotYetError(until)
    })
    await put('test.early')
    start()
    await vi.waitFor(
      async () => expect(await read.job.findFirstOrThrow()).toMatchObject({ runAt: until, attempts: 0, leaseId: null, doneAt: null, error: null }),
      patience,
    )
  })

  it('does not lock a job up for as long as the clock was set back', async () => {
    kind('test.jump', async () => {})
    await put('test.jump')
    moveClock(2 * 3_600_000)
    await leaseDue('background', 1, new Set()) // by a process that then dies
    moveClock(-2 * 3_600_000 + 1000)
    expect(await leaseDue('background', 1, new Set())).toMatchObject([{ attempt: 2 }])
  })

  it('does not take a running job from itself when the clock is set forward', async () => {
    const ran: number[] = []
    let end = () => {}
    kind('test.forward', async (_, { attempt }) => {
      ran.push(attempt)
      await new Promise<void>((resolve) => (end = resolve))
    })
    await put('test.forward')
    start()
    await vi.waitFor(() => expect(ran).toEqual([1]), patience)
    moveClock(3_600_000)
    kind('test.beside', async () => {})
    await put('test.beside')
    await isDone('test.beside')
    end()
    await isDone('test.forward')
    expect(ran).toEqual([1])
  })

  it('brings work that comes round forward when its time lies too far ahead', async () => {
    let rounds = 0
    kind('test.round', async () => void rounds++, { everyMs: 3_600_000 })
    moveClock(365 * 86_400_000)
    start()
    await vi.waitFor(() => expect(rounds).toBe(1), patience)
    await vi.waitFor(async () => expect((await read.job.findUnique({ where: { key: 'test.round' } }))?.leaseId).toBe(null), patience)
    moveClock(-365 * 86_400_000)
    await vi.waitFor(() => expect(rounds).toBe(2), patience)
    const job = await vi.waitFor(async () => {
      const found = await read.job.findUniqueOrThrow({ where: { key: 'test.round' } })
      expect(found.leaseId).toBe(null)
      return found
    }, patience)
    expect(job.runAt.getTime()).toBeLessThanOrEqual(nowMs() + 3_600_000)
    expect(job.doneAt).toBe(null)
    await stop()
    kind('test.round', async () => {}) // no longer comes round
  })
})

it('gives what runs back to the queue when the process stops', async () => {
  const signals: AbortSignal[] = []
  kind('test.stopped', (_, { signal }) => new Promise(() => void signals.push(signal)))
  await put('test.stopped')
  start()
  await vi.waitFor(() => expect(signals.length).toBe(1), patience)
  await stop()
  expect(signals[0]?.aborted).toBe(true)
  expect(await read.job.findFirst({ where: { type: 'test.stopped' } })).toMatchObject({ attempts: 0, leaseId: null, doneAt: null, failedAt: null })
}, 20_000)

it('sweeps what was done a week ago, and nothing else', async () => {
  const old = new Date(nowMs() - 8 * 86_400_000)
  const job = { type: 'test.old', payload: {}, runAt: old }
  await write(async (tx) => {
    const event = { type: 'test.old', tags: [], payload: {} }
    await tx.event.createMany({ data: [{ ...event, createdAt: old }, event] })
    await tx.job.create({ data: { id: 'done', key: 'done', ...job, doneAt: old } })
    await tx.job.create({ data: { id: 'failed', key: 'failed', ...job, failedAt: old, error: 'no' } })
    await tx.job.create({ data: { id: 'waits', key: 'waits', ...job } })
  })
  await sweepOldWork()
  expect(await read.event.count()).toBe(1)
  expect((await read.job.findMany({ orderBy: { id: 'asc' } })).map(({ id }) => id)).toEqual(['failed', 'waits'])
})

it('sweeps a week of events in slices, each a transaction of its own', async () => {
  const old = new Date(nowMs() - 8 * 86_400_000)
  const event = { type: 'test.old', tags: [], payload: {}, createdAt: old }
  await write((tx) => tx.event.createMany({ data: Array.from({ length: 2500 }, () => event) }))
  const written = await writesOf(() => sweepOldWork())
  expect(written.filter(({ sql }) => /^DELETE FROM \S*\bEvent\b/.test(sql))).toHaveLength(3)
  expect(await read.event.count()).toBe(0)
})
