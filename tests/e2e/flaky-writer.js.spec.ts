import { expect, test } from '@playwright/test'
import { inWindows } from '@/playwright.config'
import { always, writeWhileAllIsFlaky } from '../support/flaky-writer'

/** Half a minute of tests/long/flaky-writer.long.ts. */
test('a draft that two write while browsers and the server are killed holds every word', async () => {
  test.setTimeout(600_000)
  const { typed, missing, twice, losses, allowedMs, unpublished, inHistory, happened } = await writeWhileAllIsFlaky({
    seconds: 30,
    seed: 1,
    dataDir: process.env.PREPARED_DATA_DIR,
    launchOptions: inWindows,
  })
  console.log(`${typed} words, ${inHistory} of them in the history; ${JSON.stringify({ losses, allowedMs, ...happened })}`)
  expect({ missing, twice, unpublished }).toEqual({ missing: [], twice: [], unpublished: [] })
  expect(Object.keys(happened)).toEqual(expect.arrayContaining(always))
  expect(happened['editions published']).toBe(2)
  expect(typed).toBeGreaterThan(10)
})
