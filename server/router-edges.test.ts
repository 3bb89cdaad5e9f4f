import http from 'node:http'
import net, { type AddressInfo } from 'node:net'
import { describe, expect, test, vi } from 'vitest'
import { ask, patient, say, server, serverState, state, useFront } from '@/tests/support/front'

useFront()

describe('what is handed to Next', () => {
  test('learns the address that the named proxy tells', async () => {
    const answer = await ask('/api/echo', { method: 'POST', body: 'hello', headers: { 'x-forwarded-for': '1.1.1.1, 198.51.100.1' } })
    expect(JSON.parse(answer.text)).toEqual({ size: 5, ip: '198.51.100.1' })
    expect(answer.headers['content-security-policy']).toContain("default-src 'none'")
  })
  test('an address without this method says what it is for', async () => {
    const person = await ask('/api/posts-only', { headers: { accept: 'text/html' } })
    expect([person.status, person.headers.allow]).toEqual([405, 'POST'])
    expect(person.text).toContain('This address takes forms')
    expect(JSON.parse((await ask('/api/posts-only', { headers: { accept: 'application/json' } })).text).error.message).toContain('takes forms')
  })
  test('a body that says it is too large is refused before it is sent', async () => {
    const text = await say(`POST /api/echo HTTP/1.1\r\nHost: a\r\nContent-Length: 99000000\r\n\r\n`)
    expect(text).toMatch(/^HTTP\/1\.1 413 /)
  })
  test('a body that does not say so is cut off', async () => {
    const chunk = `10000\r\n${'x'.repeat(65536)}\r\n`
    const text = await say(`POST /api/echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n${chunk.repeat(6)}`)
    expect(text).toMatch(/^HTTP\/1\.1 413 /)
    expect((await ask('/healthz')).status).toBe(200)
  })
  test('events are sent as they come', async () => {
    const text = await new Promise<string>((resolve, reject) => {
      let heard = ''
      const take = (chunk: Buffer) => {
        heard += chunk.toString()
        state.goOn() // the second is not sent before the first has come
      }
      http
        .get(`${state.base}/api/stream`, { headers: { 'accept-encoding': 'gzip' } }, (res) => res.on('data', take).on('end', () => resolve(heard)))
        .on('error', reject)
    })
    expect(text).toBe('data: 1\n\ndata: 2\n\n')
  })
  test('the studio has a nonce, the same for Next and the browser', async () => {
    const answer = await ask('/admin')
    expect(answer.text).toContain(String(answer.headers['content-security-policy']))
    expect(answer.headers['content-security-policy']).toMatch(/'nonce-[\w+/=]{20,}' 'strict-dynamic'/)
    expect((await ask('/admin')).headers['content-security-policy']).not.toBe(answer.headers['content-security-policy'])
  })
})

describe('bad input', () => {
  test.each([
    ['dots', '/../etc/passwd', 400],
    ['an encoded slash', '/articles/..%2f..%2fx', 404],
    ['NUL', '/a%00', 400],
    ['what is not UTF-8', '/%ff', 400],
    ['9 KB', `/${'x'.repeat(9000)}`, 414],
    ['64 KB', `/${'x'.repeat(65_000)}`, 414],
  ])('an address with %s', async (_, path, status) => {
    expect(await say(`GET ${path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`)).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `))
  })
  test('absurd headers and hosts', async () => {
    expect(await say(`GET / HTTP/1.1\r\nHost: a\r\nX: ${'y'.repeat(20_000)}\r\n\r\n`)).toMatch(/^HTTP\/1\.1 431 /)
    expect(await say('GET / HTTP/1.1\r\nHost: <script>\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 /)
    expect(await say('GET / HTTP/1.1\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 /)
    expect(await say('\x16\x03\x01 nonsense\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 /)
  })
  test('connections that are dropped in the middle leave nothing behind', async () => {
    for (let i = 0; i < 50; i++) {
      const socket = net.connect((server.address() as AddressInfo).port, '127.0.0.1')
      socket.on('error', () => {})
      await new Promise((resolve) => socket.once('connect', resolve))
      socket.write(i % 2 ? 'GET /articles/a HTTP/1.1\r\nHost: a\r\n\r\n' : 'POST /api/echo HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nx')
      socket.resetAndDestroy()
    }
    expect((await ask('/articles/a')).status).toBe(200)
    await vi.waitUntil(() => serverState.renderer?.cache.size.rendering === 0, patient)
  })
  test('slow clients are waited for so long and no longer', () => {
    expect(server.headersTimeout).toBeLessThanOrEqual(15_000)
    // That of pictures; every other body has a minute (slow-bodies.test.ts).
    expect(server.requestTimeout).toBeLessThanOrEqual(600_000)
  })
})

describe('before Next is ready', () => {
  test('requests are told to come again, and the process says that it lives', async () => {
    Object.assign(serverState, { renderer: null, nextHandler: null })
    const answer = await ask('/articles/a')
    expect([answer.status, answer.headers['retry-after']]).toEqual([503, '2'])
    expect((await ask('/healthz')).status).toBe(200)
    expect((await ask('/readyz')).status).toBe(503)
  })
})

test('operators see what is kept and what it took', async () => {
  await ask('/articles/a')
  await ask('/articles/a')
  const { text } = await ask('/metrics')
  expect(text).toContain('lightstick_store_pages 1\n')
  expect(text).toContain('lightstick_page_hits_total{copy="fresh"} 1\n')
  expect(text).toContain('lightstick_renders_total 1\n')
  expect(text).toMatch(/lightstick_answers_total\{status="200"\} \d+/)
  expect(text).toContain('more 1')
  expect((await ask('/readyz')).status).toBe(200)
})
