import { expect, test } from 'vitest'
import { findMarks } from './marked'
import { excerptAround } from './queries/entries'

test('an excerpt is cut around the word that was found', () => {
  const text = `${'before '.repeat(60)}lamp ${'after '.repeat(60)}`.trim()
  const cut = excerptAround(text, ['lam'])
  expect(cut).toMatch(/^…before .*\blamp after .* after…$/)
  expect(cut.length).toBeLessThan(320)
  expect(excerptAround('Short', ['x'])).toBe('Short')
})

test('marks are where the words are', () => {
  const marked = (text: string, ...words: string[]) => findMarks(text, words).map(([from, to]) => text.slice(from, to))
  expect(marked('K-pop and kpop', 'kpop')).toEqual(['K-pop', 'kpop'])
  expect(marked('“Crooked”, G-Dragon', 'g', 'dragon')).toEqual(['G', 'Dragon'])
  expect(marked('Rosé, 지드래곤', 'rose', '드래')).toEqual(['Rosé', '드래'])
  expect(marked('pop ular', 'popular')).toEqual([])
  expect(marked('Eunhyuk of the UK', 'uk')).toEqual(['UK'])
  expect(marked('BIGBANG', 'bang')).toEqual(['BANG'])
  expect(marked('Over the crossover', 'over')).toEqual(['Over'])
  expect(marked('aaa', 'aa', 'aaa')).toEqual(['aaa'])
})
