import { afterAll, afterEach, describe, expect, it, vi } from 'vitest'
import { useDatabase } from '@/tests/support/database'
import { close, read, write } from './db'
import { doJobs, enqueue, onEvent, startWorker, withdraw } from './jobs'
import { announce } from './outbox'

useDatabase()
let stop = async () => {}
afterEach(() => stop())
afterAll(close)

describe('work done later', () => {
  it('does a job at its time, once, and tries again when it failed', async () => {
    const ran: unknown[] = []
    doJobs('test.work', async (payload) => {
      ran.push(payload.n)
      if (payload.n === 2 && ran.length < 3) throw new Error('not yet')
    })
    await write(async (tx) => {
      await enqueue(tx, { type: 'test.work', key: 'one', payload: { n: 0 } })
      await enqueue(tx, { type: 'test.work', key: 'one', payload: { n: 1 } })
      await enqueue(tx, { type: 'test.work', payload: { n: 2 }, runAt: new Date(Date.now() + 100) })
      await enqueue(tx, { type: 'test.work', payload: { n: 3 }, runAt: new Date(Date.now() + 3_600_000) })
      await enqueue(tx, { type: 'test.work', key: 'gone', payload: { n: 4 } })
      await withdraw(tx, 'gone')
    })
    stop = startWorker(50)
    await vi.waitFor(() => expect(ran).toEqual([1, 2, 2]), { timeout: 30_000 })
    await vi.waitFor(async () => expect(await read.job.count({ where: { doneAt: null } })).toBe(1), { timeout: 30_000 })
  })

  it('is done by one of two workers', async () => {
    const ran: unknown[] = []
    doJobs('test.shared', async (payload) => void ran.push(payload.n))
    await write(async (tx) => {
      for (let n = 0; n < 10; n++) await enqueue(tx, { type: 'test.shared', payload: { n } })
    })
    const stops = [startWorker(50), startWorker(50)]
    stop = async () => void (await Promise.all(stops.map((each) => each())))
    await vi.waitFor(async () => expect(await read.job.count({ where: { doneAt: null } })).toBe(0), { timeout: 30_000 })
    expect([...ran].sort()).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
  })

  it('forgets what was done a week ago, and nothing else', async () => {
    const old = new Date(Date.now() - 8 * 86_400_000)
    await write(async (tx) => {
      const event = { type: 'test.old', tags: [], payload: {} }
      await tx.event.createMany({
        data: [
          { ...event, handledAt: old },
          { ...event, handledAt: new Date() },
        ],
      })
      await tx.job.create({ data: { id: 'old', key: 'old', type: 'test.old', payload: {}, runAt: old, doneAt: old } })
      await enqueue(tx, { type: 'test.later', key: 'later', runAt: new Date(Date.now() + 3_600_000) })
    })
    stop = startWorker(50)
    await vi.waitFor(async () => expect([await read.event.count(), await read.job.count()]).toEqual([1, 1]), { timeout: 30_000 })
  })

  it('tells who asked of an event after its commit', async () => {
    const heard: unknown[] = []
    onEvent('test.happened', async (payload) => void heard.push(payload.n))
    stop = startWorker(50)
    await write((tx) => announce(tx, { type: 'test.happened', tags: [], payload: { n: 7 } }))
    await vi.waitFor(() => expect(heard).toEqual([7]), { timeout: 30_000 })
    await vi.waitFor(async () => expect(await read.event.count({ where: { handledAt: null } })).toBe(0), { timeout: 30_000 })
  })
})
