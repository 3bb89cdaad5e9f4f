/** What holds connections: the HTTP server, and the fast path. */
type Connections = { closeIdleConnections: () => void; closeAllConnections: () => void }

type Options = {
  server: Connections & { close: (closed: () => void) => unknown }
  fastPath: Connections
  /** Stops the application inside Next: its jobs, then its database. */
  stopInside: () => Promise<void> | undefined
}

/** How long requests under way may take to finish. */
const finishMs = 8000
/** How long the application inside may take after that. Longer than its worker waits before it gives jobs back (platform/jobs/worker.ts). */
const stopInsideMs = 7000

/**
 * Stops the process on SIGINT and SIGTERM: takes no new connections, lets requests under way finish, stops the application inside, and exits with 0. A
 * second signal, or running out of time, ends it at once. Before `ready` is called, a signal ends it with the exit code that shells expect.
 */
export function stopOnSignals({ server, fastPath, stopInside }: Options): { ready: () => void } {
  let isReady = false
  let stopping = false
  const stop = async (signal: NodeJS.Signals) => {
    if (stopping || !isReady) process.exit(signal === 'SIGINT' ? 130 : 143)
    stopping = true
    setTimeout(() => process.exit(1), finishMs + stopInsideMs).unref()
    const closed = new Promise<void>((resolve) => server.close(resolve))
    server.closeIdleConnections()
    fastPath.closeIdleConnections()
    const cutConnections = setTimeout(() => {
      server.closeAllConnections()
      fastPath.closeAllConnections()
    }, finishMs)
    await closed
    clearTimeout(cutConnections)
    await stopInside()
    process.exit(0)
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop(signal))
  return { ready: () => void (isReady = true) }
}
