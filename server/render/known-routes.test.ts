import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { readKnownRoutes } from './known-routes'

const root = fs.mkdtempSync(path.join(os.tmpdir(), 'lightstick-paths-'))
fs.mkdirSync(path.join(root, '.next'))
fs.mkdirSync(path.join(root, 'public/icons'), { recursive: true })
fs.writeFileSync(path.join(root, 'public/icons/192.png'), '')
const routes = { '/page': '/', '/a/[slug]/page': '/articles/[slug]', '/b/route': '/authors/[slug]/feed.xml', '/c/route': '/api/[...rest]' }
fs.writeFileSync(path.join(root, '.next/app-path-routes-manifest.json'), JSON.stringify(routes))
afterAll(() => fs.rmSync(root, { recursive: true }))

test('what Next has a route for, and files, can lead somewhere', () => {
  const known = readKnownRoutes(root)
  for (const address of ['/', '/articles/anything', '/articles/한글', '/authors/x/feed.xml', '/api/a/b/c', '/icons/192.png'])
    expect(known(address), address).toBe(true)
  for (const address of ['/wp-login.php', '/articles', '/articles/a/b', '/authors/x/feedQxml', '/icons/x.png', '/.env', '/articles/'])
    expect(known(address), address).toBe(false)
})
