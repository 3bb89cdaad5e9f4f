import { z } from 'zod'
import { nowMs } from '../clock'
import { write } from '../db'
import { defineJob } from './kinds'

const keptMs = 7 * 86_400_000
const sweepEveryMs = 3_600_000

/**
 * Deletes events and finished jobs that are a week old: they tell what is to do, not the history of the site. Jobs that were given up stay.
 */
export async function sweepOldWork(): Promise<void> {
  const before = new Date(nowMs() - keptMs)
  await write(async (tx) => {
    await tx.event.deleteMany({ where: { createdAt: { lt: before } } })
    await tx.job.deleteMany({ where: { doneAt: { lt: before } } })
  })
}

/** Registers `sweepOldWork` as a job that runs every hour (called by app/composition.ts only). */
export const defineSweep = (): void =>
  defineJob({ type: 'platform.sweep', lane: 'background', input: z.object({}), maxRunMs: 60_000, everyMs: sweepEveryMs, run: sweepOldWork })
