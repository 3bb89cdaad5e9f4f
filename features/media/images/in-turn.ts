import { availableParallelism } from 'node:os'
import pLimit, { type LimitFunction } from 'p-limit'
import { AppError } from '@/platform/errors'

/** One picture is worked on at a time, on larger machines two: readers have the other processors. */
const atOnce = availableParallelism() > 4 ? 2 : 1
/** More than an evening’s photographs do not wait here: they stay where they are, and are sent later. */
const maxWaiting = 60

// One queue for the process: bundlers give each layer of the application its own copy of this module.
const holder = globalThis as unknown as { [key: symbol]: LimitFunction | undefined }
const line = (holder[Symbol.for('lightstick.pictures-in-turn')] ??= pLimit(atOnce))

/** Runs `work` when those that came before are done. Throws unavailable (503) when too many wait. */
export function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (line.pendingCount >= maxWaiting)
    throw new AppError('unavailable', 'Many pictures are being made smaller just now. Wait a minute and send this one again.', { retryAfter: 60 })
  return line(work)
}
