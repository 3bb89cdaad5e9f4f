import { expect, test } from '@playwright/test'
import { inWindows } from '@/playwright.config'
import { troubles, writeWhileAllIsFlaky } from '../support/flaky-writer'

/** Half a minute of tests/long/flaky-writer.long.ts. */
test('a draft that two write while browsers and the server are killed holds every word', async () => {
  test.setTimeout(300_000)
  const { typed, missing, apart, twice, happened } = await writeWhileAllIsFlaky({
    seconds: 30,
    seed: 1,
    dataDir: process.env.PREPARED_DATA_DIR,
    launchOptions: inWindows,
  })
  console.log(`${typed} words, ${apart.length} of them around another one; ${JSON.stringify(happened)}`)
  expect([missing, twice]).toEqual([[], []])
  expect(Object.keys(happened)).toEqual(expect.arrayContaining(troubles))
  expect(typed).toBeGreaterThan(3)
})
