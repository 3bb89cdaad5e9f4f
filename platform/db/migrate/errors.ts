/** The database was made by a newer Lightstick. */
export class NewerDatabaseError extends Error {
  override name = 'NewerDatabaseError'
}

/** The database could not be brought to this version. The message is one line that says why, in what state the database is, and what to do. */
export class MigrationError extends Error {
  override name = 'MigrationError'
}

/** What a driver says went wrong, as one line. */
export const reasonOf = (error: unknown) => String((error as Error)?.message || error).replace(/\s*\n\s*/g, ' ')
