import fs from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect } from 'vitest'
import { randomOf } from '@/features/artwork/cover/random'
import { findDifferences, readBefore, takeSnapshot, type Changes } from './compare-databases'
import { engine } from './database'
import { startMigration } from './migrating-process'
import { removeSlowResult, slowResult, slowResultSql } from './planted-migrations'
import { ask, query } from './query-database'
import { copyScratch, dropScratch, fileOf, makePast } from './scratch-database'

/**
 * Migrates copies of a past database in processes that are killed with SIGKILL at moments spread over the whole migration, starts each again, and
 * holds what is there then against the database before. `folder` has the real migrations and the slow ones. Resolves to the number of processes that
 * were killed before they had finished, and of those whose database was then partly migrated.
 */
export async function stormMigrations({ past, folder, changes, kills, seed }: { past: string; folder: string; changes: Changes; kills: number; seed: string }) {
  const random = randomOf(seed)
  const original = await makePast(past)
  const before = await takeSnapshot(original)
  const read = await readBefore(original, changes)

  const whole = startMigration(await copyScratch(original), folder)
  await whole.begun
  const begunAt = performance.now()
  const { applied: all } = await whole.ended
  const lastsMs = performance.now() - begunAt
  expect(all.length).toBeGreaterThanOrEqual(3)

  let killed = 0
  let partly = 0
  for (let round = 0; round < kills; round++) {
    const url = await copyScratch(original)
    const first = startMigration(url, folder)
    await first.begun
    // One kill in each part of the time that the whole takes, somewhere in that part.
    await sleep(((round + random()) / kills) * lastsMs)
    first.kill()
    if ((await first.ended).code === null) killed++

    const second = await startMigration(url, folder).ended
    expect(second, `kill ${round} with seed ${seed}`).toMatchObject({ code: 0 })
    if (second.applied.length > 0 && second.applied.length < all.length) partly++
    await expectMigrated(url, all.length)
    expect(await findDifferences(url, before, changes, read), `kill ${round} with seed ${seed}`).toEqual([])
    await dropScratch(url)
  }
  return { killed, partly }
}

/** The planted migrations are applied once, each whole; what they made is removed. */
export async function expectMigrated(url: string, applied: number) {
  await ask(url, async (one) => {
    expect(await one(slowResultSql)).toEqual([slowResult])
    const rows = await one('SELECT migration_name AS name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND applied_steps_count = 1')
    const all = await one('SELECT migration_name AS name FROM _prisma_migrations')
    expect(rows).toEqual(all)
    expect(new Set(rows.map(({ name }) => name)).size).toBe(rows.length)
    expect(rows.length).toBeGreaterThanOrEqual(applied)
    if (engine === 'sqlite') {
      expect(await one('PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }])
      expect(await one('PRAGMA foreign_key_check')).toEqual([])
    }
    await one(removeSlowResult)
  })
  if (engine === 'sqlite') expect(fs.readdirSync(path.join(path.dirname(fileOf(url)), 'backups')).filter((name) => !/^before-\w+\.db$/.test(name))).toEqual([])
  else
    expect(
      await query(url, `SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`),
    ).toEqual([])
}
