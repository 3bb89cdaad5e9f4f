import { expect, test, vi } from 'vitest'
import { purgeByKey } from './cdn'

const patient = { timeout: 30_000 }
const keysOf = (call: unknown[]) => new Headers((call[1] as RequestInit).headers)

test('keys of one moment go together, with the secret', async () => {
  const send = vi.fn(async () => new Response('ok'))
  const cdn = purgeByKey('https://cdn.example/purge', 'Fastly-Key: a:b', send)
  cdn.purge(['article:1', 'articles'])
  cdn.purge(['articles', 'tally:1'])
  await vi.waitUntil(() => send.mock.calls.length > 0, patient)
  expect(send).toHaveBeenCalledTimes(1)
  const headers = keysOf(send.mock.calls[0] as unknown[])
  expect([headers.get('surrogate-key'), headers.get('fastly-key')]).toEqual(['article:1 articles tally:1', 'a:b'])
})

test('one that fails is tried again', async () => {
  const send = vi.fn(async () => new Response('no', { status: send.mock.calls.length > 1 ? 200 : 503 }))
  purgeByKey('https://cdn.example/purge', undefined, send).purge(['all', 'article:1'])
  await vi.waitUntil(() => send.mock.calls.length > 1, patient)
  expect(keysOf(send.mock.calls[1] as unknown as unknown[]).get('surrogate-key')).toBe('all')
})

test('keys are purged once more a second later, for an older answer that was on its way', async () => {
  vi.useFakeTimers()
  const send = vi.fn(async () => new Response('ok'))
  purgeByKey('https://cdn.example/purge', undefined, send).purge(['article:1'])
  await vi.advanceTimersByTimeAsync(100)
  expect(send).toHaveBeenCalledTimes(1)
  await vi.advanceTimersByTimeAsync(1000)
  expect(send.mock.calls.map((call) => keysOf(call as unknown as unknown[]).get('surrogate-key'))).toEqual(['article:1', 'article:1'])
  await vi.advanceTimersByTimeAsync(60_000)
  expect(send).toHaveBeenCalledTimes(2)
  vi.useRealTimers()
})
