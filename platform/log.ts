import pino from 'pino'
import { monotonicMs } from './clock'
import { config } from './config'
import { readableStack } from './source-positions'

let logger: pino.Logger | undefined

// The server, Next and the command line each have a copy of this module; the process has one log.
type Counts = { warn: number; error: number; damagedAt: number }
const holder = globalThis as unknown as { [key: symbol]: Counts | undefined }
const counts = (holder[Symbol.for('lightstick.log-counts')] ??= { warn: 0, error: 0, damagedAt: -Infinity })

/** Lines that were logged at these levels since the start. */
export const errorCounts = (): { warn: number; error: number } => counts

/** When an error was last logged that says that the database file is damaged (monotonic milliseconds). */
export const lastDamage = (): number => counts.damagedAt

/** Whether an error says that a SQLite file is damaged. */
export function isDamage(error: unknown): boolean {
  for (let cause = error, depth = 0; cause instanceof Object && depth < 8; cause = (cause as { cause?: unknown }).cause, depth++) {
    const { code, originalCode, message } = cause as { code?: unknown; originalCode?: unknown; message?: unknown }
    if (
      /SQLITE_(CORRUPT|NOTADB|IOERR)|database disk image is malformed|file is not a database/.test(`${String(originalCode)} ${String(code)} ${String(message)}`)
    )
      return true
  }
  return false
}

function count(line: unknown, level: number) {
  if (level >= 50) counts.error++
  else if (level >= 40) counts.warn++
  if (level >= 50 && isDamage((line as { err?: unknown } | null)?.err)) counts.damagedAt = monotonicMs()
}

function logMethod(this: pino.Logger, args: Parameters<pino.LogFn>, method: pino.LogFn, level: number) {
  count(args[0], level)
  method.apply(this, args)
}

function serializeError(error: unknown): unknown {
  const plain: unknown = error instanceof Error ? pino.stdSerializers.err(error) : error
  if (plain instanceof Object && 'stack' in plain && typeof plain.stack === 'string') plain.stack = readableStack(plain.stack)
  return plain
}

let isOnStandardError = false
/** The command line's standard output is what a command prints, often into a file: there the log is no part of it. */
export function logToStandardError(): void {
  if (isOnStandardError) return
  isOnStandardError = true
  logger = undefined
}

/** JSON lines on standard output, of a command on standard error; `LOG_LEVEL` says how much. Never log bodies, addresses of mail, passwords or tokens. */
export const log = new Proxy({} as pino.Logger, {
  get(_, name) {
    const options = {
      level: config.logLevel,
      base: undefined,
      timestamp: pino.stdTimeFunctions.isoTime,
      hooks: { logMethod },
      serializers: { err: serializeError },
    }
    logger ??= isOnStandardError ? pino(options, process.stderr) : pino(options)
    const value = Reflect.get(logger, name)
    return typeof value === 'function' ? value.bind(logger) : value
  },
})
