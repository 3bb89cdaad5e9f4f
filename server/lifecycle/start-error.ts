import { explain } from '../../scripts/steps/trouble.mjs'

const expected = new Set(['ConfigError', 'NewerDatabaseError'])

/** Ends a start that failed with one line where we know what it means, else with the stack. */
export function explainStart(error: unknown): never {
  let line: string | null = null
  for (let cause = error; cause instanceof Error && !line; cause = cause.cause)
    if (expected.has(cause.name)) line = cause.message.replace(/^An error occurred while loading instrumentation hook: /, '')
  if (/Can't reach database server/.test(String(error))) line ??= 'DATABASE_URL: no PostgreSQL answers at that address.'
  line ??= explain(error)
  process.stderr.write(`${line ? `✗ ${line}` : error instanceof Error ? error.stack : String(error)}\n`)
  process.exit(1)
}
