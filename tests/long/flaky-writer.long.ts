import { expect, it } from 'vitest'
import { inWindows } from '@/playwright.config'
import { troubles, writeWhileAllIsFlaky } from '@/tests/support/flaky-writer'

const seconds = Number(process.env.FLAKY_SECONDS ?? 600)
const seed = Number(process.env.SEED ?? 1)

it('a draft that two write for ten minutes while browsers and the server are killed holds every word', { timeout: seconds * 1000 + 600_000 }, async () => {
  const { typed, missing, apart, twice, happened } = await writeWhileAllIsFlaky({ seconds, seed, launchOptions: inWindows })
  process.stdout.write(`${typed} words, ${apart.length} of them around another one; ${JSON.stringify(happened)}\n`)
  expect([missing, twice]).toEqual([[], []])
  expect(Object.keys(happened)).toEqual(expect.arrayContaining(troubles))
  expect(typed).toBeGreaterThan(seconds / 10)
})
