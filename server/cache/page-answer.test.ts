import { afterEach, beforeAll, expect, test, vi } from 'vitest'
import { setClock } from '@/platform/clock'
import { finishPage } from './finished-page'
import { pageAnswer } from './page-answer'

afterEach(() => setClock(null))
beforeAll(() => vi.stubEnv('CDN_PURGE_URL', 'https://cdn.example/purge'))

test('a shared cache that is told of changes learns a page’s tags, as many as a head holds', async () => {
  const tagsOf = async (tags: string[], status = 200) => {
    const copy = await finishPage(Buffer.from('x'), { status, type: 'text/html', tags: new Set(tags) })
    const flat = pageAnswer(copy, {}, false).headers
    return flat[flat.indexOf('Surrogate-Key') + 1]
  }
  expect(await tagsOf(['article:1', 'articles'])).toBe('all article:1 articles')
  expect(await tagsOf(Array.from({ length: 1000 }, (_, n) => `record:${n}`))).toBe('all any-change')
  expect(await tagsOf(['가'])).toBe('all any-change')
})

const second = Date.UTC(2026, 10, 26, 12, 0, 5)
const dateOf = (at: number) => new Date(at).toUTCString()
const feed = (text: string) =>
  finishPage(Buffer.from(text), { status: 200, type: 'application/rss+xml', tags: new Set(), headers: { 'Last-Modified': dateOf(0) } })
const statusOf = (page: Awaited<ReturnType<typeof feed>>, headers: Record<string, string>) => pageAnswer(page, headers, false).status
const modifiedOf = (page: Awaited<ReturnType<typeof feed>>) => {
  const flat = pageAnswer(page, {}, false).headers
  return flat[flat.indexOf('Last-Modified') + 1]!
}

test('a feed that did not change since a date is not sent again, and two of one second are told apart', async () => {
  setClock(() => second + 100)
  const first = await feed('one')
  expect(modifiedOf(first)).toBe(dateOf(second))
  setClock(() => second + 800)
  const next = await feed('two')
  expect(modifiedOf(next)).toBe(dateOf(second))
  expect(statusOf(next, { 'if-modified-since': modifiedOf(first) })).toBe(200)
  setClock(() => second + 2500)
  expect(modifiedOf(next)).toBe(dateOf(second + 1000))
  expect(statusOf(next, { 'if-modified-since': modifiedOf(next) })).toBe(304)
  expect(statusOf(next, { 'if-modified-since': dateOf(second - 1000) })).toBe(200)
  for (const date of ['', 'yesterday', '-1']) expect(statusOf(next, { 'if-modified-since': date })).toBe(200)
  // An ETag says more than a date.
  expect(statusOf(next, { 'if-modified-since': modifiedOf(next), 'if-none-match': '"other"' })).toBe(200)
})

test('a page without a date of its own does not compare dates', async () => {
  const page = await finishPage(Buffer.from('x'), { status: 200, type: 'text/html', tags: new Set() })
  expect(statusOf(page, { 'if-modified-since': dateOf(second + 1e9) })).toBe(200)
})
