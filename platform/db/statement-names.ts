import { LRUCache } from 'lru-cache'

/** Each connection keeps what it has prepared until it ends, some ten kilobytes of the database server's memory for each. */
const maxNames = 300
/** What is asked for less often is not worth that: lists of values of any length are statements of their own. */
const fromUse = 3

/**
 * Names for statements that PostgreSQL is to prepare once for each connection, instead of reading and planning them anew each time. A statement keeps its name, a name
 * its statement, and when all names are given, the others are prepared for each use as before (undefined).
 */
export function makeStatementNames({ max = maxNames, from = fromUse } = {}): (sql: string) => string | undefined {
  const names = new Map<string, string>()
  const uses = new LRUCache<string, number>({ max: 2 * max })
  return (sql) => {
    const known = names.get(sql)
    if (known !== undefined || names.size >= max) return known
    const used = (uses.get(sql) ?? 0) + 1
    if (used < from) return void uses.set(sql, used)
    uses.delete(sql)
    const name = `lightstick_${names.size}`
    names.set(sql, name)
    return name
  }
}
