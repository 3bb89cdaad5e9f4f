import { afterEach, expect, test, vi } from 'vitest'
import { useDatabase } from '@/tests/support/database'
import { writeTogether } from '@/tests/support/two-writers-database'

useDatabase()
afterEach(() => vi.unstubAllEnvs())

/** A small part of tests/long/ten-thousand-operations.long.ts. */
test('what two write through the real command, over a network that loses much, is all held, and all have one draft in the end', async () => {
  vi.stubEnv('LIMITS_OFF', 'true')
  // On a busy machine any of them is.
  vi.stubEnv('SLOW_STATEMENT_MS', '60000')
  const { operations, held, lost, twice, isSame, left } = await writeTogether({ operations: 200, seed: 1 })
  expect({ lost, twice, left, isSame }).toEqual({ lost: [], twice: [], left: [], isSame: true })
  expect(operations).toBeGreaterThanOrEqual(200)
  expect(held.draft).toBeGreaterThan(200)
})
