import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { engine } from '@/tests/support/database'
import { fillDatabase } from '@/tests/support/fill-database'
import { makeScratch, useScratchDatabases } from '@/tests/support/scratch-database'
import { read } from '.'
import { migrate } from './migrate'
import { hasStatistics, statisticsOf, unknownIndexes } from './statistics'

useScratchDatabases()

const ask = <T>(url: string, fn: (db: Database.Database) => T): T => {
  const db = new Database(url.replace(/^file:/, ''))
  try {
    return fn(db)
  } finally {
    db.close()
  }
}

/** Two dozen entries by their ids, as the page of a well-known person asks for them. */
const entries = `SELECT "id", "heading" FROM "Entry" WHERE "id" IN (${Array.from({ length: 24 }, (_, n) => `'e${n}'`).join()})`

describe.runIf(engine === 'sqlite')('what SQLite is told of its tables', () => {
  it('is written with the migrations, for every index, and names no index that is gone', async () => {
    const url = await makeScratch()
    await migrate(url)
    ask(url, (db) => {
      expect(hasStatistics(db)).toBe(true)
      expect(unknownIndexes(db)).toEqual([])
      expect(statisticsOf(db).find(({ idx }) => idx === 'Article_state_firstPublishedAt_id_idx')?.stat).toBe('10000 9000 1 1')
    })
  })

  it.each([
    ['missing', (db: Database.Database) => void db.exec('DELETE FROM sqlite_stat1')],
    ['counted while the site was small', (db: Database.Database) => void db.exec('ANALYZE')],
  ])('is put right at the next start when it is %s', async (_, spoil) => {
    const url = await makeScratch()
    await migrate(url)
    await fillDatabase(url, { lists: 2, entries: 2, people: 4, words: 1 })
    ask(url, spoil)
    expect(await migrate(url)).toEqual([])
    expect(ask(url, hasStatistics)).toBe(true)
    const plan = ask(url, (db) => db.prepare(`EXPLAIN QUERY PLAN ${entries}`).all()) as { detail: string }[]
    expect(plan[0]?.detail).toBe('SEARCH Entry USING INDEX sqlite_autoindex_Entry_1 (id=?)')
  })
})

it.runIf(engine === 'postgresql')('PostgreSQL is told that its data is not on a disk that turns', async () => {
  expect(await read.$queryRaw`SHOW random_page_cost`).toEqual([{ random_page_cost: '1.1' }])
})

it.runIf(engine === 'postgresql')('PostgreSQL counts by itself: nothing is written there', async () => {
  const url = await makeScratch()
  await migrate(url)
  expect(await migrate(url)).toEqual([])
})
