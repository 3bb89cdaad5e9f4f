import { expect, test } from 'vitest'
import { PageKeys } from './page-keys'

const pageKeys = new PageKeys([
  { route: '/articles/[slug]', keys: ['sort', 'cursor'] },
  { route: '/articles', keys: ['page'] },
  { route: '/search', keys: ['q'], maxValueLength: 8192 },
])

test.each([
  ['/articles/a', 'cursor=2&sort=new', '/articles/a?sort=new&cursor=2'],
  ['/articles/a', 'page=2&utm_source=x', '/articles/a'],
  ['/articles/a/b', 'sort=new', '/articles/a/b'],
  ['/articles', 'sort=new&page=2', '/articles?page=2'],
  ['/articles', '', '/articles'],
  ['/about', 'page=2', '/about'],
  ['/articles/a', `cursor=${'x'.repeat(201)}`, '/articles/a'],
  ['/search', `q=${'x'.repeat(201)}`, `/search?q=${'x'.repeat(201)}`],
])('the key of %s?%s is %s', (path, query, key) => expect(pageKeys.keyOf(path, query)).toBe(key))

test('a page reads the keys of its route', () => {
  expect(pageKeys.queryKeysOf('/articles/a')).toEqual(['sort', 'cursor'])
  expect(pageKeys.queryKeysOf('/about')).toEqual([])
})
