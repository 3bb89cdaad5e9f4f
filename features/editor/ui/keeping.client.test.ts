import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { begin, type } from '@/tests/factories/sessions'
import { Keeping } from './keeping.client'

const puts: number[] = []
const answers: (() => void)[] = []
vi.mock('./kept-sessions.client', () => ({
  keepSession: () => (puts.push(Date.now()), new Promise<void>((resolve) => answers.push(resolve))),
  forgetSession: async () => {},
}))
beforeEach(() => void vi.useFakeTimers({ now: 0 }))
afterEach(() => {
  vi.useRealTimers()
  puts.length = answers.length = 0
})

test('what is written is given to the browser’s storage within a tenth of a second, also while it hangs with what came before', async () => {
  const keeping = new Keeping(
    { accountId: 'ann', articleId: 'list' },
    () => type(begin(), ' more'),
    () => {},
  )
  for (let key = 0; key < 10; key++) {
    keeping.soon()
    await vi.advanceTimersByTimeAsync(60)
  }
  expect(puts[0]).toBeLessThan(100)
  for (const [index, at] of puts.slice(1).entries()) expect(at - puts[index]!).toBeLessThanOrEqual(120)
  expect(puts.length).toBeGreaterThanOrEqual(5)
  // Storage that does not answer is one that keeps nothing, which is said.
  expect(keeping.isKept).toBe(true)
  await vi.advanceTimersByTimeAsync(4000)
  expect(keeping.isKept).toBe(false)
  answers.forEach((answer) => answer())
  await vi.advanceTimersByTimeAsync(0)
  expect(keeping.isKept).toBe(true)
})
