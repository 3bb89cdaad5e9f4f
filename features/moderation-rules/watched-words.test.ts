import { expect, test } from 'vitest'
import { findPattern, patternFault } from './watched-words'

test.each([
  ['a word', 'I love casino nights', ['casino'], 'casino'],
  ['no part of a word', 'This is better', ['bet'], null],
  ['the beginning of a word', 'Many casinos here', ['casino*'], 'casino*'],
  ['a part of a word', 'megacasinoclub', ['*casino*'], '*casino*'],
  ['several words, whatever is between them', 'FREE — Followers!', ['free followers'], 'free followers'],
  ['other letters of the same look, accents and width', 'сasіno and ｃａｓｉｎｏ', ['casino'], 'casino'],
  ['accents', 'Ça, c’est un cásino', ['casino'], 'casino'],
  ['capitals', 'VIAGRA', ['viagra'], 'viagra'],
  ['Hangul', '무료 카지노 가입', ['카지노'], '카지노'],
  ['the first of several', 'two one', ['one', 'two'], 'one'],
  ['nothing watched', 'casino', [], null],
  ['a star in the text', 'c*sino', ['casino'], null],
])('%s', (_, text, patterns, found) => expect(findPattern(text, patterns)).toBe(found))

test('one long word with many beginnings is looked through at once', () => {
  const begin = performance.now()
  expect(findPattern('a'.repeat(8000), ['*ab*', 'a*b*'])).toBeNull()
  expect(performance.now() - begin).toBeLessThan(2000)
})

test('a pattern has letters, and two stars at the most', () => {
  expect([patternFault('casino*'), patternFault('*'), patternFault(' - '), patternFault('a*b*c*')]).toEqual([
    null,
    '“*” has no letter or digit',
    '“ - ” has no letter or digit',
    '“a*b*c*” has more than two *',
  ])
})
