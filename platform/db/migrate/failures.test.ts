import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { engine } from '@/tests/support/database'
import { findDifferences, takeSnapshot } from '@/tests/support/compare-databases'
import { plantMigrations, slowMigrations, slowResult, slowResultSql } from '@/tests/support/planted-migrations'
import { query } from '@/tests/support/query-database'
import { fileOf, makePast, makeScratch, useScratchDatabases } from '@/tests/support/scratch-database'
import { migrate } from '../migrate'
import { copyDatabase } from './copy'

useScratchDatabases()

/** An empty database that is up to date but for what a test plants. */
async function makeCurrent() {
  const url = await makeScratch()
  await migrate(url)
  return url
}

const history = (url: string) => query(url, 'SELECT migration_name AS name FROM _prisma_migrations ORDER BY migration_name')

describe('a migration that fails', () => {
  it.each([
    ['a statement that is wrong', 'CREATE TABLE "Planted" ("id" INTEGER); INSERT INTO "Planted" VALUES (1); SELECT "gone" FROM "Nowhere";', /Nowhere/],
    [
      'a row that points nowhere',
      `CREATE TABLE "Planted" ("id" INTEGER, "readerId" TEXT REFERENCES "Reader" ("id")); INSERT INTO "Planted" VALUES (1, 'nobody');`,
      engine === 'sqlite' ? /it leaves 1 rows in Planted that point at no row of Reader/ : /violates foreign key constraint/,
    ],
    [
      'a check at the end of the transaction',
      `CREATE TABLE "Planted" ("id" INTEGER, "readerId" TEXT REFERENCES "Reader" ("id") DEFERRABLE INITIALLY DEFERRED); INSERT INTO "Planted" VALUES (1, 'nobody');`,
      engine === 'sqlite' ? /Planted that point at no row of Reader/ : /violates foreign key constraint/,
    ],
  ])('is rolled back whole, says why in one line, and is tried again by the next start: %s', async (_, sql, reason) => {
    const url = await makePast('2026-11-26')
    await migrate(url)
    const [before, rows] = [await takeSnapshot(url), await history(url)]
    const folder = plantMigrations({ wrong: sql })
    for (const attempt of [1, 2]) {
      const error = await migrate(url, { folder }).then(
        () => null,
        (error: Error) => error,
      )
      expect(error, `attempt ${attempt}`).toMatchObject({ name: 'MigrationError' })
      expect(error?.message).toMatch(/^The migration 29990101000000_wrong failed and was rolled back: .*\. The database is as it was\./)
      expect(error?.message).toMatch(reason)
      expect(error?.message).not.toContain('\n')
      if (engine === 'sqlite') expect(error?.message).toMatch(/ A copy from before is .*backups\/before-29990101000000_wrong\.db\.$/)
      expect(await findDifferences(url, before, {}, new Map())).toEqual([])
      expect(await history(url)).toEqual(rows)
    }
    const mended = plantMigrations({ wrong: 'CREATE TABLE "Planted" ("id" INTEGER)' })
    expect(await migrate(url, { folder: mended })).toEqual(['29990101000000_wrong'])
  })

  it('keeps those before it', async () => {
    const url = await makeCurrent()
    const folder = plantMigrations({ '1_right': 'CREATE TABLE "Planted" ("id" INTEGER)', '2_wrong': 'SELECT "gone" FROM "Nowhere"' })
    await expect(migrate(url, { folder })).rejects.toThrow(/2_wrong failed/)
    expect((await history(url)).at(-1)).toEqual({ name: '29990101000000_1_right' })
    expect(await query(url, 'SELECT * FROM "Planted"')).toEqual([])
  })

  it('is refused when its script would end the transaction', async () => {
    const url = await makeCurrent()
    const folder = plantMigrations({ own: 'CREATE TABLE "Planted" ("id" INTEGER); COMMIT; SELECT 1' })
    await expect(migrate(url, { folder })).rejects.toThrow(
      /^The migration 29990101000000_own cannot be applied: it runs in one transaction and must not say “COMMIT”/,
    )
    await expect(query(url, 'SELECT * FROM "Planted"')).rejects.toThrow()
  })
})

it('a database of another program is refused and left alone', async () => {
  const url = await makeScratch()
  await query(url, 'CREATE TABLE "Wordpress" ("id" INTEGER)')
  await expect(migrate(url)).rejects.toThrow(/^The database holds tables that are not Lightstick's \(Wordpress\)/)
  expect([...(await takeSnapshot(url)).tables.keys()]).toEqual(['Wordpress'])
})

it('rebuilding a table keeps what hangs on it', async () => {
  const url = await makeCurrent()
  await migrate(url, { folder: plantMigrations(slowMigrations) })
  expect(await query(url, slowResultSql)).toEqual([slowResult])
})

if (engine === 'sqlite') {
  describe('the copy of a SQLite file', () => {
    const copies = (url: string) => path.join(path.dirname(fileOf(url)), 'backups')
    const names = (url: string) => (fs.existsSync(copies(url)) ? fs.readdirSync(copies(url)).sort() : [])
    const planted = { empty: 'CREATE TABLE "Planted" ("id" INTEGER)' }

    it('holds the database as it was, and its place is told', async () => {
      const url = await makePast('2026-11-26')
      const before = await takeSnapshot(url)
      const said: string[] = []
      await migrate(url, { folder: plantMigrations(planted), say: (line) => said.push(line) })
      const [copy] = names(url)
      expect(said).toEqual([`The database was copied to ${path.join(copies(url), copy!)} before the upgrade.`])
      expect(await findDifferences(`file:${path.join(copies(url), copy!)}`, before, {}, new Map())).toEqual([])
      expect(fs.statSync(copies(url)).mode & 0o777).toBe(0o700)
    })

    it('is not made of a database without data, nor when there is nothing to apply', async () => {
      const url = await makeCurrent()
      await migrate(url, { folder: plantMigrations(planted) })
      await migrate(url, { folder: plantMigrations(planted) })
      expect(names(url)).toEqual([])
    })

    it('is kept three times', async () => {
      const url = await makePast('2026-11-26')
      const file = fileOf(url)
      for (const [age, name] of ['a', 'b', 'c', 'd', 'e'].entries()) fs.utimesSync(copyDatabase(file, name), age, age)
      expect(names(url)).toEqual(['before-c.db', 'before-d.db', 'before-e.db'])
    })

    it('takes what a killed process left of one away', async () => {
      const url = await makePast('2026-11-26')
      fs.mkdirSync(copies(url))
      fs.writeFileSync(path.join(copies(url), 'before-x.db.partial'), 'half')
      copyDatabase(fileOf(url), 'y')
      expect(names(url)).toEqual(['before-y.db'])
    })

    it('is not begun, and nothing changes, where the disk has no room', async () => {
      const url = await makePast('2026-11-26')
      expect(() => copyDatabase(fileOf(url), 'x', () => 1024)).toThrow(
        /^There is not enough disk space to copy the database before the upgrade: \d+ MB are needed in .*backups, and 1 MB are free\. Nothing was changed\.$/,
      )
      expect(names(url)).toEqual([])
    })
  })

  describe('a file that cannot be used', () => {
    it('is said to be no database', async () => {
      const url = await makeScratch()
      fs.writeFileSync(fileOf(url), 'These are no pages of SQLite. '.repeat(200))
      await expect(migrate(url)).rejects.toThrow(`${fileOf(url)} is not a SQLite database: set DATABASE_URL to another, or restore a backup.`)
    })

    it.each([0.9, 0.5, 0.1])('is said to be cut short (at %d)', async (part) => {
      const url = await makePast('2026-11-26')
      fs.truncateSync(fileOf(url), Math.floor(fs.statSync(fileOf(url)).size * part))
      await expect(migrate(url)).rejects.toThrow(`The database file ${fileOf(url)} is damaged or cut short: restore a backup.`)
    })

    it('is left as it was when the disk is full', async () => {
      const url = await makePast('2026-11-26')
      await migrate(url)
      const before = await takeSnapshot(url)
      // SQLite says the same as on a full disk.
      const folder = plantMigrations({ big: 'PRAGMA max_page_count = 1; CREATE TABLE "Planted" AS SELECT * FROM "Edition"' })
      await expect(migrate(url, { folder })).rejects.toThrow(/big failed and was rolled back: database or disk is full\. The database is as it was\. A copy/)
      expect(await findDifferences(url, before, {}, new Map())).toEqual([])
    })
  })
}
