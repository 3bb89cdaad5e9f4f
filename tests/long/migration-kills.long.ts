import { expect, it } from 'vitest'
import { changesSince } from '@/tests/support/changes-since'
import { engine } from '@/tests/support/database'
import { stormMigrations } from '@/tests/support/migration-storm'
import { plantMigrations, slowMigrations } from '@/tests/support/planted-migrations'
import { listPast, useScratchDatabases } from '@/tests/support/scratch-database'

useScratchDatabases()

it.each(listPast())('120 kills in the migration of the database of %s', { timeout: 1_800_000 }, async (past) => {
  const folder = plantMigrations(slowMigrations)
  const { killed, partly } = await stormMigrations({ past, folder, changes: changesSince[past] ?? {}, kills: 120, seed: 'storm' })
  process.stdout.write(`${engine}: 120 kills, ${killed} before the end, ${partly} of them between two migrations; all were completed by the next start\n`)
  expect(killed).toBeGreaterThan(50)
})
