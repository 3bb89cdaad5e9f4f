// What stops a script, said in one line a person can act on. Runs before anything is installed.

/** An expected reason to stop: its message is shown alone, without a stack trace; `output` is shown above it. */
export class UserError extends Error {
  constructor(message, output = '') {
    super(message)
    this.name = 'UserError'
    this.output = output
  }
}

const full = 'The disk is full: free some space and start again.'
const readOnly = (where) => `Cannot write to ${where}: give this user the right to write there, or set DATA_DIR to another folder.`

const noAnswer = 'DATABASE_URL: no PostgreSQL answers at that address.'
const starting = 'DATABASE_URL: PostgreSQL is just starting or stopping there. Start again in a moment.'
const refused = (error) => `DATABASE_URL: PostgreSQL refuses: ${error.message}.`

/** What only a site on PostgreSQL can mean by a code. */
const onPostgresql = (lines) =>
  Object.fromEntries(Object.entries(lines).map(([code, line]) => [code, (error) => (process.env.DATABASE_URL?.startsWith('postgres') ? line(error) : null)]))

/** Known causes by code, wherever they come from: Node, SQLite, or the driver of PostgreSQL. */
const known = {
  ENOSPC: () => full,
  EDQUOT: () => full,
  SQLITE_FULL: () => full,
  EADDRINUSE: (error) => `PORT ${error.port ?? process.env.PORT ?? 3000} is taken by another program: stop it, or choose another, as in PORT=3001 npm start.`,
  EADDRNOTAVAIL: (error) => `HOST ${error.address ?? process.env.HOST} is not an address of this machine.`,
  EROFS: (error) => readOnly(error.path ?? 'DATA_DIR'),
  EACCES: (error) =>
    error.syscall === 'listen' ? `PORT ${error.port} needs more rights than this user has: choose one above 1023.` : readOnly(error.path ?? 'DATA_DIR'),
  ENOTDIR: (error) => readOnly(error.path ?? 'DATA_DIR'),
  EPERM: (error) => readOnly(error.path ?? 'DATA_DIR'),
  SQLITE_READONLY: () => readOnly('the database in DATA_DIR'),
  SQLITE_CANTOPEN: () => readOnly('the database in DATA_DIR'),
  // On a full disk SQLite cannot make the file that its processes share, and says this.
  SQLITE_IOERR: () => 'The disk with the database is full, or it cannot be read or written: check it, and start again.',
  SQLITE_NOTADB: () => 'The database file is not a SQLite database: set DATABASE_URL to another, or restore a backup.',
  SQLITE_CORRUPT: () => 'The database file is damaged or cut short: restore a backup.',
  ECONNREFUSED: () => noAnswer,
  // PostgreSQL's own (postgresql.org/docs/current/errcodes-appendix.html), and what a network says on the way to it.
  ...onPostgresql({
    ENOTFOUND: () => noAnswer,
    EAI_AGAIN: () => noAnswer,
    ETIMEDOUT: () => noAnswer,
    ECONNRESET: () => noAnswer,
    EHOSTUNREACH: () => noAnswer,
    ENETUNREACH: () => noAnswer,
    '57P01': () => starting,
    '57P03': () => starting,
    53300: () => 'DATABASE_URL: PostgreSQL has no connection left. Raise its max_connections, or end other programs that use it.',
    '28P01': (error) => refused(error),
    28000: (error) => refused(error),
    '3D000': (error) => refused(error),
  }),
}

// Errors of our own that are written for the person who starts the site. They come from bundles, so they are known by name.
const ours = ['UserError', 'ConfigError', 'NewerDatabaseError', 'MigrationError', 'MissingDatabaseError', 'DataInUseError', 'BackupError', 'AppError']

/** The one line for an error, or null when it is not one that we know (then its stack is what helps). */
export function explain(error) {
  for (let cause = error, depth = 0; cause && depth < 8; cause = cause.cause, depth++) {
    if (ours.includes(cause.name)) return cause.message
    // Prisma's adapters have a code of their own and keep the driver's beside it.
    const code = String(cause.originalCode ?? cause.code ?? '')
    const line = known[code] ?? known[code.replace(/^(SQLITE_[A-Z]+)_.*/, '$1')]
    const said = line?.(cause)
    if (said) return said
    if (/ENOSPC|no space left on device|database or disk is full/i.test(`${cause.message} ${cause.output ?? ''}`)) return full
    if (/^(timeout expired|Query read timeout|Connection terminated)/.test(cause.message)) return noAnswer
    if (/attempt to write a readonly database/i.test(cause.message)) return readOnly('the database in DATA_DIR')
  }
  return null
}

/** Says why, and ends the process with 1. */
export function fail(error) {
  const line = explain(error)
  if (error?.output) process.stderr.write(`${error.output.trimEnd().split('\n').slice(-40).join('\n')}\n`)
  process.stderr.write(`${line ? `✗ ${line}` : (error?.stack ?? error)}\n`)
  process.exit(1)
}
