// A process whose worker begins a job of each lane and never ends it: platform/jobs/killed.test.ts kills it.
import { z } from 'zod'
import { defineJob, lanes, type Lane } from './kinds'
import { startWorker } from './worker'

for (const lane of Object.keys(lanes) as Lane[])
  defineJob({
    type: `test.${lane}`,
    lane,
    input: z.object({}),
    maxRunMs: 600_000,
    run: () => {
      process.stdout.write(`${lane}\n`)
      return new Promise(() => {})
    },
  })
startWorker(20)
