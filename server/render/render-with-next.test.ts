import { AsyncLocalStorage } from 'node:async_hooks'
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { afterEach, expect, test, vi } from 'vitest'
import { makeRenderWithNext } from './render-with-next'

afterEach(() => vi.useRealTimers())

/** A render whose page is answered after so long. */
function renderAnsweredAfter(ms: number) {
  const handler = ((_: IncomingMessage, res: ServerResponse) => void setTimeout(() => res.end('The page'), ms)) as RequestListener
  return makeRenderWithNext(handler, new AsyncLocalStorage(), new URL('http://lists.example'))
}
const outcome = (answer: Promise<{ body: Buffer }>) =>
  answer.then(
    ({ body }) => String(body),
    ({ message }: Error) => message,
  )

test('a page has 30 seconds', async () => {
  vi.useFakeTimers()
  const [slow, slower] = [outcome(renderAnsweredAfter(29_000)({ path: '/a' })), outcome(renderAnsweredAfter(31_000)({ path: '/b' }))]
  await vi.advanceTimersByTimeAsync(40_000)
  expect([await slow, await slower]).toEqual(['The page', '/b took longer than 30 s to render'])
})

test('the first one waits for what a start prepares, however long its migrations are', async () => {
  vi.useFakeTimers()
  const first = outcome(renderAnsweredAfter(600_000)({ path: '/a', isFirst: true }))
  await vi.advanceTimersByTimeAsync(600_000)
  expect(await first).toBe('The page')
})
