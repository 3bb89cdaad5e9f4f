import http from 'node:http'
import net from 'node:net'
import { once } from 'node:events'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { FastPath } from './fast-path'
import { listen, makeServer } from '@/server/http/listen'

/** Real connections to a real server: /kept is answered on the fast path, all else by Node. */

const kept = (body: string) => Buffer.from(`HTTP/1.1 200 OK\r\nContent-Length: ${Buffer.byteLength(body)}\r\nX-From: fast-path\r\n\r\n${body}`)
let answers: Buffer
let server: http.Server
let fastPath: FastPath
let port: number
const idleMs = { beforeFirst: 15_000, afterResponse: 15_000 }

beforeEach(async () => {
  answers = kept('kept')
  server = makeServer((req, res) => {
    const chunks: Buffer[] = []
    req.on('data', (chunk: Buffer) => chunks.push(chunk))
    req.on('end', () => res.end(`${req.method} ${req.url} ${Buffer.concat(chunks).length}`))
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
    socket.write(sent)
    while (!heard.includes(awaited)) await Promise.race([once(socket, 'data'), ended.then(() => Promise.reject(new Error(`hung up after: ${heard}`)))])
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

test('from the first other request on, a connection is Node’s, and answers come in order', async () => {
  const heard = await say([get('/kept'), 'kept'], [post('/form', 'words'), 'POST /form 5'], [get('/kept'), 'GET /kept 0'], [get('/other'), 'GET /other 0'])
  expect(heard.match(/X-From: fast-path/g)).toHaveLength(1)
})

test('requests in several pieces, and several in one piece, are whole', async () => {
  const taken = once(server, 'connection') as Promise<[net.Socket]>
  const socket = net.connect(port, '127.0.0.1')
  const [theirs] = await taken
  socket.write(get('/kept').slice(0, 20))
  while (theirs.bytesRead === 0) await new Promise(setImmediate)
  socket.write(get('/kept').slice(20))
  expect(String((await once(socket, 'data'))[0])).toContain('GET /kept 0')
  socket.destroy()

  const body = 'x'.repeat(300_000)
  expect(await say([post('/form', body), 'POST /form 300000'])).not.toContain('fast-path')
  const both = await say([get('/other') + get('/kept'), 'GET /kept 0'])
  expect(both.indexOf('GET /other 0')).toBeLessThan(both.indexOf('GET /kept 0'))
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
