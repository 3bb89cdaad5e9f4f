import { AsyncLocalStorage } from 'node:async_hooks'
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { makeRenderWithNext, type RenderRequest } from './render-with-next'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** What comes of a render whose page Next answers after so long. */
async function renderFor(ms: number, request: RenderRequest): Promise<string> {
  let answer = () => {}
  const handler = ((_: IncomingMessage, res: ServerResponse) => void (answer = () => res.end('The page'))) as RequestListener
  const outcome = makeRenderWithNext(
    handler,
    new AsyncLocalStorage(),
    new URL('http://lists.example'),
  )(request).then(
    ({ body }) => String(body),
    ({ message }: Error) => message,
  )
  await vi.advanceTimersByTimeAsync(ms)
  answer()
  return outcome
}

test('a page has 30 seconds', async () => {
  expect(await renderFor(29_000, { path: '/a' })).toBe('The page')
  expect(await renderFor(31_000, { path: '/b' })).toBe('/b took longer than 30 s to render')
})

test('the first one waits for what a start prepares, however long its migrations are', async () => {
  expect(await renderFor(600_000, { path: '/a', isFirst: true })).toBe('The page')
})
