import { setTimeout as sleep } from 'node:timers/promises'
import { monotonicMs } from './clock'
import { config } from './config'

const busyMs = 20
// SQLite has one place to write, and other processes look for it every 10 ms at the latest (platform/db/sqlite.ts): so long it is free for whoever waits.
const leastPauseMs = 30

/**
 * For work of minutes on a site that is read meanwhile, to be called after each step: rests as long as the steps before took, so that it has half of the processor
 * at the most, also on a busy machine, where steps take longer. PostgreSQL lets many write at once and works beside us: there it does not rest. `signal` ends a rest.
 */
export function makePace(): (signal?: AbortSignal) => Promise<void> {
  let restedAt = monotonicMs()
  return async (signal) => {
    const busy = monotonicMs() - restedAt
    if (config.engine !== 'sqlite' || busy < busyMs) return
    await sleep(Math.max(leastPauseMs, busy), undefined, { signal })
    restedAt = monotonicMs()
  }
}
