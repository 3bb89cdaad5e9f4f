import { expect, test } from 'vitest'
import { splitWords } from './words'

const kinds = (text: string) => splitWords(text).flatMap(({ kind, text }) => (kind === 'plain' ? [] : [`${kind} ${text}`]))

test('names with hyphens and runs of Hangul are told apart from the rest', () => {
  expect(kinds('K-pop with Park Seo-joon and Super Junior-D&E at 빅뱅 콘서트, not e-mail')).toEqual([
    'name K-pop',
    'name Seo-joon',
    'name Junior-D&E',
    'hangul 빅뱅 콘서트',
  ])
  expect(kinds('A-very-long-chain-of-words-that-must-break')).toEqual([])
})

test('nothing of the text is lost, and a text of nothing but capitals takes no longer than another', { timeout: 5_000 }, () => {
  for (const text of ['T'.repeat(200_000), 'T-'.repeat(100_000), `${'가'.repeat(100_000)}${' '.repeat(100_000)}`, 'Tt’'.repeat(60_000)])
    expect(
      splitWords(text)
        .map((word) => word.text)
        .join(''),
    ).toBe(text)
})
