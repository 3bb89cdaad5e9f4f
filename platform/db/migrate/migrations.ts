import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { firstWord, splitStatements } from './statements'

/** One folder of prisma/migrations/ENGINE. `checksum` is SHA-256 of the script in hex, as Prisma computes it. */
export type Migration = { name: string; sql: string; checksum: string }

/** The migrations in a folder, in the order in which they are applied. */
export function readMigrations(folder: string): Migration[] {
  const names = fs.readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []))
  return names.sort().map((name) => {
    const sql = fs.readFileSync(path.join(folder, name, 'migration.sql'), 'utf8')
    return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') }
  })
}

const transactionWords = ['BEGIN', 'START', 'COMMIT', 'END', 'ROLLBACK', 'ABORT', 'SAVEPOINT', 'RELEASE', 'PREPARE']

/** The statement of a script that would end or nest the transaction in which the script runs, or undefined. */
export const findTransactionStatement = (sql: string) => splitStatements(sql).find((statement) => transactionWords.includes(firstWord(statement)))
