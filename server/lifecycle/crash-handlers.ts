import { log } from '@/platform/log'

const ofConnections = new Set(['ECONNRESET', 'EPIPE', 'ECONNABORTED', 'ERR_STREAM_PREMATURE_CLOSE', 'ABORT_ERR'])

/**
 * Node ends the process for any promise that fails unheard. One forgotten promise, or a client that hung up at a bad moment, must not take the
 * site down: it is logged. After an exception that nobody caught nothing can be trusted: it is logged, and whoever watches the process starts
 * it again.
 */
export function surviveMistakes(): void {
  process.on('unhandledRejection', (error) => log.error({ err: error }, 'a promise failed and nobody heard'))
  process.on('uncaughtException', (error: NodeJS.ErrnoException) => {
    if (ofConnections.has(error.code ?? '')) return log.warn({ err: error }, 'a connection ended badly')
    log.fatal({ err: error }, 'an exception that nobody caught')
    process.exit(1)
  })
}
