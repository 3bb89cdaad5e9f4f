import { expect, test } from 'vitest'
import { withBecause } from './because-html'
import { cutAtWord, quoteOf } from './quote'

test('a quote is at most 140 characters of plain words, cut at a word', () => {
  expect(quoteOf('because: it is *the* street, [here](https://a.example)')).toEqual({ text: 'it is the street, here', isCut: false })
  const long = quoteOf(`${'word '.repeat(40)}end`)
  expect(long).toEqual({ text: `${'word '.repeat(28).trim()}…`, isCut: true })
  expect(quoteOf('x'.repeat(300)).text).toBe(`${'x'.repeat(140)}…`)
  expect(cutAtWord('it is the street…', 9)).toBe('it is the…')
  // Two units of one letter stay together.
  expect(quoteOf(`x${'😀'.repeat(100)}`).text).toBe(`x${'😀'.repeat(69)}…`)
  // So do the parts of one picture, and a letter with its marks.
  expect(quoteOf('👩‍👩‍👧'.repeat(40)).text).toBe(`${'👩‍👩‍👧'.repeat(17)}…`)
  expect(cutAtWord('e\u0301'.repeat(10), 5)).toBe(`${'e\u0301'.repeat(2)}…`)
  // What it quotes of others are not its words.
  expect(quoteOf('> they said\n\nit is')).toEqual({ text: 'it is', isCut: false })
  const family = '👨‍👩‍👧‍👦'
  expect(cutAtWord(family.repeat(3), 2 * family.length + 4)).toBe(`${family.repeat(2)}…`)
})

test('the word stands before what was said, and not twice', () => {
  expect(withBecause('<p>it is.</p>')).toBe('<p><b class="word">Because</b> it is.</p>')
  expect(withBecause('<p>Because of it.</p>')).toBe('<p><b class="word">Because</b> of it.</p>')
  expect(withBecause('<p>Becauses of it.</p>')).toBe('<p><b class="word">Because</b> Becauses of it.</p>')
  expect(withBecause('<blockquote><p>it</p></blockquote>')).toBe('<p><b class="word">Because</b></p><blockquote><p>it</p></blockquote>')
})
