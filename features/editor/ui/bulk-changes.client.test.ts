import { expect, test } from 'vitest'
import { changeFor, doneWords, lostInTrash, notBackWords, wayBack, type BulkAct, type ChosenList } from './bulk-changes.client'

const list: ChosenList = {
  id: 'one',
  title: 'One',
  state: 'published',
  version: 4,
  live: 'e1',
  waiting: null,
  inReview: false,
  seriesId: 'old',
  position: 3,
  authors: ['a', 'b'],
}
const done = { id: 'one', refused: null, made: null }
const anyName = () => true
const back = (act: BulkAct, { made = null as string | null, maySign = anyName as (id: string) => boolean } = {}) =>
  wayBack(changeFor(act, list), { ...done, made }, list, maySign)

test('a list keeps its number in a series that it is in, and gets none in another; the way back is to its old place', () => {
  expect(changeFor({ do: 'series', seriesId: 'old' }, list).change).toMatchObject({ seriesId: 'old', position: 3 })
  expect(changeFor({ do: 'series', seriesId: 'new' }, list).change).toEqual({
    do: 'series',
    seriesId: 'new',
    position: null,
    base: { seriesId: 'old', position: 3 },
  })
  expect(back({ do: 'series', seriesId: 'new' })?.change).toEqual({ do: 'series', seriesId: 'old', position: 3, base: { seriesId: 'new', position: null } })
})

test('a name is added behind those that are there, once, or put in their place', () => {
  const authors = (authorId: string, instead: boolean) => changeFor({ do: 'authors', authorId, instead }, list).change
  expect(authors('c', false)).toEqual({ do: 'authors', authorIds: ['a', 'b', 'c'], base: ['a', 'b'] })
  expect(authors('b', false)).toMatchObject({ authorIds: ['a', 'b'] })
  expect(authors('b', true)).toMatchObject({ authorIds: ['b'], base: ['a', 'b'] })
  expect(back({ do: 'authors', authorId: 'c', instead: true })?.change).toEqual({ do: 'authors', authorIds: ['a', 'b'], base: ['c'] })
  // A name that somebody else alone may put there cannot come back by this writer.
  const maySign = (id: string) => id !== 'b'
  expect(back({ do: 'authors', authorId: 'c', instead: true }, { maySign })).toBeNull()
  expect(back({ do: 'authors', authorId: 'c', instead: false }, { maySign })?.change).toMatchObject({ authorIds: ['a', 'b'] })
})

test('what goes to the trash comes back, a copy goes there; what readers saw is not taken back by a step', () => {
  expect(back({ do: 'trash' })?.change).toEqual({ do: 'restore' })
  expect(back({ do: 'duplicate' }, { made: 'copy' })).toEqual({ id: 'copy', title: 'Copy of One', change: { do: 'trash' } })
  expect(back({ do: 'publish' })).toBeNull()
  expect(back({ do: 'unpublish' })).toBeNull()
  expect(changeFor({ do: 'publish' }, list).change).toEqual({ do: 'publish', version: 4, live: 'e1', waiting: null })
})

test('every step back knows what its list is called, for what is refused of it', () => {
  const acts: BulkAct[] = [{ do: 'series', seriesId: 'new' }, { do: 'authors', authorId: 'c', instead: false }, { do: 'trash' }]
  expect(acts.map((act) => back(act)?.title)).toEqual(['One', 'One', 'One'])
})

test('the trash asks of what Undo does not give back, and says so', () => {
  const draft: ChosenList = { ...list, id: 'two', state: 'draft', live: null }
  const planned: ChosenList = { ...draft, id: 'three', state: 'scheduled', waiting: 'e2' }
  const asked: ChosenList = { ...draft, id: 'four', state: 'review', inReview: true }
  expect(lostInTrash([list, draft, planned, asked])).toEqual({ seen: [list], planned: [planned], asked: [asked] })
  expect(notBackWords([draft])).toBe('')
  expect(notBackWords([draft, planned])).toBe('Undo does not bring back the times at which they were to go live.')
  expect(notBackWords([list, planned, asked])).toBe(
    'Undo brings them back; readers have them again when you publish. Undo does not bring back the times at which they were to go live, nor requests for a review.',
  )
  expect(notBackWords([{ ...list, inReview: true }])).toMatch(/publish\. Undo does not bring back requests for a review\.$/)
})

test('the words count', () => {
  const names = { series: 'Abroad', author: 'Anna' }
  expect(doneWords({ do: 'series', seriesId: 'x' }, 2, names)).toBe('2 lists are in “Abroad” now.')
  expect(doneWords({ do: 'series', seriesId: null }, 1, { ...names, series: null })).toBe('1 list is in no series now.')
  expect(doneWords({ do: 'authors', authorId: 'a', instead: false }, 2, names)).toBe('Anna stands under 2 lists now.')
  expect(doneWords({ do: 'duplicate' }, 1, names)).toBe('1 copy is among the drafts now.')
  expect(doneWords({ do: 'trash' }, 3, names)).toBe('3 lists are in the trash.')
})
