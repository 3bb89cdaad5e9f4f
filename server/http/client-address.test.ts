import type { IncomingMessage } from 'node:http'
import { describe, expect, test } from 'vitest'
import { isHost, makeClientOf, setTrustedHeaders, trustedProxies } from './client-address'

const request = (remoteAddress: string, headers: Record<string, string> = {}) => ({ socket: { remoteAddress }, headers }) as unknown as IncomingMessage
const clientOf = makeClientOf(trustedProxies(['10.0.0.0/8', '192.0.2.7', 'fd00::/8']))
const ipOf = (remote: string, forwarded?: string) => clientOf(request(remote, forwarded === undefined ? {} : { 'x-forwarded-for': forwarded })).ip

describe('the visitor’s address', () => {
  test.each([
    ['203.0.113.5', '198.51.100.1', '203.0.113.5'],
    ['10.1.2.3', '198.51.100.1', '198.51.100.1'],
    ['::ffff:10.1.2.3', '198.51.100.1', '198.51.100.1'],
    ['10.1.2.3', '1.1.1.1, 198.51.100.1, 10.9.9.9', '198.51.100.1'],
    ['10.1.2.3', 'nonsense, 10.9.9.9', '10.9.9.9'],
    ['10.1.2.3', '', '10.1.2.3'],
    ['fd00::1', '[2001:db8::5]:443', '2001:db8::5'],
    ['10.1.2.3', '198.51.100.1:4711', '198.51.100.1'],
    ['10.1.2.3', '2001:0DB8:0:0::0005', '2001:db8::5'],
    ['10.1.2.3', '::ffff:c633:6401', '198.51.100.1'],
    ['2001:DB8:0:0:0:0:0:5', undefined, '2001:db8::5'],
    ['10.1.2.3', '198.51.100.01', '10.1.2.3'],
  ])('from %s with %s is %s', (remote, forwarded, ip) => expect(ipOf(remote, forwarded)).toBe(ip))
  test('https is believed of a named proxy only', () => {
    expect(clientOf(request('10.0.0.1', { 'x-forwarded-proto': 'https' })).secure).toBe(true)
    expect(clientOf(request('203.0.113.5', { 'x-forwarded-proto': 'https' })).secure).toBe(false)
  })
})

test.each(['10.0.0.0/33', 'proxy', '10.0.0.0/x', '::1/129'])('%s is no proxy', (name) => expect(() => trustedProxies([name])).toThrow('TRUSTED_PROXIES'))

test('what a stranger made up does not reach Next', () => {
  const req = request('203.0.113.5', {
    host: 'a.example',
    'x-forwarded-host': 'evil.example',
    'x-middleware-subrequest': 'x',
    forwarded: 'for=1.1.1.1',
    accept: '*/*',
  })
  setTrustedHeaders(req, clientOf(req))
  expect(req.headers).toEqual({
    host: 'a.example',
    accept: '*/*',
    'x-forwarded-for': '203.0.113.5',
    'x-forwarded-proto': 'http',
    'x-forwarded-host': 'a.example',
  })
})

test.each([
  ['lists.example:3000', true],
  ['[::1]:80', true],
  [undefined, true],
  ['a b', false],
  ['<script>', false],
  ['evil.example/path', false],
  ['x'.repeat(400), false],
])('%s may be a host: %s', (host, expected) => expect(isHost(host)).toBe(expected))
