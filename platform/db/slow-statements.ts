import { LRUCache } from 'lru-cache'
import { monotonicMs } from '../clock'
import { config } from '../config'
import { log } from '../log'

// The server, Next and the command line each have a copy of this module; the process has one count.
const holder = globalThis as unknown as { [key: symbol]: { slow: number } | undefined }
const counts = (holder[Symbol.for('lightstick.slow-statements')] ??= { slow: 0 })

/** Statements that took longer than `SLOW_STATEMENT_MS` since the start. */
export const slowStatements = (): number => counts.slow

/** One line about a statement is enough for a while: what is slow once is slow again, and a log that floods hides it. */
const sayAgainMs = 60_000
const said = new LRUCache<string, true>({ max: 200, ttl: sayAgainMs, perf: { now: monotonicMs } })
const maxCharacters = 4000

/** Lists of values of any length are one statement. */
const shapeOf = (sql: string) => sql.replace(/(\?|\$\d+)(?:,\s*(?:\?|\$\d+))+/g, '$1, …')
/** PostgreSQL writes the values into its plans, and they hold what people typed. */
const withoutValues = (plan: string) => plan.replace(/'(?:[^']|'')*'/g, "'…'")

/**
 * Tells of a statement that took `ms`: counted always, logged at most once a minute with its plan. `plan` is asked only then, and may fail.
 * Values are never logged.
 */
export function noteStatement(sql: string, ms: number, plan: () => string | Promise<string>): void {
  if (ms < config.slowStatementMs) return
  counts.slow++
  const shape = shapeOf(sql)
  if (said.has(shape)) return
  said.set(shape, true)
  const line = (text: string) =>
    log.warn({ ms: Math.round(ms), sql: shape.slice(0, maxCharacters), plan: withoutValues(text).slice(0, maxCharacters) }, 'a statement was slow')
  const unknown = () => line('not known')
  try {
    const found = plan()
    if (typeof found === 'string') line(found)
    else found.then(line, unknown)
  } catch {
    unknown()
  }
}
