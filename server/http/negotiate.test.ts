import { describe, expect, test } from 'vitest'
import { chooseEncoding, matchesEtag } from './negotiate'

describe('the encoding', () => {
  test.each([
    [undefined, 'identity'],
    ['', 'identity'],
    ['gzip', 'gzip'],
    ['gzip, deflate, br, zstd', 'br'],
    ['gzip;q=1, br;q=0.5', 'gzip'],
    ['br;q=0, gzip;q=0', 'identity'],
    ['br;q=0.5, identity;q=1', 'identity'],
    ['*', 'br'],
    ['*;q=0.1, gzip', 'gzip'],
    ['br;q=0, *', 'gzip'],
    ['GZIP', 'gzip'],
    ['gzip;q=7', 'gzip'],
    ['br;q=x, gzip', 'gzip'],
    ['deflate', 'identity'],
    ['identity;q=0', 'identity'],
  ])('for %s is %s', (header, encoding) => expect(chooseEncoding(header)).toBe(encoding))
})

describe('If-None-Match', () => {
  test.each([
    ['"a"', true],
    ['W/"a"', true],
    ['"b", "a"', true],
    ['*', true],
    ['"b"', false],
    ['a', false],
    [undefined, false],
  ])('%s', (header, expected) => expect(matchesEtag(header, '"a"')).toBe(expected))
})
