import { expect, test } from 'vitest'
import { counted } from './counted'

test('one is one, and everything else is many, with commas between thousands', () => {
  expect([counted(0, 'vote'), counted(1, 'vote'), counted(1200, 'vote')]).toEqual(['0 votes', '1 vote', '1,200 votes'])
  expect([counted(1, 'entry', 'entries'), counted(2, 'entry', 'entries')]).toEqual(['1 entry', '2 entries'])
})
