import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseHead, type Head } from './parse-head'

const head = (...lines: string[]) => Buffer.from(['GET /articles/a HTTP/1.1', ...lines, '', ''].join('\r\n'), 'latin1')
const host = 'Host: lists.example'
const read = (chunk: Buffer | string, previous: Head | null = null) => {
  const found = parseHead(Buffer.from(chunk as string), previous)
  return found === 'incomplete' ? null : found
}

describe('a simple GET', () => {
  test('is read with its headers', () => {
    const found = read(head(host, 'Accept-Encoding:  gzip, br ', 'CONNECTION: Keep-Alive', 'X-Forwarded-For: 10.0.0.1', 'cookie: _ga=1', 'If-None-Match: "x"'))
    expect(found).toMatchObject({
      isSimple: true,
      url: '/articles/a',
      headers: {
        host: 'lists.example',
        'accept-encoding': 'gzip, br',
        connection: 'Keep-Alive',
        'x-forwarded-for': '10.0.0.1',
        cookie: '_ga=1',
        'if-none-match': '"x"',
      },
    })
  })

  test('that says the same as the one before is not read again', () => {
    const before = read(head(host))
    const again = read('GET /other HTTP/1.1\r\nHost: lists.example\r\n\r\n', before)
    expect([again?.url, again?.isSimple]).toEqual(['/other', true])
    expect(again?.headers).toBe(before?.headers)
    expect(read(head(host, 'Cookie: reader=ann'), before)?.headers.cookie).toBe('reader=ann')
    // The same lines do not make another method simple.
    expect(read('POST /other HTTP/1.1\r\nHost: lists.example\r\n\r\n', before)?.isSimple).toBe(false)
  })
})

describe('left to Node, its end known, is a head', () => {
  test.each<[string, Buffer]>([
    ['with a part', head(host, 'Range: bytes=0-1')],
    ['with a body', head(host, 'Content-Length: 3')],
    ['with a body in chunks', head(host, 'Transfer-Encoding: chunked')],
    ['with an upgrade', head(host, 'Connection: Upgrade', 'Upgrade: websocket')],
    ['of a connection that ends', head(host, 'Connection: close')],
    ['without a host', head('Accept: */*')],
    ['with two hosts', head(host, 'Host: other.example')],
    ['with two cookies', head(host, 'Cookie: a=1', 'cookie: b=2')],
    ['of another method', Buffer.from(`HEAD / HTTP/1.1\r\n${host}\r\n\r\n`)],
  ])('%s', (_what, piece) => expect(read(piece)).toMatchObject({ isSimple: false, length: piece.length }))

  test('with something more behind it', () => {
    for (const more of ['x', head(host).toString()]) expect(read(head(host).toString() + more)).toMatchObject({ isSimple: false, length: head(host).length })
    const post = `POST /form HTTP/1.1\r\n${host}\r\nContent-Length: 3\r\n\r\n`
    expect(read(`${post}a=1`)).toMatchObject({ method: 'POST', length: post.length, isSimple: false })
  })
})

describe('left to Node, its end unknown, is', () => {
  test.each<[string, Buffer]>([
    ['a line that goes on', head(host, 'Accept: a', ' b')],
    ['a space before the colon', head(host, 'Cookie : a=b')],
    ['a line without a colon', head(host, 'nonsense')],
    ['NUL', head(host, 'Accept: a\0b')],
    ['a lone line feed', head(host, 'Accept: a\nCookie: reader=ann')],
    ['an empty line of line feeds only', Buffer.from(`GET / HTTP/1.1\n${host}\n\nGET /kept HTTP/1.1\r\n${host}\r\n\r\n`)],
    ['a lone carriage return', head(host, 'Accept: a\rCookie: reader=ann')],
    ['no headers', Buffer.from('GET / HTTP/1.1\r\n\r\n')],
    ['HTTP/1.0', Buffer.from(`GET / HTTP/1.0\r\n${host}\r\n\r\n`)],
    ['a whole address', Buffer.from(`GET http://lists.example/ HTTP/1.1\r\n${host}\r\n\r\n`)],
    ['two spaces', Buffer.from(`GET /  HTTP/1.1\r\n${host}\r\n\r\n`)],
    ['a small letter in the method', Buffer.from(`get / HTTP/1.1\r\n${host}\r\n\r\n`)],
    ['an empty line before it', Buffer.from(`\r\nGET / HTTP/1.1\r\n${host}\r\n\r\n`)],
    ['more than a head may have', head(host, `X: ${'x'.repeat(16_400)}`)],
    ['more lines than a head may have', head(host, ...Array.from({ length: 100 }, (_, n) => `X${n}: 1`))],
    ['nothing', Buffer.alloc(0)],
    ['what is no request', Buffer.from('\x16\x03\x01')],
  ])('%s', (_what, piece) => expect(parseHead(piece, null)).toBeNull())
})

test('half of a head is incomplete', () => {
  for (const cut of [5, 20, 40]) expect(parseHead(head(host).subarray(0, cut), null)).toBe('incomplete')
  expect(parseHead(head(host).subarray(0, -2), null)).toBe('incomplete')
})

test('no simple GET names something special, however it is spelled, and nothing throws', () => {
  const spelled = fc.constantFrom('CONTENT-LENGTH', 'Transfer-Encoding', 'Range', 'Expect', 'upgrade')
  fc.assert(
    fc.property(spelled, fc.string({ unit: 'binary' }), fc.array(fc.string({ unit: 'binary-ascii' })), (name, value, more) => {
      const found = read(head(host, ...more.slice(0, 2), `${name}: ${value}`, ...more.slice(2)))
      if (found?.isSimple) expect(Object.keys(found.headers)).not.toContain(name.toLowerCase())
      expect(!found?.isSimple || /[\r\n]/.test(more.join('') + value)).toBe(true)
    }),
  )
  fc.assert(fc.property(fc.uint8Array(), (bytes) => void parseHead(Buffer.from(bytes), null)))
})
