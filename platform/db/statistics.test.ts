import Database from 'better-sqlite3'
import { expect, it } from 'vitest'
import { importContent } from '@/features/content-files/commands/import-content'
import { engine, useDatabase } from '@/tests/support/database'
import { fillDatabase } from '@/tests/support/fill-database'
import { makeScratch, useScratchDatabases } from '@/tests/support/scratch-database'
import { sweepOldWork } from '../jobs/sweep'
import { migrate } from './migrate'

useDatabase({ whole: false })
useScratchDatabases()

/** What SQLite knows of a table: `rows …`; null when it knows nothing. PostgreSQL keeps its own. */
function knownOf(url: string, table: string): string | null {
  const db = new Database(url.replace(/^file:/, ''), { readonly: true })
  try {
    if (!db.prepare(`SELECT 1 FROM sqlite_master WHERE name = 'sqlite_stat1'`).get()) return null
    return (db.prepare('SELECT stat FROM sqlite_stat1 WHERE tbl = ? LIMIT 1').pluck().get(table) as string | undefined) ?? null
  } finally {
    db.close()
  }
}

const url = process.env.DATABASE_URL!
const size = { lists: 30, entries: 12, people: 30, words: 3 }
const forget = () => {
  const db = new Database(url.replace(/^file:/, ''))
  if (db.prepare(`SELECT 1 FROM sqlite_master WHERE name = 'sqlite_stat1'`).get()) db.exec('DELETE FROM sqlite_stat1')
  db.close()
}

it.skipIf(engine === 'postgresql')('the hourly sweep tells SQLite how large its tables are', async () => {
  forget()
  await fillDatabase(url, size)
  expect(knownOf(url, 'Credit')).toBeNull()
  await sweepOldWork()
  expect(Number(knownOf(url, 'Credit')?.split(' ')[0])).toBe(30 * 12 * 4)
})

it.skipIf(engine === 'postgresql')('an import does so too', async () => {
  forget()
  await importContent([{ name: 'records.yaml', text: 'format: 1\npeople:\n  rain:\n    name: Rain\n' }])
  expect(knownOf(url, 'Subject')).toMatch(/^1 /)
})

it('a migration does so too, and PostgreSQL needs none of it', async () => {
  const scratch = await makeScratch()
  await migrate(scratch)
  if (engine === 'sqlite') expect(knownOf(scratch, '_prisma_migrations')).not.toBeNull()
  await expect(sweepOldWork()).resolves.toBeUndefined()
})
