import { once } from 'node:events'
import http from 'node:http'
import net, { type AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { FastPath } from '@/server/fast-path/fast-path'
import { listen, makeServer } from '@/server/http/listen'
import { closeDoors } from '@/server/lifecycle/stop'
import { Draining } from '@/server/lifecycle/draining'
import { ask, fastPath, patient, server, serverState, state, useFront } from '@/tests/support/front'

// Whether a connection is new is a matter of time, which stands still here until the test moves it.
beforeAll(() => void vi.useFakeTimers({ toFake: ['performance'] }))
afterAll(() => void vi.useRealTimers())
useFront()

/** A connection of a client that keeps it. */
class Kept {
  heard = ''
  ended = false
  private constructor(private readonly socket: net.Socket) {
    socket.on('data', (chunk) => (this.heard += String(chunk))).on('close', () => (this.ended = true))
    socket.on('error', () => {})
  }
  static async open() {
    const taken = once(server, 'connection')
    const socket = net.connect((server.address() as AddressInfo).port, '127.0.0.1')
    await taken
    return new Kept(socket)
  }
  async ask(path: string, ...lines: string[]) {
    this.heard = ''
    this.socket.write([`GET ${path} HTTP/1.1`, 'Host: a', ...lines, '', ''].join('\r\n'))
    await vi.waitUntil(() => this.heard.includes('</html>') || this.ended, patient)
    return this.heard
  }
}
const closes = (text: string) => [/^HTTP\/1\.1 (\d+)/.exec(text)?.[1], /^Connection: close\r$/m.test(text)]

test('a stop loses no request: all are told, idle connections are closed, what runs ends', async () => {
  await ask('/articles/a')
  const [fast, slow, idleFast, idleSlow] = [await Kept.open(), await Kept.open(), await Kept.open(), await Kept.open()]
  for (const one of [fast, idleFast]) expect(closes(await one.ask('/articles/a'))).toEqual(['200', false])
  for (const one of [slow, idleSlow]) expect(closes(await one.ask('/articles/a', 'Cookie: reader=ann'))).toEqual(['200', false])
  let stream = ''
  http.get(`${state.base}/api/stream`, { agent: false }, (res) => res.on('data', (chunk: Buffer) => (stream += chunk.toString())))
  await vi.waitUntil(() => stream.includes('data: 1'), patient)

  let open = () => {}
  let isOver = false
  const closed = closeDoors({ server, fastPath, draining: serverState.draining }, new Promise<void>((resolve) => (open = resolve))).then(() => (isOver = true))
  const readiness = await ask('/readyz')
  expect([readiness.status, readiness.text, readiness.headers.connection]).toEqual([503, 'stopping\n', 'close'])
  expect((await ask('/healthz')).status).toBe(200)
  // On both lanes, and for those who come only now.
  expect(closes(await fast.ask('/articles/a'))).toEqual(['200', true])
  expect(closes(await slow.ask('/articles/a', 'Cookie: reader=ann'))).toEqual(['200', true])
  expect(closes(await (await Kept.open()).ask('/articles/a'))).toEqual(['200', true])
  await vi.waitUntil(() => fast.ended && slow.ended, patient)
  expect([idleFast.ended, idleSlow.ended, isOver]).toEqual([false, false, false])

  const justCame = await Kept.open()
  open()
  await vi.waitUntil(() => idleFast.ended && idleSlow.ended, patient)
  const refused = await new Promise((resolve) => net.connect(new URL(state.base).port as unknown as number, '127.0.0.1').on('error', resolve))
  expect(refused).toMatchObject({ code: 'ECONNREFUSED' })
  // Its request was on its way.
  expect(closes(await justCame.ask('/articles/a'))).toEqual(['200', true])
  expect(isOver).toBe(false)
  state.goOn()
  await closed
  await vi.waitUntil(() => stream.includes('data: 2'), patient)
})

test('what does not end is cut when the time is over', async () => {
  const hanging = makeServer(() => {})
  const lane = new FastPath(hanging, { respond: () => null, idleMs: { beforeFirst: 15_000, afterResponse: 15_000 } })
  const port = await listen(hanging, { port: 0, host: '127.0.0.1' })
  const socket = net.connect(port, '127.0.0.1').on('error', () => {})
  socket.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n')
  await once(hanging, 'request')
  const gone = once(socket, 'close')
  await closeDoors({ server: hanging, fastPath: lane, draining: new Draining() }, Promise.resolve(), 20)
  await gone
})
