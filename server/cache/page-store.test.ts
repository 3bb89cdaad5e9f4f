import { expect, test } from 'vitest'
import { finishPage } from './finished-page'
import { PageStore } from './page-store'

const stored = async (key: string, size: number, tags: string[] = []) => ({
  key,
  page: await finishPage(Buffer.alloc(size), { status: 200, type: 'image/png', tags: new Set(tags) }),
  staleSince: 0,
  keptAt: 0,
  renderMs: 1,
  failedAt: 0,
})

test('keeps to its bytes and drops the page that was asked for longest ago', async () => {
  const store = new PageStore(100_000)
  for (let i = 0; i < 8; i++) store.put(await stored(`/${i}`, 10_000))
  store.get('/0')
  for (let i = 8; i < 11; i++) store.put(await stored(`/${i}`, 10_000))
  expect(store.bytes).toBeLessThanOrEqual(100_000)
  expect(store.get('/0')).toBeDefined()
  expect(store.get('/1')).toBeUndefined()
})

test('a page that would fill it is not kept', async () => {
  const store = new PageStore(100_000)
  store.put(await stored('/small', 10))
  store.put(await stored('/large', 90_000))
  expect(store.get('/large')).toBeUndefined()
  expect(store.get('/small')).toBeDefined()
})

test('counts its bytes through replacing, removing and purging', async () => {
  const store = new PageStore(100_000)
  store.put(await stored('/a', 5000, ['x', 'y']))
  store.put(await stored('/a', 6000, ['y']))
  store.put(await stored('/b', 5000, ['x']))
  store.purge(['y'], true, 1)
  expect(store.get('/a')).toBeUndefined()
  store.purge(['x'], false, 7)
  store.purge(['x'], false, 9)
  expect(store.get('/b')?.staleSince).toBe(7)
  store.remove('/b')
  expect([store.bytes, store.size]).toEqual([0, 0])
})
