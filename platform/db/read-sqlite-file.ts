import Database from 'better-sqlite3'

/** Asks a SQLite file that is not the site's own, such as another system's, and changes nothing in it. Rows by their columns. */
export function readSqliteFile<T>(file: string, ask: (rows: (sql: string) => Record<string, unknown>[]) => T): T {
  const db = new Database(file, { readonly: true, fileMustExist: true })
  try {
    return ask((sql) => db.prepare(sql).all() as Record<string, unknown>[])
  } finally {
    db.close()
  }
}
