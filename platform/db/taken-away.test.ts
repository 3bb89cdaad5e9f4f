import pg from 'pg'
import { expect, it } from 'vitest'
import { isDatabaseAway } from '@/platform/database-away'
import { engine } from '@/tests/support/database'
import { query } from '@/tests/support/query-database'
import { makeScratch, useScratchDatabases } from '@/tests/support/scratch-database'
import { openClient } from './client'

useScratchDatabases()

const errorOf = (asked: Promise<unknown>) => asked.then(() => 'no error', (error: unknown) => error) // prettier-ignore

if (engine === 'postgresql')
  it('what Prisma says of a database that is stopped, replaced by an empty one, or dropped means that it is away', async () => {
    const url = await makeScratch()
    const client = openClient(url, 'write')
    const holder = new pg.Client(url)
    const failed: unknown[] = []
    try {
      // None of the site's tables is there.
      failed.push(await errorOf(client.job.findMany()), await errorOf(client.$queryRaw`SELECT 1 FROM "Setting" LIMIT 1`))
      await holder.connect()
      await holder.query('SELECT pg_advisory_lock(7)')
      const waiting = errorOf(client.$queryRaw`SELECT COUNT(pg_advisory_lock(7)::text) AS n`)
      const end = `SELECT pg_terminate_backend(pid) AS ended FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'advisory'`
      await expect.poll(() => query(url, end)).toEqual([{ ended: true }])
      failed.push(await waiting)
      await holder.end()
      const other = new URL(url)
      const name = other.pathname.slice(1)
      other.pathname = '/postgres'
      await query(other.href, `DROP DATABASE "${name}" WITH (FORCE)`)
      await errorOf(client.job.findMany()) // on a connection that was cut
      failed.push(await errorOf(client.job.findMany()))
      await query(other.href, `CREATE DATABASE "${name}"`)
    } finally {
      await client.$disconnect()
    }
    expect(failed.map((error) => [String((error as Error).message).slice(-150), isDatabaseAway(error)])).toEqual(failed.map(() => [expect.any(String), true]))
  })
else it.skip('of PostgreSQL', () => {})
