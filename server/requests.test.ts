import { once } from 'node:events'
import net, { type AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, test, vi, type MockInstance } from 'vitest'
import { z } from 'zod'
import { signed } from '@/platform/http/cookies'
import { endpoint } from '@/platform/http/endpoint'
import { log } from '@/platform/log'
import type { SeenEvents } from '@/server/cache/seen-events'
import { ask, happen, pages, patient, say, server, serverState, state, useFront } from '@/tests/support/front'

vi.mock('@/platform/log', () => ({ log: { error: vi.fn(), warn: vi.fn(), info: vi.fn(), debug: vi.fn(), fatal: vi.fn() } }))

/** What is asked by hand, byte for byte, on both lanes: /articles/a is kept and simple, so the fast path would answer it. */
useFront()
let spyOnWait: MockInstance<SeenEvents['wait']>
beforeEach(async () => {
  spyOnWait = vi.spyOn(serverState.seenEvents, 'wait')
  await ask('/articles/a')
})
afterEach(() => vi.restoreAllMocks())

const head = (firstLine: string, ...lines: string[]) => [firstLine, ...lines, '', ''].join('\r\n')
const statusOf = (text: string) => Number(/^HTTP\/1\.1 (\d+) /.exec(text)?.[1])
const isWhole = (text: string) => /<\/html>|\r\n\r\n\{.*\}$/s.test(text)
const filler = (lines: number) => Array.from({ length: lines }, (_, n) => `X${n}: 1`)

describe('on the fast path', () => {
  const plain = (text: string) => text.replace(/(?:Date|Connection|Keep-Alive): .*\r\n/g, '')
  const ann = { headers: { cookie: 'reader=ann' } }
  /** How many requests Node reads meanwhile. */
  async function readByNode<T>(act: () => Promise<T>): Promise<[T, number]> {
    let count = 0
    const listener = () => void count++
    server.on('request', listener)
    const result = await act()
    server.off('request', listener)
    return [result, count]
  }

  test.each<string[]>([
    [],
    ['Accept-Encoding: gzip'],
    ['X-Forwarded-For: 198.51.100.1', 'X-Forwarded-Proto: https'],
    ['Cookie: _ga=1; consent=all'],
    ['If-None-Match: *'],
    ['If-None-Match: "x", "y"'],
    ['Cookie: theme=dark'],
    ['Cookie: _ga=1; reader=ann'],
    ['Cookie: reader=ann', 'Accept-Encoding: gzip, br'],
    ['Cookie: reader=ann; theme=dark', 'If-None-Match: *'],
    [`Cookie: reader=ann; seen=${signed('1')}`],
  ])('an answer is what it is by Node: %j %j', async (...lines) => {
    serverState.seenEvents.addUpTo(1)
    await ask('/articles/a', ann) // looked up
    const [byNode, once_] = await readByNode(() => say(head('GET /articles/a HTTP/1.1', 'Host: a', 'Connection: close', ...lines)))
    const [fast, none] = await readByNode(() =>
      say(head('GET /articles/a HTTP/1.1', 'Host: a', ...lines), (text) => plain(text).length >= plain(byNode).length),
    )
    expect(plain(fast)).toBe(plain(byNode))
    expect([once_, none]).toEqual([1, 0])
  })

  test('one connection of many readers gives each their own', async () => {
    const get = (...lines: string[]) => head('GET /articles/a HTTP/1.1', 'Host: a', ...lines)
    await ask('/articles/a', ann)
    const socket = net.connect((server.address() as AddressInfo).port, '127.0.0.1')
    const asked: [string, string, string][] = [
      [get(), 'public', 'Vote'],
      [get('Cookie: reader=ann'), 'private', 'Yours'],
      [get(), 'public', 'Vote'],
      [get('Cookie: reader=bob'), 'private', 'Vote'], // looked up by Node
      [get('Cookie: reader=bob'), 'private', 'Vote'],
      [head('POST /api/echo HTTP/1.1', 'Host: a', 'Content-Length: 3') + 'abc', '', '"size":3'],
      [get('Cookie: reader=ann'), 'private', 'Yours'],
      [get('Cookie: reader=ann; next-auth.session-token=s'), 'private', 'Yours'],
      [get('Cookie: reader=bob'), 'private', 'Vote'],
      [get('Cookie: _ga=1'), 'public', 'Vote'],
    ]
    const [, byNode] = await readByNode(async () => {
      for (const [request, cacheControl, shown] of asked) {
        let heard = ''
        const take = (chunk: Buffer) => void (heard += String(chunk))
        socket.on('data', take).write(request)
        await vi.waitUntil(() => /<\/html>|0\r\n\r\n$/.test(heard), patient)
        socket.off('data', take)
        const other = { Vote: 'Yours', Yours: 'Vote' }[shown]
        expect([
          heard.includes(`Cache-Control: ${cacheControl}`) || !cacheControl,
          heard.includes(shown),
          other !== undefined && heard.includes(other),
        ]).toEqual([true, true, false])
      }
    })
    socket.destroy()
    // A session is looked up each time.
    expect([byNode, state.lookups.map(({ cookie }) => cookie)]).toEqual([3, ['reader=ann', 'reader=bob', 'reader=ann; next-auth.session-token=s']])
  })

  test('a fault is answered by Node, and the connection goes on', async () => {
    vi.spyOn(serverState.renderer!.cache, 'ready').mockImplementation(() => {
      throw new Error('a fault')
    })
    const get = head('GET /articles/a HTTP/1.1', 'Host: a')
    expect(statusOf(await say(get, isWhole))).toBe(500)
    expect(vi.mocked(log.error).mock.calls.map(([, message]) => message)).toContain('a request failed')
    vi.mocked(log.error).mockClear()
    vi.mocked(serverState.renderer!.cache.ready).mockRestore()
    expect((await readByNode(() => say(get, isWhole)))[1]).toBe(0)
  })

  test('nobody who has acted gets an older page', async () => {
    await ask('/articles/a', ann)
    const [, waited] = await readByNode(async () => {
      const answer = say(head('GET /articles/a HTTP/1.1', 'Host: a', `Cookie: reader=ann; seen=${signed('7')}`), isWhole)
      await vi.waitUntil(() => spyOnWait.mock.calls.length > 0, patient)
      state.version = 1
      happen({ id: 7, tags: ['article:a'], hard: false })
      expect(await answer).toContain('Version 1')
    })
    expect(waited).toBe(1)
  })
})

describe.each([
  ['a kept page', 'GET /articles/a HTTP/1.1'],
  ['an address of the API', 'POST /api/echo HTTP/1.1'],
  ['a static file', 'GET /_next/static/x.css HTTP/1.1'],
])('the head of a request for %s', (_, firstLine) => {
  test('has 100 lines at most', async () => {
    expect(statusOf(await say(head(firstLine, 'Host: a', 'Connection: close', ...filler(98))))).not.toBe(431)
    const refused = await say(head(firstLine, 'Host: a', ...filler(100)))
    expect(refused).toMatch(/^HTTP\/1\.1 431 [\s\S]*\r\nConnection: close\r\n/)
  })
  test('has one Host', async () => {
    for (const other of ['a', 'b.example']) expect(statusOf(await say(head(firstLine, 'Host: a', `Host: ${other}`)))).toBe(400)
    expect(statusOf(await say(head(firstLine, 'host: a', 'HOST: b')))).toBe(400)
  })
  test('is no larger than 16 KB, in one piece or in many', async () => {
    const [start, end] = [`${firstLine}\r\nHost: a\r\n`, '\r\n\r\n']
    expect(statusOf(await say(`${start}X: ${'y'.repeat(17_000)}${end}`))).toBe(431)
    expect(statusOf(await say(start + Array.from({ length: 90 }, (_line, n) => `X${n}: ${'y'.repeat(300)}`).join('\r\n') + end))).toBe(431)
    const socket = net.connect((server.address() as AddressInfo).port, '127.0.0.1')
    let heard = ''
    socket.on('data', (chunk) => (heard += String(chunk))).on('error', () => {})
    const closed = once(socket, 'close')
    socket.write(start)
    for (let n = 0; n < 400 && !socket.destroyed && heard === ''; n++) {
      socket.write(`X${n}: ${'y'.repeat(200)}\r\n`)
      await new Promise(setImmediate)
    }
    await closed
    expect(statusOf(heard)).toBe(431)
  })
  test('is of HTTP/1', async () => {
    for (const version of ['HTTP/2.0', 'HTTP/0.9', 'HTTP/1.2', 'HTTP/3'])
      expect([version, statusOf(await say(head(firstLine.replace('HTTP/1.1', version), 'Host: a')))]).toEqual([version, 400])
    expect(statusOf(await say(head(firstLine.replace(' HTTP/1.1', ''), 'Host: a')))).toBe(400)
  })
})

test('headers beyond the hundredth cannot hide a body', async () => {
  const chunk = `10000\r\n${'x'.repeat(65536)}\r\n`
  const text = await say(`${head('POST /api/echo HTTP/1.1', 'Host: a', ...filler(120), 'Transfer-Encoding: chunked')}${chunk.repeat(6)}`)
  expect(statusOf(text)).toBe(431)
  expect(state.seen.filter(({ path }) => path === '/api/echo')).toEqual([])
})

test('a body is counted, whatever else the head says', async () => {
  const chunk = `10000\r\n${'x'.repeat(65536)}\r\n`
  for (const lines of [['Transfer-Encoding: chunked'], ['Transfer-Encoding: chunked', 'Expect: 100-continue'], [...filler(90), 'transfer-encoding: CHUNKED']])
    expect(await say(`${head('POST /api/echo HTTP/1.1', 'Host: a', ...lines)}${chunk.repeat(6)}`)).toMatch(/HTTP\/1\.1 413 /)
})

describe('an address in absolute form', () => {
  test('is served when it names the host', async () => {
    const text = await say(head('GET http://a/articles/a HTTP/1.1', 'Host: a'), isWhole)
    expect([statusOf(text), text.includes('Version 0')]).toEqual([200, true])
    await say(head('GET http://A/admin?x HTTP/1.1', 'Host: a'), isWhole)
    await say(head('GET http://a?x HTTP/1.1', 'Host: a'), isWhole)
    expect(state.seen.map(({ path }) => path)).toEqual(['/articles/a', '/admin?x', '/', '/_not-found'])
  })
  test('is refused when it names another', async () => {
    for (const target of ['http://evil.example/admin', 'https://evil.example/articles/a', 'http://a:81/', 'http://user@a/', 'http:///articles/a'])
      expect([target, statusOf(await say(head(`GET ${target} HTTP/1.1`, 'Host: a')))]).toEqual([target, 400])
    expect(statusOf(await say(head('GET ftp://a/x HTTP/1.1', 'Host: a', 'Connection: close')))).toBe(400)
    expect(state.seen.map(({ path }) => path)).toEqual(['/articles/a'])
  })
})

describe('methods', () => {
  const allowed = async (method: string, path: string) => {
    const text = await say(head(`${method} ${path} HTTP/1.1`, 'Host: a', 'Connection: close', 'Content-Length: 0'))
    return [statusOf(text), /^Allow: (.*)\r$/m.exec(text)?.[1]]
  }
  test('that an address does not take are met with 405 and those that it takes', async () => {
    pages['/api/posts-only'] = (req, res) => {
      if (req.method === 'OPTIONS') return void res.writeHead(204, { allow: 'OPTIONS, POST' }).end()
      return void Object.assign(res, { statusCode: 405 }).end()
    }
    for (const method of ['GET', 'PUT', 'PATCH', 'DELETE', 'TRACE', 'PROPFIND'])
      expect([method, ...(await allowed(method, '/api/posts-only'))]).toEqual([method, 405, 'OPTIONS, POST'])
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND'])
      for (const path of ['/articles/a', '/account', '/healthz', '/readyz', '/metrics', '/_lightstick/speculation.json', '/_next/static/x.css'])
        expect([method, path, ...(await allowed(method, path))]).toEqual([method, path, 405, 'GET, HEAD'])
  })
  test('that Next cannot read do not reach it', async () => {
    expect((await allowed('TRACE', '/admin'))[0]).toBe(405)
    expect(state.seen.filter(({ path }) => path === '/admin')).toHaveLength(1) // what it takes was asked
  })
  test('OPTIONS of the whole server is answered', async () => {
    expect(await allowed('OPTIONS', '*')).toEqual([204, 'GET, HEAD, POST, OPTIONS'])
    expect((await allowed('GET', '*'))[0]).toBe(400)
  })
})

test('who hangs up in a body is no error of ours', async () => {
  const inputs: string[] = []
  const handler = endpoint({ input: z.object({ body: z.string() }), act: async ({ body }) => (inputs.push(body), { json: {}, location: '/' }) })
  let begun = 0
  vi.spyOn(serverState.inside!, 'post').mockImplementation(() => (begun++, (request) => handler(request, { params: Promise.resolve({}) })))
  const refused = vi.spyOn(state.front, 'refuse')
  for (let n = 0; n < 40; n++) {
    const socket = net.connect((server.address() as AddressInfo).port, '127.0.0.1').on('error', () => {})
    const lines = [
      'Host: a',
      'Accept: text/html',
      'Content-Type: application/x-www-form-urlencoded',
      n % 2 ? 'Content-Length: 100' : 'Transfer-Encoding: chunked',
    ]
    socket.write(`${head('POST /api/direct HTTP/1.1', ...lines)}${n % 2 ? 'body=x' : '6\r\nbody=x\r\n'}`)
    await vi.waitUntil(() => begun > n, patient)
    if (n % 4 < 2) socket.resetAndDestroy()
    else socket.end()
  }
  const whole = await ask('/api/direct', { method: 'POST', body: 'body=whole', headers: { 'content-type': 'application/x-www-form-urlencoded' } })
  expect(whole.status).toBe(303)
  const connections = () => new Promise<number>((resolve) => server.getConnections((_error, count) => resolve(count)))
  await vi.waitUntil(async () => (await connections()) <= 1, patient) // the one that is kept
  expect([begun, inputs, refused.mock.calls, vi.mocked(log.error).mock.calls, vi.mocked(log.warn).mock.calls]).toEqual([41, ['whole'], [], [], []])
})
