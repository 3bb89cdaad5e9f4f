import { readableStack } from '@/platform/source-positions'
import { explain } from '../../scripts/steps/user-error.mjs'

const expected = new Set(['ConfigError', 'NewerDatabaseError', 'MigrationError', 'MissingDatabaseError', 'DataInUseError', 'BackupError'])

/** Ends the process after a start that failed. Prints one line when the cause is known, otherwise the stack. */
export function exitWithStartError(error: unknown): never {
  let line: string | null = null
  for (let cause = error; cause instanceof Error && !line; cause = cause.cause)
    if (expected.has(cause.name)) line = cause.message.replace(/^An error occurred while loading instrumentation hook: /, '')
  if (/Can't reach database server/.test(String(error))) line ??= 'DATABASE_URL: no PostgreSQL answers at that address.'
  line ??= explain(error)
  process.stderr.write(`${line ? `✗ ${line}` : error instanceof Error ? readableStack(error.stack ?? String(error)) : String(error)}\n`)
  process.exit(1)
}
