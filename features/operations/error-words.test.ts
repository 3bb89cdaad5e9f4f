import { expect, test } from 'vitest'
import { errorWords } from './error-words'

test('says what failed without naming whom it was for', () => {
  expect(errorWords('Error: 550 5.1.1 <mina.kim+a@lists.example>: no such user')).toBe('Error: 550 5.1.1 <…@lists.example>: no such user')
  expect(errorWords('민아@lists.example, b@x')).toBe('…@lists.example, …@x')
  expect(errorWords('Error: connect ECONNREFUSED 127.0.0.1:25\n')).toBe('Error: connect ECONNREFUSED 127.0.0.1:25')
  expect(errorWords('x'.repeat(900))).toHaveLength(501)
})
