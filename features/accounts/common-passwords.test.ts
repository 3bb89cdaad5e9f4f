import { expect, test } from 'vitest'
import { isGuessable } from './common-passwords'

const own = ['Jisoo Kim', 'jisoo.k@lists.example', 'Lightstick']

test.each([
  'password123', '1234567890', 'qwertyuiop', 'lightstick1', 'iloveyou12', 'Password123!', 'P@ssw0rd2026', 'PASSWORD 1234', 'ｐａｓｓｗｏｒｄ１２３', 'football2026!!',
  '!!!dragon!!!', '1q2w3e4r5t', 'jisookim2026', 'Jisoo.Kim.01', 'jisoojisoo', 'lightsticklightstick', 'my-Lightstick', 'jisoo.k@lists.example', 'kim jisoo 12',
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
