import fc from 'fast-check'
import { gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { gzipForViewer } from './gzip-in-parts'
import { fillTemplate, anonymous, type Template, type TemplatePart, type ViewerState } from '@/server/cache/template'

const text = fc.oneof(fc.string({ unit: 'grapheme' }), fc.string({ minLength: 100, maxLength: 400 }))
const { template } = fc.letrec<{ template: Template; part: TemplatePart }>((tie) => ({
  part: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    text,
    fc.constantFrom<TemplatePart>({ slot: 'a' }, { slot: 'b' }, { theme: true }),
    fc.record({ own: fc.constantFrom('x', 'y'), then: tie('template'), otherwise: tie('template') }),
  ),
  template: fc.array(tie('part'), { maxLength: 6 }),
}))
const viewer = fc.record({
  on: fc.uniqueArray(fc.constantFrom('x', 'y')).map((on) => new Set(on)),
  slots: fc.dictionary(fc.constantFrom('a', 'b'), text),
  theme: fc.constantFrom('light', 'dark', null),
})

test('sections compressed one by one are the same page', () => {
  fc.assert(
    fc.property(template, viewer, (page, who) => {
      expect(gunzipSync(gzipForViewer(page, who as ViewerState)).toString()).toBe(Buffer.from(fillTemplate(page, who as ViewerState)).toString())
    }),
    { numRuns: 300 },
  )
})

test('a long text that cannot be compressed is stored in several blocks', () => {
  const long = Array.from({ length: 150_000 }, (_, i) => String.fromCharCode(33 + ((i * 7919 + ((i * i) % 977)) % 90))).join('')
  expect(gunzipSync(gzipForViewer([{ slot: 'a' }], { ...anonymous, slots: { a: long } })).toString()).toBe(long)
})
