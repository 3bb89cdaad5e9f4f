import v8 from 'node:v8'
import vm from 'node:vm'
import zlib from 'node:zlib'
import { expect, test, vi } from 'vitest'
import { finishPage, type FinishedPage } from './finished-page'
import { Recompressor } from './recompress'

const words = Array.from({ length: 3000 }, (_, n) => `word${(n * 7919) % 613}`).join(' ')
const makePage = () => finishPage(Buffer.from(words), { status: 200, type: 'text/html', tags: new Set() })
const patient = { timeout: 30_000 }

/** Notes which pages were replaced by what. */
function makeRecompressor(isCurrent: (key: string) => boolean) {
  const replaced = new Map<FinishedPage, FinishedPage>()
  const recompressor = new Recompressor({ isCurrent, replace: (_key, page, smaller) => void replaced.set(page, smaller), afterMs: 20, pauseMs: 1 })
  return { recompressor, replaced }
}

test('a page that stays is compressed again, and is the same page', async () => {
  const [stays, goes] = [await makePage(), await makePage()]
  const { recompressor, replaced } = makeRecompressor((key) => key === '/stays')
  recompressor.add('/goes', goes)
  recompressor.add('/stays', stays)
  await vi.waitUntil(() => replaced.has(stays), patient)
  const smaller = replaced.get(stays)!
  expect(smaller.bodies.br!.length).toBeLessThan(stays.bodies.br!.length)
  expect(zlib.brotliDecompressSync(smaller.bodies.br!).toString()).toBe(words)
  expect({ ...smaller, bodies: stays.bodies }).toEqual(stays)
  expect(replaced.has(goes)).toBe(false)
})

test('of a page that changes all the time only the last one is compressed again', async () => {
  const pages = await Promise.all([makePage(), makePage(), makePage()])
  const { recompressor, replaced } = makeRecompressor(() => true)
  for (const page of pages) recompressor.add('/busy', page)
  await vi.waitUntil(() => replaced.has(pages[2]!), patient)
  expect(replaced.size).toBe(1)
})

test('pages that nobody else holds any more are not held by the queue', async () => {
  v8.setFlagsFromString('--expose-gc')
  const collectGarbage = vm.runInNewContext('gc') as () => void
  const recompressor = new Recompressor({ isCurrent: () => true, replace: () => {}, afterMs: 60_000 })
  const added: WeakRef<FinishedPage>[] = []
  for (let n = 0; n < 20; n++) {
    const page = await makePage()
    recompressor.add(`/page-${n}`, page)
    added.push(new WeakRef(page))
  }
  await vi.waitUntil(() => {
    collectGarbage()
    return added.filter((page) => page.deref()).length <= 1 // the last one may still stand in a register
  }, patient)
})
