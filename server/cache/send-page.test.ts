import { beforeAll, expect, test, vi } from 'vitest'
import { finishPage } from './finished-page'
import { headersFor } from './send-page'

beforeAll(() => vi.stubEnv('CDN_PURGE_URL', 'https://cdn.example/purge'))

test('a shared cache that is told of changes learns a page’s tags, as many as a head holds', async () => {
  const tagsOf = async (tags: string[], status = 200) => {
    const copy = await finishPage(Buffer.from('x'), { status, type: 'text/html', tags: new Set(tags) })
    const flat = headersFor(copy, 'identity', false)
    return flat[flat.indexOf('Surrogate-Key') + 1]
  }
  expect(await tagsOf(['article:1', 'articles'])).toBe('all article:1 articles')
  expect(await tagsOf(Array.from({ length: 1000 }, (_, n) => `record:${n}`))).toBe('all any-change')
  expect(await tagsOf(['가'])).toBe('all any-change')
})
