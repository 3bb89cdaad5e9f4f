import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { changesSince } from '@/tests/support/changes-since'
import { findDifferences, readBefore, takeSnapshot } from '@/tests/support/compare-databases'
import { engine } from '@/tests/support/database'
import { startMigration } from '@/tests/support/migrating-process'
import { expectMigrated, stormMigrations } from '@/tests/support/migration-storm'
import { plantMigrations, slowMigrations } from '@/tests/support/planted-migrations'
import { query } from '@/tests/support/query-database'
import { makePast, makeScratch, useScratchDatabases } from '@/tests/support/scratch-database'

const past = '2026-11-26'
const changes = changesSince[past]!
useScratchDatabases()

it('a process that is killed at any moment leaves a database that the next start completes', { timeout: 180_000 }, async () => {
  const folder = plantMigrations(slowMigrations)
  const { killed } = await stormMigrations({ past, folder, changes, kills: 8, seed: 'first' })
  expect(killed).toBeGreaterThan(0)
})

it('the first migrations of a new site too', async () => {
  const url = await makeScratch()
  const first = startMigration(url)
  await first.begun
  await sleep(5)
  first.kill()
  await first.ended
  expect(await startMigration(url).ended).toMatchObject({ code: 0 })
  expect(await query(url, 'SELECT 1 FROM _prisma_migrations WHERE finished_at IS NULL')).toEqual([])
  expect(await query(url, 'SELECT "id" FROM "Comment"')).toEqual([])
})

if (engine === 'postgresql')
  it('a process that is killed while a statement runs, too', async () => {
    const folder = plantMigrations(slowMigrations)
    const url = await makePast(past)
    const before = await takeSnapshot(url)
    const read = await readBefore(url, changes)
    const first = startMigration(`${url}?options=-c%20planted.sleep%3D60`, folder)
    const sleeping = `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'PgSleep'`
    await expect.poll(() => query(url, sleeping), { timeout: 30_000 }).toHaveLength(1)
    first.kill()
    await first.ended
    // It waits until the server notices that the other is gone.
    expect(await startMigration(url, folder).ended).toMatchObject({
      code: 0,
      applied: [expect.stringContaining('2_rebuild'), expect.stringContaining('3_index')],
    })
    await expectMigrated(url, 3)
    expect(await findDifferences(url, before, changes, read)).toEqual([])
  })

it('two processes that migrate one database at once do it once', async () => {
  const folder = plantMigrations(slowMigrations)
  const url = await makePast(past)
  const before = await takeSnapshot(url)
  const read = await readBefore(url, changes)
  const both = [startMigration(url, folder), startMigration(url, folder)]
  const ended = await Promise.all(both.map(({ ended }) => ended))
  expect(ended).toEqual([expect.objectContaining({ code: 0 }), expect.objectContaining({ code: 0 })])
  const applied = ended.flatMap(({ applied }) => applied)
  expect(new Set(applied).size).toBe(applied.length)
  await expectMigrated(url, applied.length)
  expect(await findDifferences(url, before, changes, read)).toEqual([])
})

it('two processes that begin a new site at once do it once', async () => {
  const url = await makeScratch()
  const ended = await Promise.all([startMigration(url), startMigration(url)].map(({ ended }) => ended))
  expect(ended).toEqual([expect.objectContaining({ code: 0 }), expect.objectContaining({ code: 0 })])
  const names = await query(url, 'SELECT migration_name AS name FROM _prisma_migrations WHERE finished_at IS NOT NULL ORDER BY migration_name')
  expect(ended.flatMap(({ applied }) => applied).sort()).toEqual(names.map(({ name }) => name))
})
