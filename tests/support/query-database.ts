import Database from 'better-sqlite3'
import pg from 'pg'

export type Row = Record<string, unknown>

/** Asks a database of either engine one thing on a connection of its own. A statement that gives no rows gives an empty list. */
export async function query(url: string, sql: string): Promise<Row[]> {
  return ask(url, (one) => one(sql))
}

/** Asks several things on one connection. */
export async function ask<T>(url: string, fn: (one: (sql: string) => Promise<Row[]>) => Promise<T>): Promise<T> {
  if (url.startsWith('file:')) {
    const db = new Database(url.replace(/^file:/, ''), { timeout: 5000 })
    try {
      return await fn(async (sql) => {
        if (/^\s*(SELECT\b|WITH\b|PRAGMA [^=]*$)/i.test(sql)) return db.prepare(sql).all() as Row[]
        db.exec(sql)
        return []
      })
    } finally {
      db.close()
    }
  }
  const client = new pg.Client(url)
  await client.connect()
  try {
    return await fn(async (sql) => (await client.query(sql)).rows as Row[])
  } finally {
    await client.end()
  }
}
