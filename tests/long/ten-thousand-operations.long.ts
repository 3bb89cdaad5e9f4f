import { afterEach, expect, it, vi } from 'vitest'
import { engine, useDatabase } from '@/tests/support/database'
import { writeTogether } from '@/tests/support/two-writers-database'

const operations = Number(process.env.OPERATIONS ?? 10_000)
const seed = Number(process.env.SEED ?? 1)

useDatabase()
afterEach(() => vi.unstubAllEnvs())

it(`${operations} operations of two writers lose no text, and leave one draft`, { timeout: 3_600_000 }, async () => {
  vi.stubEnv('LIMITS_OFF', 'true')
  // On a busy machine any of them is.
  vi.stubEnv('SLOW_STATEMENT_MS', '60000')
  const { held, lost, twice, isSame, left, happened, ...counts } = await writeTogether({ operations, seed, awayFor: Math.min(1001, operations / 5) })
  process.stdout.write(`${engine}, seed ${seed}: ${JSON.stringify({ ...counts, held, lost: lost.length, twice: twice.length, happened })}\n`)
  // Undoing what somebody else has undone meanwhile may leave a word twice, which is seen and loses nothing.
  expect({ lost, left, isSame }).toEqual({ lost: [], left: [], isSame: true })
  expect(counts.operations).toBeGreaterThanOrEqual(operations)
})
