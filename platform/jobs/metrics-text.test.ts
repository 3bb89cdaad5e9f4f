import { afterAll, afterEach, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { useDatabase } from '@/tests/support/database'
import { makeFailedJob } from '@/tests/factories/jobs'
import { moveClock, nowMs, setClock } from '../clock'
import { close, read, write } from '../db'
import { defineJob } from './kinds'
import { jobMetricsText } from './metrics-text'
import { enqueue } from './queue'
import { startWorker } from './worker'

useDatabase()
afterEach(() => setClock(null))
afterAll(close)

const shows = (line: string) => vi.waitFor(() => expect(jobMetricsText().split('\n')).toContain(line), { timeout: 30_000 })

test('counts waiting and failed jobs no more often than each five seconds', async () => {
  const start = nowMs()
  setClock(() => start)
  await makeFailedJob({ id: 'failed' })
  await makeFailedJob({ id: 'due', failedAt: null })
  await makeFailedJob({ id: 'retry', failedAt: null, attempts: 2, runAt: new Date(start + 60_000) })
  await makeFailedJob({ id: 'planned', failedAt: null, runAt: new Date(start + 60_000) })
  await shows('lightstick_jobs_waiting 2')
  await shows('lightstick_jobs_failed 1')

  await makeFailedJob({ id: 'another' })
  const asked = vi.spyOn(read.job, 'count')
  jobMetricsText()
  expect(asked).not.toHaveBeenCalled()
  asked.mockRestore()
  moveClock(5000)
  await shows('lightstick_jobs_failed 2')
})

test('counts runs by type and outcome', async () => {
  let broken = true
  defineJob({
    type: 'test.counted',
    lane: 'mail',
    input: z.object({}),
    maxRunMs: 30_000,
    run: async () => {
      if (broken) {
        broken = false
        throw new Error('no')
      }
    },
  })
  await write((tx) => enqueue(tx, { type: 'test.counted' }))
  const stop = startWorker(20)
  await shows('lightstick_job_runs_total{type="test.counted",outcome="failed"} 1')
  await shows('lightstick_job_runs_total{type="test.counted",outcome="done"} 1')
  await stop()
  expect(jobMetricsText().match(/# TYPE lightstick_job_runs_total counter/g)).toHaveLength(1)
})
