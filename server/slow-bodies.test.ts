import net, { type AddressInfo } from 'node:net'
import { afterEach, expect, test, vi } from 'vitest'
import { makeServer, listen } from './http/listen'

afterEach(() => vi.useRealTimers())

/** Begins a body that does not end, and resolves to what has been answered when the clock has gone on by so much. */
async function answerAfter(path: string, ms: number): Promise<string> {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  let isHeard = () => {}
  const heard = new Promise<void>((resolve) => (isHeard = resolve))
  const server = makeServer((req) => {
    req.resume()
    isHeard()
  })
  await listen(server, { port: 0, host: '127.0.0.1' })
  const socket = net.connect((server.address() as AddressInfo).port, '127.0.0.1')
  let said = ''
  socket.on('data', (chunk) => (said += String(chunk)))
  const closed = new Promise((resolve) => socket.once('close', resolve))
  socket.write(`POST ${path} HTTP/1.1\r\nHost: lists.example\r\nAccept: application/json\r\nContent-Length: 100\r\n\r\nhalf`)
  await heard
  await vi.advanceTimersByTimeAsync(ms)
  // An answer ends the connection a second later; where none came, we end it.
  if (vi.getTimerCount() > 0) await vi.advanceTimersByTimeAsync(1500)
  else if (!said) socket.destroy()
  await closed
  server.close()
  return said
}

test('a body that does not come to its end is refused after a minute', async () => {
  expect(await answerAfter('/api/articles/x/comments', 61_000)).toMatch(/^HTTP\/1\.1 408 .*took too long to arrive/s)
})

test('a picture has more time', async () => expect(await answerAfter('/api/studio/media?name=x', 61_000)).toBe(''))
