import { log } from '@/platform/log'

/** Errors of a connection that the client broke off. */
const connectionErrors = new Set(['ECONNRESET', 'EPIPE', 'ECONNABORTED', 'ERR_STREAM_PREMATURE_CLOSE', 'ABORT_ERR'])

/**
 * Decides what ends the process. A rejected promise that nobody handles does not: it is logged, because one forgotten promise, or a client that hung up
 * at a bad moment, must not take the site down (Node's default would). An uncaught exception does: the state of the process cannot be trusted then, and
 * whatever supervises the process starts it again.
 */
export function installCrashHandlers(): void {
  process.on('unhandledRejection', (error) => log.error({ err: error }, 'a promise failed and nobody heard'))
  process.on('uncaughtException', (error: NodeJS.ErrnoException) => {
    if (connectionErrors.has(error.code ?? '')) return log.warn({ err: error }, 'a connection ended badly')
    log.fatal({ err: error }, 'an exception that nobody caught')
    process.exit(1)
  })
}
