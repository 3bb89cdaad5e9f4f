import { expect, test } from 'vitest'
import { candidatesOf, locationOf, readOldAddress, readTarget } from './address'

test.each([
  ['/2019/05/Hello-World/', '/2019/05/hello-world'],
  ['https://old.example/2019/05/hello', '/2019/05/hello'],
  ['HTTP://old.example//a///b#part', '/a/b'],
  ['/%EB%B9%85%EB%B1%85', '/빅뱅'],
  ['/빅뱅', '/빅뱅'],
  ['/index.php?p=12&lang=KO', '/index.php?p=12&lang=ko'],
  ['/shop/*', '/shop/*'],
  ['/100%25', '/100%25'],
  ['/a%20b', '/a%20b'],
  ['/index.php?q=100%', '/index.php?q=100%25'],
])('reads %s as %s', (typed, key) => expect(readOldAddress(typed)).toEqual({ ok: key }))

test.each([
  'about-us',
  '/',
  'https://old.example',
  '/?p=12',
  '/*',
  '/a*',
  '/a/*/b',
  '/a/../b',
  '/a\\b',
  '/%00',
  '/100%',
  '/caf%E9',
  '/a%2Fb',
  '/a%5Cb',
  '/a/*?x=1',
  'mailto:a@b.example',
  `/${'x'.repeat(500)}`,
])('refuses %s', (typed) => expect(readOldAddress(typed)).toEqual({ fault: expect.any(String) }))

test.each(['/c%23', '/what%3F', '/what%3Fx=1', '/a%2525', '/x?q=a%2Bb', '/x?q=a+b+', '/x?q=R%26B&p=1', '/x?q=%23', '/a%2A', '/shop/*', '/%EB%B9%85%20'])(
  'what is kept of %s is read again as the same, and is what is asked for',
  (typed) => {
    const first = readOldAddress(typed) as { ok: string }
    expect(readOldAddress(first.ok)).toEqual(first)
    const [path, query = ''] = typed.split('?')
    if (!typed.endsWith('*')) expect(candidatesOf(path!, query)).toContain(first.ok)
  },
)

test('what stands for all below answers as deep as it may be added, and is refused deeper', () => {
  const folders = (count: number) => Array.from({ length: count }, (_, n) => `/f${n}`).join('')
  for (const count of [1, 2, 9, 10]) {
    const read = readOldAddress(`${folders(count)}/*`) as { ok: string }
    expect(candidatesOf(`${folders(count)}/page`, ''), String(count)).toContain(read.ok)
    expect(candidatesOf(`${folders(count)}/far/below`, ''), String(count)).toContain(read.ok)
  }
  expect(readOldAddress(`${folders(11)}/*`)).toEqual({ fault: 'at most 10 folders stand before a *' })
})

test('what is encoded is not what divides', () => {
  const keys = ['/what%3Fx=1', '/what?x=1', '/a?b=c&d', '/a?b=c%26d', '/a?b=c+d', '/a?b=c%2Bd'].map((typed) => (readOldAddress(typed) as { ok: string }).ok)
  expect(new Set(keys).size).toBe(keys.length)
  expect(candidatesOf('/a/*', '')[0]).toBe('/a/%2a')
})

const site = 'https://lists.example'
test.each([
  ['/articles/a/', false, '/articles/a'],
  [`${site}/articles/a#one`, false, '/articles/a#one'],
  ['/', false, '/'],
  [site, false, '/'],
  ['/articles/*', true, '/articles/*'],
  ['/*', true, '/*'],
])('takes %s as a target', (typed, isWhole, target) => expect(readTarget(typed, site, isWhole)).toEqual({ ok: target }))

test.each(['articles/a', '//elsewhere.example/a', 'https://elsewhere.example/a', '/articles/*', '/a b', 'javascript:alert(1)', '/a\\b', '/articles/100%'])(
  'refuses the target %s',
  (typed) => expect(readTarget(typed, site, false)).toEqual({ fault: expect.any(String) }),
)

test('an address is looked for with its query, without, and in what stands for all that is below, the nearest first', () => {
  expect(candidatesOf('/2019/05/Hello', 'p=1')).toEqual(['/2019/05/hello?p=1', '/2019/05/hello', '/2019/05/*', '/2019/*'])
  expect(candidatesOf('/hello', '')).toEqual(['/hello'])
  expect(candidatesOf(`/${'a/'.repeat(200)}`, '').length).toBeLessThan(12)
  expect(candidatesOf('/%EB%B9%85%EB%B1%85', '')).toEqual(['/빅뱅'])
})

test('what is below keeps its own part of the address, and nothing leads off the site', () => {
  expect(locationOf({ path: '/blog/*', target: '/articles/*' }, '/blog/A-b/%EB%B9%85')).toBe('/articles/A-b/%EB%B9%85')
  expect(locationOf({ path: '/blog/*', target: '/*' }, '/blog/elsewhere.example')).toBe('/elsewhere.example')
  expect(locationOf({ path: '/blog/*', target: '/articles/a' }, '/blog/x')).toBe('/articles/a')
  expect(locationOf({ path: '/a', target: '/articles/빅뱅?x=1#y' }, '/a')).toBe('/articles/%EB%B9%85%EB%B1%85?x=1#y')
  expect(locationOf({ path: '/a', target: '/articles/%EB%B9%85' }, '/a')).toBe('/articles/%EB%B9%85')
  expect(locationOf({ path: '/tag/rnb', target: '/search?q=R%26B%2Fsoul' }, '/tag/rnb')).toBe('/search?q=R%26B%2Fsoul')
  expect(locationOf({ path: '/tag/rnb/*', target: '/search?q=%23한글 100%' }, '/tag/rnb/x')).toBe('/search?q=%23%ED%95%9C%EA%B8%80%20100%25')
})
