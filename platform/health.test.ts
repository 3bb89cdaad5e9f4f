import fs from 'node:fs'
import { afterEach, expect, test, vi } from 'vitest'
import { engine, useDatabase } from '@/tests/support/database'
import { query } from '@/tests/support/query-database'
import { findTrouble, healthMetricsText, startProbes } from './health'

useDatabase()

const url = process.env.DATABASE_URL!
let stop: () => Promise<void> = async () => {}
afterEach(async () => {
  await stop()
  vi.restoreAllMocks()
})

const metric = (name: string) => Number(new RegExp(`^lightstick_${name} (\\d+)$`, 'm').exec(healthMetricsText())?.[1])

/** The probe's row is refused from now on, as on a disk that is full. Resolves to a function that takes the rule away. */
async function fillDisk(): Promise<() => Promise<unknown>> {
  if (engine === 'sqlite') {
    // SQLITE_FULL is also what an insert gets where the highest number of an AUTOINCREMENT table is taken (sqlite.org/autoinc.html).
    await query(url, 'CREATE TABLE "no_room" ("id" INTEGER PRIMARY KEY AUTOINCREMENT)')
    await query(url, 'INSERT INTO "no_room" VALUES (9223372036854775807)')
    await query(url, 'CREATE TRIGGER "refused" BEFORE INSERT ON "Setting" BEGIN INSERT INTO "no_room" VALUES (NULL); END')
    return () => query(url, 'DROP TRIGGER "refused"; DROP TABLE "no_room"')
  }
  await query(
    url,
    `CREATE FUNCTION refused() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = '53100'; END $$`,
  )
  await query(url, 'CREATE TRIGGER "refused" BEFORE INSERT ON "Setting" FOR EACH ROW EXECUTE FUNCTION refused()')
  return () => query(url, 'DROP TRIGGER "refused" ON "Setting"; DROP FUNCTION refused()')
}

test('a write that fails is told for as long as it does, and where there is no room that is said', async () => {
  stop = startProbes(20)
  await expect.poll(findTrouble).toBe(null)
  expect(metric('writes_failing')).toBe(0)
  const before = metric('write_probes_failed_total')
  const allow = await fillDisk()
  try {
    await expect.poll(findTrouble).toBe('the disk of the database is full')
    expect(metric('writes_failing')).toBe(1)
    expect(metric('write_probes_failed_total')).toBeGreaterThan(before)
  } finally {
    await allow()
  }
  await expect.poll(findTrouble).toBe(null)
  expect(metric('writes_failing')).toBe(0)
})

test('a disk without room for anything is told before a write fails', async () => {
  const { statfsSync } = fs
  expect(metric('disk_free_bytes')).toBeGreaterThan(0)
  vi.spyOn(fs, 'statfsSync').mockImplementation(((path: string) => ({ ...statfsSync(path), bavail: 3, bsize: 4096 })) as typeof statfsSync)
  expect(await findTrouble()).toBe('the disk is full: 12288 bytes are free')
  expect(metric('disk_free_bytes')).toBe(12_288)
})
