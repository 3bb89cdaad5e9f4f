import fs from 'node:fs'
import { expect, test } from 'vitest'
import { ownPageAt, targetAt } from './own-pages'

test('every first part of an address of this site is known as its own', () => {
  const folders = ['app', 'app/(site)', 'app/(preview-link)', 'public'].flatMap((folder) => fs.readdirSync(folder, { withFileTypes: true }))
  const routes = folders.filter((entry) => !/^[(_]|[.](ts|tsx|css)$/.test(entry.name)).map(({ name }) => name)
  expect(routes.length).toBeGreaterThan(30)
  expect(routes.filter((name) => ownPageAt(`/${name}`) !== 'page')).toEqual([])
})

test('old addresses stand where the site has nothing; what it has is led to', () => {
  expect(['/2019/05/a', '/feed', '/wp-login.php', '/articles/old-one', '/people/somebody'].map(ownPageAt)).toEqual([null, null, null, null, null])
  expect(['/articles', '/about', '/admin/old', '/api/x', '/media/a.jpg', '/_next/x', '/search?q=a'].map(ownPageAt)).toEqual(
    Array.from({ length: 7 }, () => 'page'),
  )
  expect(ownPageAt('/articles/*')).toBe('folder')
  expect(['/', '/articles', '/feed.xml', '/about#us', '/search?q=a'].map(targetAt)).toEqual(Array.from({ length: 5 }, () => 'page'))
  expect(['/articles/a', '/articles/a/b', '/places/seoul'].map(targetAt)).toEqual(['named', 'named', 'named'])
  expect(['/admin', '/api/x', '/2019/a', '/about/us'].map(targetAt)).toEqual([null, null, null, null])
})
