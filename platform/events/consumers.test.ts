import { afterAll, afterEach, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { useDatabase } from '@/tests/support/database'
import { close, read, write } from '../db'
import { defineJob } from '../jobs/kinds'
import { startWorker } from '../jobs/worker'
import { announce } from './announce'
import { consume } from './consumers'
import { defineDispatch } from './dispatch'

useDatabase()
let stops: (() => Promise<void>)[] = []
afterEach(async () => void (await Promise.all(stops.splice(0).map((stop) => stop()))))
afterAll(close)

const ran: string[] = []
const input = z.object({ recordId: z.string() })
for (const name of ['index', 'notify'])
  defineJob({ type: `test.${name}`, lane: 'background', input, maxRunMs: 30_000, run: async ({ recordId }) => void ran.push(`${name} ${recordId}`) })
consume('record.saved', 'test.index', ({ recordId }) => ({ type: 'test.index', payload: { recordId } }))
consume('record.saved', 'test.notify', ({ recordId }) => (recordId === 'quiet' ? null : { type: 'test.notify', payload: { recordId } }))
const save = (recordId: string) => write((tx) => announce(tx, 'record.saved', { recordId }))

test('each consumer has one job for each event, done once by two processes’ workers', async () => {
  ran.length = 0
  for (const id of ['a', 'b', 'quiet']) await save(id)
  expect(await read.job.count()).toBe(5)
  stops = [startWorker(20), startWorker(20)]
  await vi.waitFor(async () => expect(await read.job.count({ where: { doneAt: null } })).toBe(0), { timeout: 30_000 })
  expect([...ran].sort()).toEqual(['index a', 'index b', 'index quiet', 'notify a', 'notify b'])
})

test('an event that is rolled back leaves neither itself nor a job', async () => {
  const failed = write(async (tx) => {
    await announce(tx, 'record.saved', { recordId: 'no' })
    throw new Error('no')
  })
  await expect(failed).rejects.toThrow('no')
  expect([await read.event.count(), await read.job.count()]).toEqual([0, 0])
})

test('a consumer that says twice that it consumes is one consumer', async () => {
  consume('record.saved', 'test.index', ({ recordId }) => ({ type: 'test.index', payload: { recordId } }))
  await save('a')
  expect(await read.job.count({ where: { type: 'test.index' } })).toBe(1)
})

test('an event that was left unhandled is handed to its consumers later', async () => {
  ran.length = 0
  defineDispatch()
  const payload = { id: 7, type: 'record.saved', payload: { recordId: 'late' } }
  await write((tx) => tx.job.create({ data: { id: 'd', key: 'd', type: 'events.dispatch', payload, runAt: new Date(0) } }))
  stops = [startWorker(20)]
  await vi.waitFor(() => expect([...ran].sort()).toEqual(['index late', 'notify late']), { timeout: 30_000 })
  await vi.waitFor(async () => expect(await read.job.count({ where: { doneAt: null } })).toBe(0), { timeout: 30_000 })
})
