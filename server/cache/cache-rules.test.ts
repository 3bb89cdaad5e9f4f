import fs from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { kindOf, privatePages } from './cache-rules'

const site = path.resolve(import.meta.dirname, '../../app/(site)')

test.each(privatePages)('%s is private, and a page', (name) => {
  // Of itself, or of what its address names: /unsubscribe/TOKEN.
  expect(['', '[token]'].some((part) => fs.existsSync(path.join(site, name, part, 'page.tsx')))).toBe(true)
  expect(kindOf(`/${name}`)).toBe('private')
  expect(kindOf(`/${name}/more`)).toBe('private')
  expect(kindOf(`/${name}s-and-more`)).toBe('shared')
})

test.each(['/sign-out', '/forgot-password', '/reset-password', '/welcome', '/owner'])('%s is no page of its own', (address) =>
  expect(kindOf(address)).toBe('shared'),
)

test('the studio and the API are passed on, and a search is not kept', () => {
  for (const address of ['/admin', '/admin/jobs', '/api/theme', '/_next/x']) expect(kindOf(address)).toBe('next')
  for (const address of ['/search', '/search.json']) expect(kindOf(address)).toBe('unkept')
  expect(kindOf('/search.jsonp')).toBe('shared')
  expect(kindOf('/administration')).toBe('shared')
})

test('a page below /preview is secret', () => {
  for (const address of ['/preview', '/preview/x', '/preview/x/y']) expect(kindOf(address)).toBe('secret')
  for (const address of ['/previews', '/articles/preview']) expect(kindOf(address)).toBe('shared')
})
