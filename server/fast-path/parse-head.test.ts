import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseSimpleGet } from './parse-simple-get'

const head = (...lines: string[]) => Buffer.from(['GET /articles/a HTTP/1.1', ...lines, '', ''].join('\r\n'), 'latin1')
const host = 'Host: lists.example'

describe('a simple GET', () => {
  test('is read with its headers', () => {
    const read = parseSimpleGet(head(host, 'Accept-Encoding:  gzip, br ', 'CONNECTION: Keep-Alive', 'X-Forwarded-For: 10.0.0.1'), null)
    expect(read).toMatchObject({
      url: '/articles/a',
      headers: { host: 'lists.example', 'accept-encoding': 'gzip, br', connection: 'Keep-Alive', 'x-forwarded-for': '10.0.0.1' },
    })
  })

  test('that says the same as the one before is not read again', () => {
    const before = parseSimpleGet(head(host), null)
    expect(parseSimpleGet(Buffer.from('GET /other HTTP/1.1\r\nHost: lists.example\r\n\r\n'), before)).toEqual({
      url: '/other',
      head: before?.head,
      headers: before?.headers,
    })
    expect(parseSimpleGet(head(host, 'Cookie: reader=ann'), before)).toBeNull()
  })

  test.each<[string, Buffer]>([
    ['a cookie', head(host, 'cookie: reader=ann')],
    ['a copy that is known', head(host, 'If-None-Match: "x"')],
    ['a part', head(host, 'Range: bytes=0-1')],
    ['a body', head(host, 'Content-Length: 3')],
    ['a body in chunks', head(host, 'Transfer-Encoding: chunked')],
    ['an upgrade', head(host, 'Connection: Upgrade', 'Upgrade: websocket')],
    ['a connection that ends', head(host, 'Connection: close')],
    ['no host', head('Accept: */*')],
    ['two hosts', head(host, 'Host: other.example')],
    ['a line that goes on', head(host, 'Accept: a', ' b')],
    ['a space before the colon', head(host, 'Cookie : a=b')],
    ['a line without a colon', head(host, 'nonsense')],
    ['NUL', head(host, 'Accept: a\0b')],
    ['a lone line feed', head(host, 'Accept: a\nCookie: reader=ann')],
    ['a lone carriage return', head(host, 'Accept: a\rCookie: reader=ann')],
    ['no headers', Buffer.from('GET / HTTP/1.1\r\n\r\n')],
    ['HTTP/1.0', Buffer.from(`GET / HTTP/1.0\r\n${host}\r\n\r\n`)],
    ['another method', Buffer.from(`HEAD / HTTP/1.1\r\n${host}\r\n\r\n`)],
    ['a whole address', Buffer.from(`GET http://lists.example/ HTTP/1.1\r\n${host}\r\n\r\n`)],
    ['two spaces', Buffer.from(`GET /  HTTP/1.1\r\n${host}\r\n\r\n`)],
    ['half of a head', head(host).subarray(0, -2)],
    ['two requests', Buffer.concat([head(host), head(host)])],
    ['a request and something more', Buffer.concat([head(host), Buffer.from('x')])],
    ['more than a head needs', head(host, `X: ${'x'.repeat(5000)}`)],
    ['nothing', Buffer.alloc(0)],
  ])('with %s is left to Node', (_what, piece) => expect(parseSimpleGet(piece, null)).toBeNull())

  test('is never one that names something special, however it is spelled, and never throws', () => {
    const spelled = fc.constantFrom('cookie', 'If-None-Match', 'CONTENT-LENGTH', 'Transfer-Encoding', 'Range', 'Expect')
    fc.assert(
      fc.property(spelled, fc.string({ unit: 'binary' }), fc.array(fc.string({ unit: 'binary-ascii' })), (name, value, more) => {
        const read = parseSimpleGet(head(host, ...more.slice(0, 2), `${name}: ${value}`, ...more.slice(2)), null)
        if (read) expect(Object.keys(read.headers)).not.toContain(name.toLowerCase())
        expect(read === null || /[\r\n]/.test(more.join('') + value)).toBe(true)
      }),
    )
    fc.assert(fc.property(fc.uint8Array(), (bytes) => void parseSimpleGet(Buffer.from(bytes), null)))
  })
})
