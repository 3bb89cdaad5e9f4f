import { z } from 'zod'
import { write } from '../db'
import { defineJob } from '../jobs/kinds'
import { enqueue } from '../jobs/queue'
import { jobsAfter } from './consumers'

const input = z.object({ id: z.number().int(), type: z.string(), payload: z.record(z.string(), z.unknown()) })

/**
 * Hands an event to its consumers later than its own transaction: for events whose consumers were not known when they were written, such as those that
 * an older version left unhandled (app/composition.ts only).
 */
export const defineDispatch = (): void =>
  defineJob({
    type: 'events.dispatch',
    lane: 'background',
    input,
    maxRunMs: 30_000,
    run: ({ id, type, payload }) =>
      write(async (tx) => {
        for (const job of jobsAfter(type, payload, id)) await enqueue(tx, job)
      }),
  })
