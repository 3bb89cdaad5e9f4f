import { describe, expect, test } from 'vitest'
import { addressForLog, keepKeys, readAddress } from './address'

describe('an address', () => {
  test.each([
    ['/', '/'],
    ['/articles/a-b', '/articles/a-b'],
    ['/feed.xml', '/feed.xml'],
    ['/articles/%61', '/articles/a'],
    ['/groups/%ec%86%8c', '/groups/%EC%86%8C'],
    ['http://evil.example/articles/x', '/articles/x'],
    ['http://evil.example', '/'],
  ])('%s is %s', (target, path) => expect(readAddress(target)).toEqual({ path, query: '' }))

  test.each(['/a/../b', '/..', '/a/%2e%2e/b', '/a/./b', '/a%00b', '/%ff', '/%', '/a%0d%0ab', '*', 'nonsense'])('%s is refused', (target) => {
    expect(readAddress(target)).toEqual({ status: 400 })
  })
  test.each(['/a%2fb', '/a%5cb', '/a\\b'])('%s names nothing', (target) => expect(readAddress(target)).toEqual({ status: 404 }))
  test('one that is too long is refused', () => expect(readAddress(`/${'a'.repeat(9000)}`)).toEqual({ status: 414 }))
  test.each([
    ['/articles/', '/articles'],
    ['//evil.example//x', '/evil.example/x'],
    ['/articles/x/?sort=new', '/articles/x?sort=new'],
  ])('%s leads to %s', (target, redirect) => expect(readAddress(target)).toEqual({ redirect }))
})

describe('a query string', () => {
  test('has known keys only, in one order, each once', () => {
    expect(keepKeys('utm_source=x&cursor=2&sort=new&sort=old&fbclid=1', ['sort', 'cursor'])).toBe('?sort=new&cursor=2')
  })
  test('that means nothing is none', () => expect(keepKeys('utm_source=x&%ff=%fe&&&=', ['sort'])).toBe(''))
  test('drops empty and absurd values', () => expect(keepKeys(`sort=&cursor=${'x'.repeat(300)}`, ['sort', 'cursor'])).toBe(''))
  test('spells each value in one way', () => expect(keepKeys('q=%7Ea+b%20c', ['q'])).toBe('?q=%7Ea+b+c'))
})

test.each([
  ['/preview/SECRET', '/preview/…'],
  ['/preview/SECRET/?x=1', '/preview/…'],
  ['/%70review/SECRET', '/preview/…'],
  ['//preview//SECRET', '/preview/…'],
  ['/preview/SECRET%2f', '/preview/…'],
  ['http://lists.example/preview/SECRET', '/preview/…'],
  ['/unsubscribe/SECRET', '/unsubscribe/…'],
  ['/reset?a=1&token=SECRET&b=2', '/reset?a=1&token=…&b=2'],
  ['/articles/preview?q=token', '/articles/preview?q=token'],
])('%s is logged as %s', (target, logged) => expect(addressForLog(target)).toBe(logged))
