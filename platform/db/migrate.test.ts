import { afterAll, expect, it } from 'vitest'
import { useDatabase } from '@/tests/support/database'
import { close, write } from './index'
import { migrate } from './migrate'

useDatabase()
afterAll(close)
const url = () => process.env.DATABASE_URL!
const record = (name: string, finished: boolean) =>
  write(
    (tx) => tx.$executeRaw`
      INSERT INTO "_prisma_migrations" ("id", "checksum", "migration_name", "started_at", "finished_at", "applied_steps_count")
      VALUES (${name}, 'x', ${name}, ${new Date()}, ${finished ? new Date() : null}, 1)`,
  )
const forget = (name: string) => write((tx) => tx.$executeRaw`DELETE FROM "_prisma_migrations" WHERE "id" = ${name}`)

it('has nothing to do where everything is applied, also while the database is in use', async () => {
  await write((tx) => tx.setting.create({ data: { name: 'kept', value: 1 } }))
  expect(await migrate(url())).toEqual([])
  expect(await write((tx) => tx.setting.count())).toBe(1)
})

it('refuses a database that is newer than the code, and says what to do', async () => {
  await record('29990101000000_from_the_future', true)
  try {
    await expect(migrate(url())).rejects.toThrow(/newer than this code.*29990101000000_from_the_future.*Run the newer version/)
  } finally {
    await forget('29990101000000_from_the_future')
  }
})
