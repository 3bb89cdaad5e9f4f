import { afterAll, afterEach, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { startChild } from '@/tests/support/child'
import { useDatabase } from '@/tests/support/database'
import { moveClock, setClock } from '../clock'
import { close, read, write } from '../db'
import { defineJob, lanes, type Lane } from './kinds'
import { leaseMs } from './leases'
import { enqueue } from './queue'
import { startWorker } from './worker'

useDatabase()
let stop = async () => {}
afterEach(async () => {
  await stop()
  setClock(null)
})
afterAll(close)

test('what a process was doing when it was killed is done by another, once its lease is over', async () => {
  const names = Object.keys(lanes) as Lane[]
  const ran: string[] = []
  for (const lane of names)
    defineJob({ type: `test.${lane}`, lane, input: z.object({}), maxRunMs: 30_000, run: async (_, { attempt }) => void ran.push(`${lane} ${attempt}`) })
  await write(async (tx) => {
    for (const lane of names) await enqueue(tx, { type: `test.${lane}` })
  })
  const child = await startChild('platform/jobs/killed.child.ts')
  expect(new Set([await child.line(), await child.line(), await child.line()])).toEqual(new Set(names))
  await child.kill()

  stop = startWorker(20)
  // The dead process still holds its leases: what is put in the queue now is done, what it held is not.
  await write((tx) => enqueue(tx, { type: 'test.mail', key: 'new' }))
  await vi.waitFor(async () => expect((await read.job.findUniqueOrThrow({ where: { key: 'new' } })).doneAt).not.toBe(null), { timeout: 30_000 })
  expect(ran).toEqual(['mail 1'])
  moveClock(leaseMs + 1000)
  await vi.waitFor(async () => expect(await read.job.count({ where: { doneAt: null } })).toBe(0), { timeout: 30_000 })
  expect([...ran].sort()).toEqual(['mail 1', ...names.map((lane) => `${lane} 2`)].sort())
})
