import { expect, test } from 'vitest'
import { fold } from '@/platform/text/fold'
import { beginningsOf, isGuessable, isNameWithDigits } from './common-passwords'

const own = ['Jisoo Kim', 'jisoo.k@lists.example', 'Lightstick']

test.each([
  'password123', '1234567890', 'qwertyuiop', 'lightstick1', 'iloveyou12', 'Password123!', 'P@ssw0rd2026', 'PASSWORD 1234', 'ｐａｓｓｗｏｒｄ１２３', 'football2026!!',
  '!!!dragon!!!', '1q2w3e4r5t', 'jisookim2026', 'Jisoo.Kim.01', 'jisoojisoo', 'lightsticklightstick', 'my-Lightstick', 'jisoo.k@lists.example', 'kim jisoo 12',
  'blackpink2026', 'BlackPink!!', 'BTS2013061', '2NE1-2009-05', 'got7got7got7', '방탄소년단2013', 'saranghae1', 'Lightstick 20261128',
])('“%s” is among the first that are tried', (password) => {
  expect(isGuessable(password, own)).toBe(true)
}) // prettier-ignore

test.each([
  'lantern over water',
  'river under bridge',
  '비밀번호는 이것이다',
  'jisoo likes lanterns',
  'correct horse battery',
  'xk3-9vQz!mt2',
  'kim chews rope',
])('“%s” is not', (password) => {
  expect(isGuessable(password, own)).toBe(false)
})

test('a short name makes nothing easy to guess', () => {
  expect(isGuessable('lantern over water', ['a', 'er', 'ter', ''])).toBe(false)
})

test.each([
  ['Still You 2026', 'Still You'],
  ['stillyou1234', 'Still You'],
  ['1997_beyonce', 'Beyoncé'],
  ['HYUNA.HYUNA.1', 'HyunA'],
  ['2026day66day6', 'Day6'],
  ['빅뱅빅뱅빅뱅2006', '빅뱅'],
])('“%s” is the name %s with digits', (password, name) => {
  expect(isNameWithDigits(password, ['Other', name])).toBe(true)
  expect(beginningsOf(password).some((text) => text.startsWith(fold(name).slice(0, 2)))).toBe(true)
})

test('a name with another word, a part of one, and a name of digits alone are no reason to refuse', () => {
  expect(isNameWithDigits('still you and me', ['Still You', 'S'])).toBe(false)
  expect(isNameWithDigits('stillness12', ['Still You', 'Still'])).toBe(false)
  expect(isNameWithDigits('1234567892', ['1', '2', '1997'])).toBe(false)
})
