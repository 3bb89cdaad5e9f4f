import fc from 'fast-check'
import { gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { deflate, gzipFor } from './gzip-in-parts'
import { fill, nobody, type Piece, type Visit } from '@/server/cache/template'

const text = fc.oneof(fc.string({ unit: 'grapheme' }), fc.string({ minLength: 100, maxLength: 400 }))
const { pieces } = fc.letrec<{ pieces: Piece[]; piece: Piece }>((tie) => ({
  piece: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    text,
    fc.constantFrom<Piece>({ slot: 'a' }, { slot: 'b' }, { theme: true }),
    fc.record({ own: fc.constantFrom('x', 'y'), then: tie('pieces'), otherwise: tie('pieces') }),
  ),
  pieces: fc.array(tie('piece'), { maxLength: 6 }),
}))
const visit = fc.record({
  on: fc.uniqueArray(fc.constantFrom('x', 'y')).map((on) => new Set(on)),
  slots: fc.dictionary(fc.constantFrom('a', 'b'), text),
  theme: fc.constantFrom('light', 'dark', null),
})

test('pieces compressed one by one are the same page', () => {
  fc.assert(
    fc.property(pieces, visit, (page, who) => {
      expect(gunzipSync(gzipFor(deflate(page), who as Visit)).toString()).toBe(Buffer.from(fill(page, who as Visit)).toString())
    }),
    { numRuns: 300 },
  )
})

test('a long text that cannot be compressed is stored in several blocks', () => {
  const long = Array.from({ length: 150_000 }, (_, i) => String.fromCharCode(33 + ((i * 7919 + ((i * i) % 977)) % 90))).join('')
  expect(gunzipSync(gzipFor(deflate([{ slot: 'a' }]), { ...nobody, slots: { a: long } })).toString()).toBe(long)
})
