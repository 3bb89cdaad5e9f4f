import { monotonicMs } from './clock'
import { config } from './config'
import { log } from './log'

/**
 * Whether the database can be reached. What asks it says here that it got no answer, or one again; pages that are kept, renders and the log go by it. The
 * code inside Next and the server share one state.
 */
type State = {
  /** When it was first missed (monotonic milliseconds); 0 while it answers. */
  since: number
  saidAt: number
  unsaid: number
}

const holder = globalThis as unknown as { [key: symbol]: State | undefined }
const state = (holder[Symbol.for('lightstick.database-away')] ??= { since: 0, saidAt: 0, unsaid: 0 })

const sayEveryMs = 1000

// The connection is gone, or none can be made.
const goneCodes = new Set([
  ...['P1001', 'P1002', 'P1017'], // Prisma
  ...['ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT', 'EPIPE', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'],
  ...['57P01', '57P02', '57P03', '08000', '08003', '08006'], // PostgreSQL: shutting down, starting, connection lost
  // Another database, or none, stands in the place of the site's: it is gone, or half brought back.
  ...['P1003', 'P2021', '3D000', '42P01'],
])
const goneWords =
  /Code: `(?:57P0[123]|080\d\d|42P01|3D000)`|not currently accepting connections|Can't reach database|Connection terminated|timeout expired|ConnectionClosed|DatabaseNotReachable|Server has closed the connection|the database system is (shutting down|starting up)|Client has encountered a connection error/
// It is there, and had no time for us.
const busyCodes = new Set(['P1008', 'P2024', 'P2037', '53300', '57014'])
const busyWords =
  /Code: `(?:53300|57014)`|timeout exceeded when trying to connect|Unable to start a transaction in the given time|SocketTimeout|SQLITE_BUSY|database is locked/
// PostgreSQL: disk full
const fullCodes = new Set(['53100'])
// Nothing can be written until somebody makes room.
const fullWords = /Code: `53100`|SQLITE_FULL|database or disk is full|ENOSPC|No space left on device|could not extend file/

function has(error: unknown, codes: Set<string>, words: RegExp): boolean {
  for (let cause = error, depth = 0; cause instanceof Object && depth < 8; cause = (cause as { cause?: unknown }).cause, depth++) {
    const { code, originalCode, message } = cause as { code?: unknown; originalCode?: unknown; message?: unknown }
    if (codes.has(String(code)) || codes.has(String(originalCode)) || words.test(String(message))) return true
  }
  return false
}

const isGone = (error: unknown) => (error as Error | null)?.name === 'DatabaseAway' || has(error, goneCodes, goneWords)

/** Whether an error means that there is no room on the disk of the database: nothing can be written until somebody makes some, and reading goes on. */
export const isDiskFull = (error: unknown): boolean => has(error, fullCodes, fullWords)

/** Whether an error means that the database could not be reached, had no time or no room, and not that it refused something. */
export const isDatabaseAway = (error: unknown): boolean => isGone(error) || has(error, busyCodes, busyWords) || isDiskFull(error)

/** Since when it has been away (monotonic milliseconds); null while it answers. */
export const databaseAwaySince = (): number | null => state.since || null

/**
 * Says that it gave no answer. From a connection that is gone until somebody gets an answer, nobody but the probe asks it. In the log this stands once a
 * second, however many ask. `what`: a sentence.
 */
export function noteDatabaseAway(error: unknown, what: string): void {
  const now = monotonicMs()
  // A SQLite file is not away: it is locked for a while, and whoever reads does not notice.
  if (state.since === 0 && config.engine === 'postgresql' && isGone(error)) state.since = now
  if (now - state.saidAt < sayEveryMs) return void state.unsaid++
  log.error(
    {
      reason: String((error as Error)?.message ?? error)
        .replaceAll(/\s+/g, ' ')
        .slice(0, 300),
      alike: state.unsaid,
    },
    what,
  )
  state.saidAt = now
  state.unsaid = 0
}

/** Says that it answers. */
export function noteDatabaseAnswers(): void {
  if (state.since === 0) return
  log.info({ awaySeconds: Math.round((monotonicMs() - state.since) / 1000) }, 'the database answers again')
  state.since = 0
}

/** Next prints what a page threw, with its stack, before anybody can take it: of the database's absence the log says enough. */
export function keepAwayOutOfConsole(): void {
  const print = console.error.bind(console)
  console.error = (...args: unknown[]) => {
    const found = args.find(isDatabaseAway)
    if (found === undefined) print(...args)
    else noteDatabaseAway(found, 'a page could not be made: the database gives no answer')
  }
}

/** Asking it would only take time: it was asked a moment ago and gave no answer. */
export class DatabaseAway extends Error {
  override name = 'DatabaseAway'
  constructor(cause?: unknown) {
    super('the database is away', { cause })
  }
}
