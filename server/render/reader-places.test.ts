import fc from 'fast-check'
import { expect, test } from 'vitest'
import { renderComment } from '@/features/comments/markdown'
import { htmlToTemplate } from './html-to-template'
import { findReaderPlaces } from './reader-places'
import { fillTemplate, anonymous } from '@/server/cache/template'

const own = (of: string, then: string, otherwise: string) => `<ls-own of="${of}"><ls-then>${then}</ls-then><ls-else>${otherwise}</ls-else></ls-own>`
const slot = (name: string) => `<ls-slot name="${name}"></ls-slot>`
const seen = (html: string, on: string[] = [], slots: Record<string, string> = {}) =>
  fillTemplate(findReaderPlaces(html), { ...anonymous, on: new Set(on), slots })

test('what is one reader’s own has its places, one within another too', () => {
  const html = `<p>a</p>${own('x', `<b>${slot('name')}</b>${own('y', 'deep', 'not deep')}`, 'else')}<p>z</p>`
  expect(seen(html)).toBe('<p>a</p>else<p>z</p>')
  expect(seen(html, ['x'], { name: 'Ann' })).toBe('<p>a</p><b>Ann</b>not deep<p>z</p>')
  expect(seen(html, ['x', 'y'])).toBe('<p>a</p><b></b>deep<p>z</p>')
})

test('drawn beside Next or by Next, a page is the same', () => {
  const part = fc.oneof(fc.constantFrom('<p>words</p>', '<i>a &amp; b</i>', slot('s')), fc.constantFrom('x', 'y', 'z'))
  const { tree } = fc.letrec<{ tree: string }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 4 },
      part.map((text) => (text.length === 1 ? `<b>${text}</b>` : text)),
      fc.array(tie('tree'), { maxLength: 3 }).map((all) => all.join('')),
      fc.tuple(fc.constantFrom('x', 'y', 'z'), tie('tree'), tie('tree')).map(([of, then, otherwise]) => own(of, then, otherwise)),
    ),
  }))
  fc.assert(
    fc.property(tree, fc.subarray(['x', 'y', 'z']), (html, on) => {
      const visit = { ...anonymous, on: new Set(on), slots: { s: 'mine' } }
      const read = (body: string, drawn?: string[]) =>
        fillTemplate(htmlToTemplate(`<!DOCTYPE html><html><head></head><body>${body}</body></html>`, { module: null, keepScripts: false }, drawn), visit)
      expect(read('<ls-drawn n="0"></ls-drawn>', [html])).toBe(read(html))
    }),
  )
})

test('tags that do not fit take nothing else with them', () => {
  const pieces = fc.constantFrom('<ls-own of="x">', '</ls-own>', '<ls-then>', '</ls-then>', '<ls-else>', '</ls-else>', slot('s'), 'words')
  fc.assert(fc.property(fc.array(pieces), (all) => void seen(all.join(''), ['x'])))
  expect(seen('a</ls-own>b</ls-then>c')).toBe('abc')
})

test('anonymous can write such a tag', () => {
  const word = fc.constantFrom(
    '<ls-own of="x">',
    '</ls-own>',
    '<ls-slot name="s"></ls-slot>',
    '](',
    '[',
    '`',
    '"',
    "'",
    '<',
    '>',
    '\n',
    'https://a.example/',
    '!',
    '&lt;',
  )
  fc.assert(fc.property(fc.array(word, { maxLength: 8 }), (words) => !/<\/?ls-/.test(renderComment(words.join('')))))
})
