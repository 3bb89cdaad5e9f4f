import http from 'node:http'
import net from 'node:net'
import { once } from 'node:events'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { FastPath } from './fast-path'
import { listen, makeServer } from '@/server/http/listen'

/**
 * Real connections to a real server: /kept is answered on the fast path, all else by Node, which says what it read. /early is answered before its body has
 * come, /later when a test says so.
 */

const kept = (body: string) => Buffer.from(`HTTP/1.1 200 OK\r\nContent-Length: ${Buffer.byteLength(body)}\r\nX-From: fast-path\r\n\r\n${body}`)
let answers: Buffer
let server: http.Server
let fastPath: FastPath
let port: number
let later: (() => void)[] = []
const idleMs = { beforeFirst: 15_000, afterResponse: 15_000 }

beforeEach(async () => {
  answers = kept('kept')
  later = []
  server = makeServer((req, res) => {
    const chunks: Buffer[] = []
    const answer = () => res.end(`${req.method} ${req.url} ${Buffer.concat(chunks).length}`)
    if (req.url === '/early') return void answer()
    req.on('data', (chunk: Buffer) => chunks.push(chunk))
    req.on('end', () => (req.url?.startsWith('/later') ? later.push(answer) : answer()))
  })
  fastPath = new FastPath(server, { respond: ({ url }) => (url === '/kept' ? answers : null), idleMs })
  port = await listen(server, { port: 0, host: '127.0.0.1' })
})
afterEach(async () => {
  const closed = once(server, 'close')
  server.close()
  server.closeAllConnections()
  fastPath.closeAllConnections()
  await closed
})

const get = (path: string, ...lines: string[]) => [`GET ${path} HTTP/1.1`, 'Host: lists.example', ...lines, '', ''].join('\r\n')
const post = (path: string, body: string) =>
  `POST ${path} HTTP/1.1\r\nHost: lists.example\r\nContent-Type: text/plain\r\nContent-Length: ${body.length}\r\n\r\n${body}`

/** Sends the pieces one after the other, each when what was awaited of the one before has come; resolves to all that came. */
async function say(...pieces: [sent: string, awaited: string][]): Promise<string> {
  const socket = net.connect(port, '127.0.0.1')
  let heard = ''
  socket.on('data', (chunk) => (heard += chunk.toString('latin1')))
  const ended = once(socket, 'close')
  for (const [sent, awaited] of pieces) {
    const before = heard.length
    socket.write(sent)
    while (!heard.includes(awaited, before)) await Promise.race([once(socket, 'data'), ended.then(() => Promise.reject(new Error(`hung up after: ${heard}`)))])
  }
  socket.destroy()
  return heard
}

test('what is kept is answered on the fast path, again and again on one connection', async () => {
  const socket = net.connect(port, '127.0.0.1')
  for (const lines of [[], [], ['Accept-Encoding: br']]) {
    socket.write(get('/kept', ...lines))
    expect(String((await once(socket, 'data'))[0])).toBe(String(answers))
  }
  socket.destroy()
})

const fastAnswers = (heard: string) => heard.match(/X-From: fast-path/g)?.length ?? 0
const headOf = (method: string, path: string, ...lines: string[]) => [`${method} ${path} HTTP/1.1`, 'Host: lists.example', ...lines, '', ''].join('\r\n')

describe('a request of another kind is lent to Node, and the connection comes back', () => {
  test.each<[string, [string, string][]]>([
    ['a post', [[post('/form', 'words'), 'POST /form 5']]],
    ['a post without words', [[post('/form', ''), 'POST /form 0']]],
    ['a page that is not kept', [[get('/other'), 'GET /other 0']]],
    ['HEAD', [[headOf('HEAD', '/kept'), 'Connection: keep-alive']]],
    ['a part of a page', [[get('/kept', 'Range: bytes=0-1'), 'GET /kept 0']]],
    ['several', [[get('/a'), 'GET /a 0'], [post('/form', 'x'.repeat(300_000)), 'POST /form 300000'], [get('/b'), 'GET /b 0']]], // prettier-ignore
  ])('%s', async (_what, pieces) => {
    // On a busy machine the next request may be there before Node has put away the one that was lent: that one Node answers too.
    const after: [string, string][] = Array.from({ length: 4 }, () => [get('/kept', 'X: last'), 'kept'])
    const heard = await say([get('/kept'), 'kept'], ...pieces, ...after, [get('/end'), 'GET /end 0'])
    expect(fastAnswers(heard)).toBeGreaterThanOrEqual(2)
  })
})

/**
 * Sends pieces one after the other, each when the server has read the one before, then calls `sent`, and resolves to what came when that is all that was awaited.
 */
async function dribble(pieces: string[], isAll: (heard: string) => boolean, sent = () => {}): Promise<string> {
  const taken = once(server, 'connection') as Promise<[net.Socket]>
  const socket = net.connect(port, '127.0.0.1').setNoDelay()
  let heard = ''
  socket.on('data', (chunk) => (heard += chunk.toString('latin1')))
  const [theirs] = await taken
  for (const piece of pieces) {
    const before = theirs.bytesRead
    socket.write(Buffer.from(piece, 'latin1'))
    while (theirs.bytesRead < before + piece.length && !theirs.destroyed) await new Promise(setImmediate)
  }
  sent()
  while (!isAll(heard) && !socket.closed) await new Promise(setImmediate)
  socket.destroy()
  return heard
}

test('a head in two pieces is put together; one in more is read by Node', async () => {
  const [request] = [get('/kept')]
  const two = await dribble([request.slice(0, 20), request.slice(20), get('/end')], (text) => text.includes('/end'))
  expect(fastAnswers(two)).toBe(1)
  const three = await dribble([request.slice(0, 20), request.slice(20, 30), request.slice(30), get('/end')], (text) => text.includes('/end'))
  expect([fastAnswers(three), three.indexOf('GET /kept 0') < three.indexOf('GET /end 0')]).toEqual([0, true])
})

test('a body in pieces is whole, and the connection comes back', async () => {
  const request = post('/form', 'words in pieces')
  const cut = request.length - 10
  const pieces = [request.slice(0, 30), request.slice(30, cut), request.slice(cut, cut + 5), request.slice(cut + 5)]
  for (const some of [pieces, [pieces[0]! + pieces[1]!, pieces[2]!, pieces[3]!], [pieces[0]! + pieces[1]! + pieces[2]!, pieces[3]!]]) {
    let waited = ''
    const heard = await dribble(some, (text) => (waited = text).includes('POST /form 15'))
    expect(waited).toBe(heard)
  }
  expect(fastAnswers(await say([pieces[0]!, ''], [pieces.slice(1).join(''), 'POST /form 15'], [get('/kept'), 'kept']))).toBe(1)
})

describe('where a request ends is never guessed', () => {
  test('requests that come together are answered in order, by Node', async () => {
    for (const together of [get('/other') + get('/kept'), get('/kept') + get('/other') + get('/kept'), post('/form', 'words') + get('/kept')]) {
      const heard = await say([together, 'GET /kept 0'], [get('/end'), 'GET /end 0'])
      expect(fastAnswers(heard)).toBe(0)
    }
    const heard = await say([post('/form', 'words') + get('/kept'), 'GET /kept 0'])
    expect(heard.indexOf('POST /form 5')).toBeLessThan(heard.indexOf('GET /kept 0'))
  })
  test('a request that comes when only the first of two was answered waits for the second', async () => {
    const taken = once(server, 'connection') as Promise<[net.Socket]>
    const socket = net.connect(port, '127.0.0.1')
    let heard = ''
    socket.on('data', (chunk) => (heard += String(chunk)))
    socket.write(get('/later'))
    const [theirs] = await taken
    const readAll = async (bytes: number) => {
      while (theirs.bytesRead < bytes) await new Promise(setImmediate)
    }
    while (later.length < 1) await new Promise(setImmediate)
    const [first, second] = [get('/later'), get('/later-2')]
    socket.write(second)
    await readAll(first.length + second.length)
    later[0]!()
    while (!heard.includes('GET /later 0')) await once(socket, 'data')
    socket.write(get('/kept'))
    await readAll(first.length + second.length + get('/kept').length)
    while (later.length < 2) await new Promise(setImmediate)
    later[1]!()
    while (!heard.includes('kept')) await once(socket, 'data')
    expect([fastAnswers(heard), heard.indexOf('GET /later-2 0') < heard.indexOf('GET /kept 0')]).toEqual([0, true])
    socket.destroy()
  })
  test('a body that is longer than it says is the next request, and a shorter one takes it in', async () => {
    const longer = await dribble([headOf('POST', '/form', 'Content-Length: 3') + 'abc', 'def' + get('/kept')], (text) => text.includes('400 Bad Request'))
    expect([longer.includes('POST /form 3'), fastAnswers(longer), longer.includes('GET /kept')]).toEqual([true, 0, false])
    const request = get('/kept')
    const shorter = await say([headOf('POST', '/form', `Content-Length: ${3 + request.length}`) + 'abc', ''], [request, `POST /form ${3 + request.length}`])
    expect(fastAnswers(shorter)).toBe(0)
  })
  test('an answer that does not wait for the body leaves the connection to Node, which reads over the rest', async () => {
    const request = get('/kept')
    const heard = await say(
      [headOf('POST', '/early', `Content-Length: ${request.length}`), 'POST /early 0'],
      [request, ''],
      [get('/kept'), 'GET /kept 0'],
      [get('/end'), 'GET /end 0'],
    )
    expect([fastAnswers(heard), heard.match(/GET \/kept 0/g)?.length]).toEqual([0, 1])
  })
  test('a body in chunks, and one that is asked for first, keep the connection with Node', async () => {
    const chunked = headOf('POST', '/form', 'Transfer-Encoding: chunked') + '5\r\nwords\r\n0\r\n\r\n'
    const heard = await say([chunked, 'POST /form 5'], [get('/kept'), 'GET /kept 0'], [chunked + get('/kept'), 'POST /form 5'])
    expect(fastAnswers(heard)).toBe(0)
    const asked = [headOf('POST', '/form', 'Content-Length: 5', 'Expect: 100-continue'), '100 Continue'] as [string, string]
    expect(fastAnswers(await say(asked, ['words', 'POST /form 5'], [get('/kept'), 'GET /kept 0']))).toBe(0)
  })
  test.each([
    ['Content-Length: 5', 'Transfer-Encoding: chunked'],
    ['Transfer-Encoding: chunked', 'Content-Length: 5'],
    ['Content-Length: 5', 'Content-Length: 0'],
    ['Content-Length: 5', 'Content-Length: 5'],
    ['Content-Length: +5'],
    ['Content-Length: 5, 5'],
    ['Content-Length: 0x5'],
    ['Content-Length : 5'],
    ['Transfer-Encoding: xchunked'],
    ['Transfer-Encoding: chunked, identity'],
    ['X: a\n\nGET /kept HTTP/1.1', 'Host: lists.example'],
    ['X: a\r\rGET /kept HTTP/1.1', 'Host: lists.example'],
  ])('two ways to read it are refused: %s %s', async (...lines) => {
    const heard = await say([headOf('POST', '/form', ...lines) + '0\r\n\r\n' + get('/kept'), '400 Bad Request'])
    expect([fastAnswers(heard), heard.match(/HTTP\/1\.1/g)?.length]).toEqual([0, 1])
  })

  test('whatever comes, in whatever pieces, each request gets its own answer', async () => {
    const path = fc.integer({ min: 0, max: 99 }).map((n) => `/page-${n}`)
    const body = fc.integer({ min: 0, max: 40 }).map((n) => get('/kept').repeat(2).slice(0, n))
    const request = fc.oneof(
      fc.constant({ bytes: get('/kept'), answer: /^(?:kept|GET \/kept 0)/ }),
      path.map((to) => ({ bytes: get(to), answer: new RegExp(`^GET ${to} 0`) })),
      fc.tuple(path, body).map(([to, words]) => ({ bytes: post(to, words), answer: new RegExp(`^POST ${to} ${words.length}(?!\\d)`) })),
      fc.tuple(path, body).map(([to, words]) => ({
        bytes: `${headOf('POST', to, 'Transfer-Encoding: chunked')}${words && `${words.length.toString(16)}\r\n${words}\r\n`}0\r\n\r\n`,
        answer: new RegExp(`^POST ${to} ${words.length}(?!\\d)`),
      })),
    )
    const cuts = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 12 })
    await fc.assert(
      fc.asyncProperty(fc.array(request, { minLength: 1, maxLength: 8 }), cuts, fc.boolean(), async (requests, shares, atEnds) => {
        const all = requests.map(({ bytes }) => bytes).join('')
        const ends = requests.reduce<number[]>((found, { bytes }) => [...found, (found.at(-1) ?? 0) + bytes.length], [])
        const places = [0, ...shares.map((share) => Math.floor(share * all.length)), ...(atEnds ? ends : []), all.length].sort((a, b) => a - b)
        const pieces = places.slice(1).map((end, n) => all.slice(places[n], end)).filter(Boolean) // prettier-ignore
        const bodiesOf = (heard: string) => heard.split(/HTTP\/1\.1 200 OK\r\n[\s\S]*?\r\n\r\n/).slice(1)
        const answers = bodiesOf(await dribble(pieces, (heard) => bodiesOf(heard).filter(Boolean).length >= requests.length))
        expect(answers).toHaveLength(requests.length)
        for (const [n, { answer }] of requests.entries()) expect(answers[n]).toMatch(answer)
      }),
      { numRuns: 300 },
    )
  })
})

test('what is wrong is judged by Node', async () => {
  expect(await say(['nonsense\r\n\r\n', '400 Bad Request'])).not.toContain('fast-path')
  expect(await say(['GET /kept HTTP/1.1\r\n\r\n', '400 Bad Request'])).not.toContain('fast-path')
})

test('who says nothing is hung up on, before a request and after one', async () => {
  for (const [sent, wait] of [
    ['', { beforeFirst: 50, afterResponse: 15_000 }],
    [get('/kept'), { beforeFirst: 15_000, afterResponse: 50 }],
  ] as const) {
    Object.assign(idleMs, wait)
    const socket = net.connect(port, '127.0.0.1')
    socket.resume()
    if (sent) socket.write(sent)
    await once(socket, 'close')
  }
  Object.assign(idleMs, { beforeFirst: 15_000, afterResponse: 15_000 })
})

test('half a head that comes no further is refused by Node', async () => {
  server.headersTimeout = 20
  const socket = net.connect(port, '127.0.0.1')
  socket.write(get('/kept').slice(0, 20))
  expect(String((await once(socket, 'data'))[0])).toMatch(/^HTTP\/1\.1 408 /)
  await once(socket, 'close')
})

test('who sends and then hears only still gets the whole answer', async () => {
  answers = kept('x'.repeat(3_000_000))
  const socket = net.connect({ port, host: '127.0.0.1', allowHalfOpen: true })
  let size = 0
  socket.on('data', (chunk) => (size += chunk.length))
  socket.end(get('/kept'))
  await once(socket, 'close')
  expect(size).toBe(answers.length)
})

test('who asks without end and takes no answers is not read from without end', async () => {
  answers = kept('x'.repeat(1_000_000))
  const taken = once(server, 'connection') as Promise<[net.Socket]>
  const socket = net.connect(port, '127.0.0.1').pause()
  const [theirs] = await taken
  let asked = 0
  for (; asked < 50 && !theirs.isPaused(); asked++) {
    const before = theirs.bytesRead
    socket.write(get('/kept'))
    while (theirs.bytesRead === before) await new Promise(setImmediate)
  }
  expect(asked).toBeLessThan(50)
  expect(theirs.writableLength).toBeLessThanOrEqual(answers.length)
  let size = 0
  socket.on('data', (chunk) => (size += chunk.length)).resume()
  while (size < asked * answers.length) await once(socket, 'data')
  socket.destroy()
})
