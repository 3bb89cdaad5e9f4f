import net from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Draining } from './draining'

/** What holds connections: the HTTP server, and the fast path. */
type Connections = { closeIdleConnections: () => void; closeAllConnections: () => void }

export type Doors = { server: Connections & net.Server; fastPath: Connections; draining: Draining }

type Options = Doors & {
  /** How long the site stays open after SIGTERM, in milliseconds. */
  delayMs: number
  /** Stops the application inside Next: its jobs, then its database. */
  stopInside: () => Promise<void> | undefined
}

/** How long requests under way may take to finish. */
const finishMs = 8000
/** How long the application inside may take after that. Longer than its worker waits before it gives jobs back (platform/jobs/worker.ts). */
const stopInsideMs = 7000
/** How often connections on which the last answer has ended are looked for. */
const lookEveryMs = 50

/**
 * Closes the doors so that no request is lost. At once /readyz says 503 and every answer ends its connection; until `noticed` resolves new connections are
 * still taken, so that whoever sends them can notice. Then the port is given up, idle connections are closed, and requests under way have `limitMs` to end.
 * Resolves when no connection is left.
 */
export async function closeDoors({ server, fastPath, draining }: Doors, noticed: Promise<unknown>, limitMs = finishMs): Promise<void> {
  draining.begin()
  await noticed
  // Not server.close(): that also closes connections whose request is on its way.
  const closed = new Promise<void>((resolve) => net.Server.prototype.close.call(server, () => resolve()))
  const closeIdle = () => {
    server.closeIdleConnections()
    fastPath.closeIdleConnections()
  }
  closeIdle()
  const looking = setInterval(closeIdle, lookEveryMs)
  const cut = setTimeout(() => {
    server.closeAllConnections()
    fastPath.closeAllConnections()
  }, limitMs)
  await closed
  clearInterval(looking)
  clearTimeout(cut)
}

/**
 * Stops the process on SIGTERM, and on SIGINT (Ctrl-C) without the delay: closes the doors, stops the application inside, and exits with 0. A second signal,
 * or running out of time, ends it at once. Before `ready` is called, a signal ends it with the exit code that shells expect.
 */
export function stopOnSignals({ delayMs, stopInside, ...doors }: Options): { ready: () => void } {
  let isReady = false
  let stopping = false
  const stop = async (signal: NodeJS.Signals) => {
    if (stopping || !isReady) process.exit(signal === 'SIGINT' ? 130 : 143)
    stopping = true
    const delay = signal === 'SIGTERM' ? delayMs : 0
    setTimeout(() => process.exit(1), delay + finishMs + stopInsideMs).unref()
    await closeDoors(doors, delay > 0 ? sleep(delay) : Promise.resolve())
    await stopInside()
    process.exit(0)
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop(signal))
  return { ready: () => void (isReady = true) }
}
