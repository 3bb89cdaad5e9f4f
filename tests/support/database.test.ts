import { expect, test } from 'vitest'
import { read, write } from '@/platform/db'
import { engine, useDatabase } from '@/tests/support/database'

useDatabase()

const add = () => write((tx) => tx.setting.create({ data: { name: 'colour', value: 'teal' } }))

test('a test file has a migrated database of its own, of the engine it runs on', async () => {
  expect(process.env.DATABASE_URL).toMatch(engine === 'sqlite' ? /^file:.*test\.db$/ : /^postgresql:.*worker_\d+$/)
  await add()
  expect(await read.setting.count()).toBe(1)
})

test('each test begins with empty tables', async () => {
  expect(await read.setting.count()).toBe(0)
  await add()
})

test('and writes as the one before did', async () => {
  await add()
  expect(await read.setting.count()).toBe(1)
})
