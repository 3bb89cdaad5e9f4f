import zlib from 'node:zlib'
import { expect, test, vi } from 'vitest'
import { makeCopy } from './finished-page'
import { Packer } from './recompress'

const words = Array.from({ length: 3000 }, (_, n) => `word${(n * 7919) % 613}`).join(' ')
const page = () => makeCopy(Buffer.from(words), { status: 200, type: 'text/html', tags: new Set() })

test('a page that stays is packed again, and is the same page', async () => {
  const [stays, goes] = [await page(), await page()]
  const packer = new Packer({ isKept: (key) => key === '/stays', after: 20, rest: 1 })
  const [first, other] = [stays.bodies.br!, goes.bodies.br!]
  stays.prepared = { br: ['Content-Length', '1'] }
  packer.add('/goes', goes)
  packer.add('/stays', stays)
  await vi.waitUntil(() => stays.bodies.br !== first, { timeout: 30_000 })
  expect(stays.bodies.br!.length).toBeLessThan(first.length)
  expect(zlib.brotliDecompressSync(stays.bodies.br!).toString()).toBe(words)
  expect(stays.prepared).toEqual({})
  expect(goes.bodies.br).toBe(other)
})

test('of a page that changes all the time only the last copy is packed', async () => {
  const copies = await Promise.all([1, 2, 3].map(page))
  const before = copies.map(({ bodies }) => bodies.br)
  const packer = new Packer({ isKept: () => true, after: 20, rest: 1 })
  for (const copy of copies) packer.add('/busy', copy)
  await vi.waitUntil(() => copies[2]!.bodies.br !== before[2], { timeout: 30_000 })
  expect(copies.map(({ bodies }, index) => bodies.br === before[index])).toEqual([true, true, false])
})
