import { expect, test } from 'vitest'
import { engine, useDatabase } from '@/tests/support/database'
import { sharedDatabase } from './index'
import { takeShared } from './rate-buckets'

useDatabase()

test('a clock of the database that is set back locks nobody out', async () => {
  const take = () => takeShared('key', 2, 10)
  expect([await take(), await take()]).toEqual([0, 0])
  if (engine === 'sqlite') return expect(await take()).toBe(0) // each process counts for itself there
  expect(await take()).toBeGreaterThan(0)
  // As it stands after the clock went back by two hours.
  await sharedDatabase()!.$executeRaw`UPDATE "RateBucket" SET "at" = "at" + 7200`
  expect([await take(), await take()]).toEqual([0, 0])
  const wait = await take()
  expect(wait).toBeGreaterThan(0)
  expect(wait).toBeLessThanOrEqual(10)
})
