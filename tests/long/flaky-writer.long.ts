import { expect, it } from 'vitest'
import { inWindows } from '@/playwright.config'
import { always, writeWhileAllIsFlaky } from '@/tests/support/flaky-writer'

const seconds = Number(process.env.FLAKY_SECONDS ?? 600)
const seed = Number(process.env.SEED ?? 1)

it('a draft that two write for ten minutes while browsers and the server are killed holds every word', { timeout: seconds * 1000 + 600_000 }, async () => {
  const { typed, missing, twice, losses, allowedMs, unpublished, inHistory, happened } = await writeWhileAllIsFlaky({ seconds, seed, launchOptions: inWindows })
  const lost = losses.map(({ how, ms, letters }) => `${letters} letters ${Math.round(ms)} ms before: ${how}`)
  process.stdout.write(`seed ${seed}: ${typed} words, ${inHistory} of them in the history; ${JSON.stringify({ lost, allowedMs, ...happened })}\n`)
  expect({ missing, twice, unpublished }).toEqual({ missing: [], twice: [], unpublished: [] })
  expect(Object.keys(happened)).toEqual(expect.arrayContaining(always))
  expect(happened['editions published']).toBe(2)
  expect(typed).toBeGreaterThan(seconds / 10)
})
