import { expect, test } from 'vitest'
import { makeCopy } from './finished-page'
import { Store } from './page-store'

const slot = async (key: string, size: number, tags: string[] = []) => ({
  key,
  copy: await makeCopy(Buffer.alloc(size), { status: 200, type: 'image/png', tags: new Set(tags) }),
  staleAt: 0,
  keptAt: 0,
  took: 1,
  failedAt: 0,
})

test('holds so many bytes and drops what was used longest ago', async () => {
  const store = new Store(100_000)
  for (let i = 0; i < 8; i++) store.put(await slot(`/${i}`, 10_000))
  store.get('/0')
  for (let i = 8; i < 11; i++) store.put(await slot(`/${i}`, 10_000))
  expect(store.bytes).toBeLessThanOrEqual(100_000)
  expect(store.get('/0')).toBeDefined()
  expect(store.get('/1')).toBeUndefined()
})

test('a page that would fill it is not kept', async () => {
  const store = new Store(100_000)
  store.put(await slot('/small', 10))
  store.put(await slot('/large', 90_000))
  expect(store.get('/large')).toBeUndefined()
  expect(store.get('/small')).toBeDefined()
})

test('counts its bytes through replacing, removing and purging', async () => {
  const store = new Store(100_000)
  store.put(await slot('/a', 5000, ['x', 'y']))
  store.put(await slot('/a', 6000, ['y']))
  store.put(await slot('/b', 5000, ['x']))
  store.purge(['y'], true, 1)
  expect(store.get('/a')).toBeUndefined()
  store.purge(['x'], false, 7)
  store.purge(['x'], false, 9)
  expect(store.get('/b')?.staleAt).toBe(7)
  store.remove('/b')
  expect([store.bytes, store.size]).toEqual([0, 0])
})
