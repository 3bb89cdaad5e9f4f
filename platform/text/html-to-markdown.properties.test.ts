import fc from 'fast-check'
import { parseFragment, type DefaultTreeAdapterTypes } from 'parse5'
import { expect, it } from 'vitest'
import { markdownFromHtml } from './html-to-markdown'
import { writeInline, type Piece } from './inline-markdown'
import { renderMarkdown } from './markdown'

type Node = DefaultTreeAdapterTypes.ChildNode
const letters = (html: string): string => {
  const walk = (node: Node): string =>
    node.nodeName === '#text' ? (node as DefaultTreeAdapterTypes.TextNode).value : 'childNodes' in node ? node.childNodes.map(walk).join('') : ''
  return parseFragment(html).childNodes.map(walk).join('').replaceAll(/\s/g, '')
}

const words = fc.oneof(
  fc.constantFrom(...'*_~`[]()!#+-=|>.1:“”‘’「」，.a가빅7 é漢'.split('')),
  fc.constantFrom(
    '**',
    '~~',
    '||',
    '1.',
    '#',
    '---',
    '&amp;lt;',
    '&lt;b',
    '빅뱅',
    'Kiss',
    ' ',
    'https://example.com/a_b_',
    '\\',
    '![',
    '](',
    '| --- |',
    '^1]:',
    '😀',
    '\u00a0',
  ),
)
const text = fc.array(words, { maxLength: 6 }).map((some) => some.join(''))
const inline = fc.letrec((tie) => ({
  node: fc.oneof({ maxDepth: 3 }, { weight: 3, arbitrary: text }, { weight: 2, arbitrary: tie('marked') }, fc.constant('<br>')),
  marked: fc
    .tuple(
      fc.constantFrom('b', 'i', 's', 'em', 'strong', 'span', 'code', 'a href="https://example.com/x"', 'span style="font-weight:700"'),
      fc.array(tie('node'), { maxLength: 4 }),
    )
    .map(([tag, inner]) => `<${tag}>${inner.join('')}</${tag.split(' ')[0]}>`),
})).node
const block = fc
  .tuple(fc.constantFrom('p', 'p', 'div', 'h2', 'blockquote', 'li', 'ul', 'ol', 'td', 'table', 'pre', 'section'), fc.array(inline, { maxLength: 5 }))
  .map(([tag, inner]) => (tag === 'td' ? `<table><tr><td>${inner.join('')}</td><td>x</td></tr></table>` : `<${tag}>${inner.join('')}</${tag}>`))
const page = fc.array(fc.oneof(block, inline), { maxLength: 5 }).map((some) => some.join(''))

it('every letter that a reader sees arrives and reads back, and nothing else', () => {
  fc.assert(
    fc.property(page, (html) => {
      const { markdown, characters } = markdownFromHtml(html)
      expect(characters.kept).toBe(characters.seen)
      expect(letters(renderMarkdown(markdown))).toBe(letters(html))
    }),
    { numRuns: 1500 },
  )
})

/** Letters with their looks, as they are rendered. */
function looks(html: string): string[] {
  const walk = (node: Node, look: Piece): string[] => {
    if (node.nodeName === '#text') return lettersOf((node as DefaultTreeAdapterTypes.TextNode).value, look)
    if (!('childNodes' in node)) return []
    const of = { strong: { bold: true }, em: { italic: true }, del: { strike: true } }[node.nodeName]
    return node.childNodes.flatMap((child) => walk(child, { ...look, ...of }))
  }
  return parseFragment(html).childNodes.flatMap((node) => walk(node, { text: '' }))
}
const lettersOf = (text: string, { bold, italic, strike }: Piece) =>
  [...text].filter((letter) => /[\p{L}\p{N}]/u.test(letter)).map((letter) => letter + (bold ? 'b' : '') + (italic ? 'i' : '') + (strike ? 's' : ''))

it('looks of letters are kept, or none of a word is', () => {
  const piece = fc.record({
    text: fc
      .array(fc.constantFrom('a', '빅', '“', '”', '.', ' ', '뱅', '(', ')', '’', 'X', '漢', '」', '!'), { minLength: 1, maxLength: 5 })
      .map((some) => some.join('')),
    bold: fc.boolean(),
    italic: fc.boolean(),
    strike: fc.constantFrom(false, false, false, true),
  })
  let [kept, all] = [0, 0]
  fc.assert(
    fc.property(fc.array(piece, { minLength: 1, maxLength: 6 }), (pieces) => {
      const markdown = writeInline([{ text: '…' }, ...pieces, { text: '…' }])
      const wanted = pieces.flatMap((one) => lettersOf(one.text, one))
      const found = looks(renderMarkdown(markdown))
      expect(found.map((one) => [...one][0])).toEqual(wanted.map((one) => [...one][0]))
      all += wanted.length
      kept += wanted.filter((one, index) => one === found[index]).length
      // Never a look that it had not.
      for (const [index, one] of found.entries()) for (const mark of 'bis') if (one.includes(mark, 1)) expect(wanted[index]).toContain(mark)
    }),
    { numRuns: 3000 },
  )
  expect(kept / all).toBeGreaterThan(0.9)
})
