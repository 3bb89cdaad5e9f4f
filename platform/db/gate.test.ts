import { afterAll, beforeEach, expect, it } from 'vitest'
import pg from 'pg'
import { z } from 'zod'
import { engine, useDatabase } from '@/tests/support/database'
import { plantMigrations } from '@/tests/support/planted-migrations'
import { config } from '../config'
import { defineJob } from '../jobs/kinds'
import { enqueue } from '../jobs/queue'
import { startWorker } from '../jobs/worker'
import { errorCounts } from '../log'
import { gateLock } from './gate'
import { close, read, stopWritingAfterMigrations, write } from './index'
import { migrate } from './migrate'

/** An older process that runs on while a newer version migrates the database. */
useDatabase()
beforeEach(stopWritingAfterMigrations)
afterAll(close)

const put = (name: string) => write((tx) => tx.setting.create({ data: { name, value: 1 } }))
const names = async () => (await read.setting.findMany({ orderBy: { name: 'asc' } })).map(({ name }) => name)
const refusal = { name: 'AppError', status: 503, retryAfter: 30, message: expect.stringContaining('What you typed is still here') }

it('writes while the database is of its own version', async () => {
  await Promise.all(Array.from({ length: 20 }, (_, n) => put(`n${n}`)))
  expect(await names()).toHaveLength(20)
})

it('stops writing when the database is migrated, and goes on reading', async () => {
  let release = () => {}
  let begun = () => {}
  const hasBegun = new Promise<void>((resolve) => (begun = resolve))
  const underWay = write(async (tx) => {
    await tx.setting.create({ data: { name: 'under way', value: 1 } })
    begun()
    await new Promise<void>((resolve) => (release = resolve))
  })
  await hasBegun
  // A migration that saw none of the rows that are written meanwhile would leave its work half done.
  const counts = `CREATE TABLE "Counted" ("n" INTEGER NOT NULL); INSERT INTO "Counted" ("n") SELECT COUNT(*) FROM "Setting";`
  const migrating = migrate(config.databaseUrl, { folder: plantMigrations({ counted: counts }) })
  const meanwhile = Array.from({ length: 5 }, (_, n) =>
    put(`meanwhile ${n}`).then(
      () => true,
      (error: unknown) => error,
    ),
  )
  release()
  await underWay
  expect(await migrating).toEqual(['29990101000000_counted'])
  for (const answer of await Promise.all(meanwhile)) if (answer !== true) expect(answer).toMatchObject(refusal)
  await expect(put('after')).rejects.toMatchObject(refusal)
  const stored = await names()
  expect(stored).toContain('under way')
  expect(stored).not.toContain('after')
  const [counted] = await read.$queryRaw<{ n: number | bigint }[]>`SELECT n FROM "Counted"`
  expect(Number(counted?.n)).toBe(stored.length)
})

it('leaves a job that was under way to the newer version, and calls it no fault', async () => {
  const before = errorCounts().error
  let release = () => {}
  let runs = 0
  let begun = () => {}
  const hasBegun = new Promise<void>((resolve) => (begun = resolve))
  const isRefused = new Promise<void>((resolve) => {
    defineJob({
      type: 'test.long',
      lane: 'background',
      input: z.object({}),
      maxRunMs: 30_000,
      run: async () => {
        runs++
        begun()
        await new Promise<void>((go) => (release = go))
        await put('of the job').catch((error: unknown) => {
          resolve()
          throw error
        })
      },
    })
  })
  await write((tx) => enqueue(tx, { type: 'test.long', payload: {} }))
  const stop = startWorker(20)
  await hasBegun
  await write((tx) => tx.$executeRaw`INSERT INTO "_prisma_migrations" ("id", "checksum", "migration_name", "finished_at", "applied_steps_count")
    VALUES ('newer', 'x', '29990101000001_newer', CURRENT_TIMESTAMP, 1)`) // prettier-ignore
  release()
  await isRefused
  await stop()
  expect([runs, errorCounts().error]).toEqual([1, before])
  expect(await read.job.findFirst({ where: { type: 'test.long' } })).toMatchObject({ doneAt: null, failedAt: null, error: null })
})

if (engine === 'postgresql')
  it('refuses at once while a migration runs, and writes again when it was given up', async () => {
    const migrating = new pg.Client(config.databaseUrl)
    await migrating.connect()
    await migrating.query('BEGIN')
    await migrating.query('SELECT pg_advisory_xact_lock($1)', [gateLock])
    await expect(put('refused')).rejects.toMatchObject(refusal)
    await migrating.query('ROLLBACK')
    await put('taken')
    expect(await names()).toEqual(['taken'])
    await migrating.end()
  })
