import { expect, test } from 'vitest'
import { emptyDocument } from '@/features/articles/schema'
import { addEntry, blankEntry, changeEntry } from './entries'
import { wordsKept } from './kept-words'
import { beginSession, changeSession, keptOf, type Session } from './session'

let count = 0
const moment = { at: 0, newId: () => String(count++).padStart(8, '0') }
const write = (session: Session, id: string, body: string) => changeSession(session, (now) => changeEntry(now, id, { body }), moment)

test('what is kept is whole texts: those that were written in, and those of what was added', () => {
  const there = { ...emptyDocument('List'), entries: [{ ...blankEntry('a', 'a'), heading: 'Old', body: 'One two three.' }] }
  let session = write(beginSession('tabmine0', 1, there), 'a', 'One three four.')
  session = changeSession(session, (now) => addEntry(now, { ...blankEntry('b', 'b'), heading: 'New' }, null), moment)
  session = write(session, 'b', 'All of it is new.\n')
  const kept = keptOf(session, '')!
  expect(wordsKept([kept])).toBe('One three four.\n\nNew\n\nAll of it is new.')
  const clash = { on: 'list' as const, field: 'intro', yours: 'Mine.', theirs: 'Theirs.', both: 'Both.' }
  expect(wordsKept([kept, { texts: [], waiting: [], clashes: [clash] }])).toMatch(/new\.\n\n\nMine\.$/)
  expect(wordsKept([{ texts: [], waiting: [] }])).toBe('')
})
