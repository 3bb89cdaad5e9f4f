import { test as base, expect } from '@playwright/test'
import Database from 'better-sqlite3'
import fs from 'node:fs'
import path from 'node:path'
import { newDataDir, startServer } from './support/server'

const test = base.extend<{ dataDir: string }>({
  dataDir: async ({}, use) => {
    const dataDir = newDataDir(process.env.PREPARED_DATA_DIR)
    await use(dataDir)
    fs.rmSync(dataDir, { recursive: true, force: true })
  },
})

/** The server must not get ready: one line says why. */
async function expectRefusal(options: Parameters<typeof startServer>[0], line: RegExp) {
  const error = await startServer(options).then(
    () => null,
    (reason: Error) => reason.message,
  )
  expect(error).toContain('exit code 1')
  const said = error!.split('\n').filter((text) => text.startsWith('✗'))
  expect(said).toEqual([expect.stringMatching(line)])
  expect(error).not.toMatch(/^\s+at /m)
}

// How long it takes is the benchmarks' matter: here other tests run beside it.

test('a second start says the address, and ends with 0 when asked to', async ({ dataDir }) => {
  const site = await startServer({ dataDir })
  expect(site.output()).toContain(site.url)
  expect(await site.stop()).toBe(0)
})

test('a port that is taken stops the start', async ({ dataDir }) => {
  const site = await startServer({ dataDir })
  const port = Number(new URL(site.url).port)
  const other = newDataDir(process.env.PREPARED_DATA_DIR)
  // the one that has the port answers for it: so the second is watched until it ends
  await expectRefusal({ dataDir: other, port, ownPort: false }, new RegExp(`PORT ${port} is taken`))
  expect(await site.stop()).toBe(0)
  fs.rmSync(other, { recursive: true, force: true })
})

test('a database newer than the code stops the start', async ({ dataDir }) => {
  const file = fs.readdirSync(dataDir).find((name) => name.endsWith('.db'))!
  const db = new Database(path.join(dataDir, file))
  db.exec(`INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
    VALUES ('newer', 'x', '29990101000000_from_the_future', 0, 0, 1)`)
  db.close()
  await expectRefusal({ dataDir }, /The database is newer than this code/)
})

test('a wrong setting stops the start', ({ dataDir }) => expectRefusal({ dataDir, env: { SITE_URL: 'nonsense' } }, /SITE_URL must be an address/))
