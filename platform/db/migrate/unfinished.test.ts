import { describe, expect, it } from 'vitest'
import { findDifferences, takeSnapshot } from '@/tests/support/compare-databases'
import { engine } from '@/tests/support/database'
import { ask, query } from '@/tests/support/query-database'
import { makeScratch, useScratchDatabases } from '@/tests/support/scratch-database'
import { migrate } from '../migrate'
import { readMigrations, type Migration } from './migrations'
import { splitStatements } from './statements'

/** What a process of an older version left when it was ended in a migration. */
useScratchDatabases()

const migrations = readMigrations(`prisma/migrations/${engine}`).slice(0, 3)
const somebody = `INSERT INTO "Reader" ("id") VALUES ('somebody')`
const schema =
  engine === 'sqlite'
    ? `SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite%' ORDER BY type, name`
    : `SELECT indexname AS name, indexdef AS sql FROM pg_indexes WHERE schemaname = 'public' UNION ALL
       SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint WHERE connamespace = 'public'::regnamespace UNION ALL
       SELECT table_name || '.' || column_name, data_type FROM information_schema.columns WHERE table_schema = 'public' ORDER BY 1, 2`

const historyRow = ({ name, checksum }: Migration, finished: boolean) =>
  `INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
   VALUES ('${name.slice(0, 36)}', '${checksum}', '${name}', CURRENT_TIMESTAMP, ${finished ? 'CURRENT_TIMESTAMP' : 'NULL'}, ${finished ? 1 : 0})`

const createHistory = `CREATE TABLE _prisma_migrations (id VARCHAR(36) PRIMARY KEY NOT NULL, checksum VARCHAR(64) NOT NULL, finished_at TIMESTAMP, migration_name VARCHAR(255) NOT NULL,
  logs TEXT, rolled_back_at TIMESTAMP, started_at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP, applied_steps_count INTEGER NOT NULL DEFAULT 0)`

/** A database that an older version left in its migration number `at`, after so many of its statements; `null`: its row was deleted by hand. */
async function makeUnfinished(at: number, statements: number, row: 'unfinished' | 'deleted' = 'unfinished') {
  const url = await makeScratch()
  await ask(url, async (one) => {
    await one('BEGIN') // what is there at the end is the same, and the disk is reached once
    await one(createHistory)
    for (const done of migrations.slice(0, at)) {
      await one(done.sql)
      await one(historyRow(done, true))
    }
    if (at > 0) await one(somebody)
    const begun = splitStatements(migrations[at]!.sql).slice(0, statements)
    if (begun.length > 0) await one(begun.join(';\n'))
    if (row === 'unfinished') await one(historyRow(migrations[at]!, false))
    await one('COMMIT')
  })
  return url
}

async function expectMended(url: string, wanted: unknown) {
  await migrate(url)
  expect((await query(url, schema)).filter(({ name }) => !/_prisma_migrations/.test(String(name)))).toEqual(wanted)
  expect(await query(url, 'SELECT migration_name AS name FROM _prisma_migrations WHERE finished_at IS NULL OR applied_steps_count <> 1')).toEqual([])
  expect(await migrate(url)).toEqual([])
}

async function wantedSchema() {
  const url = await makeScratch()
  await migrate(url)
  return (await query(url, schema)).filter(({ name }) => !/_prisma_migrations/.test(String(name)))
}

describe('a migration that an older version left unfinished is completed', () => {
  it.each(migrations.map(({ name }, at) => [name, at] as const))('%s', { timeout: 180_000 }, async (_, at) => {
    const wanted = await wantedSchema()
    const all = splitStatements(migrations[at]!.sql).length
    // On PostgreSQL a script was one transaction.
    const boundaries = engine === 'sqlite' ? Array.from({ length: all + 1 }, (_, done) => done) : [0, all]
    for (const done of boundaries) {
      const url = await makeUnfinished(at, done)
      await expectMended(url, wanted)
      expect(await query(url, 'SELECT "id" FROM "Reader"'), `after ${done} statements`).toEqual(at > 0 ? [{ id: 'somebody' }] : [])
    }
  })

  it('also when somebody has deleted its row', async () => {
    const wanted = await wantedSchema()
    for (const at of [1, 2]) for (const done of engine === 'sqlite' ? [0, 1, 2] : [0]) await expectMended(await makeUnfinished(at, done, 'deleted'), wanted)
  })
})

describe('what cannot be completed ends with one line, and nothing changes', () => {
  const line =
    /^The migration \w+ was begun earlier, not finished, and cannot be completed: .*\. Nothing was changed\. Restore the backup that was made before the upgrade, and start again\.$/

  it('a migration that no older version of ours has begun', async () => {
    const url = await makeScratch()
    await migrate(url)
    await query(url, `UPDATE _prisma_migrations SET finished_at = NULL, migration_name = 'x' WHERE migration_name = '${migrations[2]!.name}'`)
    const { statementsToDo } = await import('./unfinished')
    await expect(statementsToDo({ ...migrations[2]!, name: '20990101000000_later' }, () => null)).rejects.toThrow(line)
  })

  if (engine === 'sqlite')
    it('a table that has another form', async () => {
      const url = await makeUnfinished(0, 3)
      await query(url, 'ALTER TABLE "Identity" ADD COLUMN "other" TEXT')
      const before = await takeSnapshot(url)
      await expect(migrate(url)).rejects.toThrow(line)
      expect(await findDifferences(url, before, {}, new Map())).toEqual([])
    })
})
