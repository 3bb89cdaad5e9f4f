import type { Server } from 'node:http'
import type { FastLane } from '@/server/fast-path/fast-path'
import type { Serving } from '@/server/router'

const patience = 8000

/**
 * Stops on SIGINT and SIGTERM: takes no new requests, lets those under way finish, lets the code inside close the database, and ends with 0.
 * A second signal, or `patience`, ends it at once. Before the start is complete it ends with what a shell expects.
 */
export function stopOnSignals(server: Server, lane: FastLane, serving: Serving): { ready: () => void } {
  let isReady = false
  let stopping = false
  const stop = async (signal: NodeJS.Signals) => {
    if (stopping || !isReady) process.exit(signal === 'SIGINT' ? 130 : 143)
    stopping = true
    setTimeout(() => process.exit(1), patience + 4000).unref()
    const closed = new Promise<void>((resolve) => server.close(() => resolve()))
    server.closeIdleConnections()
    lane.closeIdleConnections()
    const hangUp = setTimeout(() => {
      server.closeAllConnections()
      lane.closeAllConnections()
    }, patience)
    await closed
    clearTimeout(hangUp)
    await serving.inside?.stop()
    process.exit(0)
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop(signal))
  return { ready: () => void (isReady = true) }
}
