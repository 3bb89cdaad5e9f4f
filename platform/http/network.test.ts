import { expect, test } from 'vitest'
import { networkOf, networksOf } from './network'

test.each([
  ['192.0.2.1', '192.0.2.1'],
  ['::ffff:192.0.2.1', '192.0.2.1'],
  ['::ffff:c000:201', '192.0.2.1'],
  ['2001:db8::x', 'unknown'],
  ['unknown', 'unknown'],
  ['1', 'unknown'],
  ['', 'unknown'],
])('the network of %j is %j', (ip, network) => expect(networkOf(ip)).toBe(network))

test.each([
  ['2001:db8::1', '2001:db8:0:0:ffff::2'],
  ['2001:db8:1:2::1', '2001:db8:1:2:a:b:c:d'],
  ['2001:db8:0:1::', '2001:db8::1:9:9:9:9'],
])('%s and %s are one household', (one, other) => expect(networkOf(one)).toBe(networkOf(other)))

test.each([
  ['2001:db8::1', '2001:db8:0:1::1'],
  ['2001:db8:1:2::1', '2001:db8:1:3::1'],
  ['192.0.2.1', '192.0.2.2'],
])('%s and %s are two', (one, other) => expect(networkOf(one)).not.toBe(networkOf(other)))

test.each([
  ['192.0.2.1', ['192.0.2.1', '192.0.2.', '192.', '192.0.']],
  ['2001:db8:7:9::1', ['2001:db8:7:9', '2001:db8:7:', '2001:', '2001:db8:']],
])('%s is in wider networks too', (ip, networks) => expect([...networksOf(ip)].sort()).toEqual(networks.sort()))
