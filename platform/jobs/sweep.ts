import { z } from 'zod'
import { nowMs } from '../clock'
import { write, type Tx } from '../db'
import { makePace } from '../pace'
import { defineJob } from './kinds'

const keptMs = 7 * 86_400_000
const sweepEveryMs = 3_600_000

/** So many rows are deleted in one transaction: a week of votes is a million events, and everybody who writes waits for it on SQLite. */
const slice = 1000

/** Deletes by slices, with a rest after each. `deleteSome` deletes so many at the most, and says how many. */
export async function deleteInSlices(deleteSome: (tx: Tx, limit: number) => Promise<{ count: number }>, signal?: AbortSignal): Promise<void> {
  const rest = makePace()
  for (let more = true; more;) {
    signal?.throwIfAborted()
    more = (await write((tx) => deleteSome(tx, slice))).count === slice
    await rest(signal)
  }
}

/**
 * Deletes events and finished jobs that are a week old: they tell what is to do, not the history of the site. Jobs that were given up stay.
 */
export async function sweepOldWork(signal?: AbortSignal): Promise<void> {
  const before = new Date(nowMs() - keptMs)
  await deleteInSlices((tx, limit) => tx.event.deleteMany({ where: { createdAt: { lt: before } }, limit }), signal)
  await deleteInSlices((tx, limit) => tx.job.deleteMany({ where: { doneAt: { lt: before } }, limit }), signal)
}

/** Registers `sweepOldWork` as a job that runs every hour (called by app/composition.ts only). */
export const defineSweep = (): void =>
  defineJob({
    type: 'platform.sweep',
    lane: 'background',
    input: z.object({}),
    maxRunMs: 10 * 60_000,
    everyMs: sweepEveryMs,
    run: (_, { signal }) => sweepOldWork(signal),
  })
