import { describe, expect, it } from 'vitest'
import { changesSince } from '@/tests/support/changes-since'
import { findDifferences, readBefore, takeSnapshot, type Changes } from '@/tests/support/compare-databases'
import { engine } from '@/tests/support/database'
import { findBreaches } from '@/tests/support/invariants'
import { ask, query } from '@/tests/support/query-database'
import { listPast, makePast, useScratchDatabases } from '@/tests/support/scratch-database'
import { migrate } from '../migrate'

useScratchDatabases()

describe.each(listPast())('the database of %s', (name) => {
  const changes = changesSince[name] ?? {}

  it('holds the same after its migrations, and keeps the rules', async () => {
    const url = await makePast(name)
    const before = await takeSnapshot(url)
    const read = await readBefore(url, changes)
    expect([...before.tables].filter(([, rows]) => rows.length === 0).map(([table]) => table)).toEqual([])
    await migrate(url)
    expect(await findDifferences(url, before, changes, read)).toEqual([])
    expect(await ask(url, findBreaches)).toEqual([])
    if (engine === 'sqlite') {
      expect(await query(url, 'PRAGMA foreign_key_check')).toEqual([])
      expect(await query(url, 'PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }])
    }
    expect(await migrate(url)).toEqual([])
  })

  it.runIf(engine === 'postgresql')('has statistics of its rows after them', async () => {
    const url = await makePast(name)
    const counted = () => query(url, `SELECT DISTINCT tablename AS name FROM pg_stats WHERE tablename IN ('Article', 'Entry', 'Credit', 'Vote') ORDER BY 1`)
    // As after pg_dump and psql.
    expect(await counted()).toEqual([])
    await migrate(url)
    expect((await counted()).map(({ name }) => name)).toEqual(['Article', 'Credit', 'Entry', 'Vote'])
  })
})

describe('the comparison', () => {
  const [name] = listPast()

  /** What is found after `sql` was done to a past database. */
  async function differencesAfter(sql: string, changes: Changes = {}) {
    const url = await makePast(name!)
    const before = await takeSnapshot(url)
    const read = await readBefore(url, changes)
    await ask(url, async (one) => {
      if (engine === 'sqlite') await one('PRAGMA foreign_keys = OFF')
      await one(sql)
    })
    return findDifferences(url, before, changes, read)
  }

  it.each([
    [
      'a value that changed',
      `UPDATE "Setting" SET "name" = 'other' WHERE "name" = 'loaded:content'`,
      /^Setting: 3 rows before, 3 after; lost: .*loaded:content.*made: .*other/,
    ],
    ['a row that is gone', `DELETE FROM "Vote" WHERE "state" = 'held'`, /^Vote: 17 rows before, 13 after; lost: /],
    ['a column that is gone', `ALTER TABLE "Media" DROP COLUMN "alt"`, /^Media: /],
    ['a column that is new', `ALTER TABLE "Media" ADD COLUMN "tint" TEXT`, /^Media: /],
    ['a table that is gone', `DROP TABLE "Job"`, /^Job is gone/],
    ['a new table with rows', `CREATE TABLE "New" ("id" INTEGER); INSERT INTO "New" VALUES (1)`, /^New is new, and nothing describes/],
  ])('finds %s', async (_, sql, line) => expect(await differencesAfter(sql)).toEqual([expect.stringMatching(line)]))

  const renamed = `ALTER TABLE "EntrySlug" RENAME COLUMN "slug" TO "address"`
  const pair = {
    before: 'SELECT "articleId", "entryId", "slug" AS name FROM "EntrySlug"',
    after: 'SELECT "articleId", "entryId", "address" AS name FROM "EntrySlug"',
  }

  it('accepts what is described', async () => expect(await differencesAfter(renamed, { EntrySlug: { pairs: [pair] } })).toEqual([]))

  it('finds a column that a description forgets, and rows that are not as described', async () => {
    const short = { before: 'SELECT "entryId" FROM "EntrySlug"', after: 'SELECT "entryId" FROM "EntrySlug"' }
    expect(await differencesAfter(renamed, { EntrySlug: { pairs: [short] } })).toEqual(['EntrySlug: nothing describes articleId, slug'])
    expect(await differencesAfter(`${renamed}; UPDATE "EntrySlug" SET "address" = 'x' WHERE "address" = 'one'`, { EntrySlug: { pairs: [pair] } })).toHaveLength(
      1,
    )
  })
})
