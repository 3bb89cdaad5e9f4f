import { ChangeSet, StateEffect } from '@codemirror/state'
import { expect, test } from 'vitest'
import { changesShown } from '../arriving.client'
import { bodyState } from './body-view.client'
import { pictureAt } from './picture-at.client'
import { placeNow, places, setPlace } from './places.client'

const id = '0k3mnpqrst0123456789'
const picture = `![A *roof*](</media/${id}> 'At night')`

test('a picture is found where it begins, as it is written', () => {
  const found = { id, alt: 'A *roof*', title: "'At night'", from: 4, to: 4 + picture.length }
  expect(pictureAt(bodyState(`One ${picture} two`), 4)).toEqual(found)
  expect(pictureAt(bodyState('One two'), 4)).toBeNull()
  expect(pictureAt(bodyState('![x](https://example.com/a.png)'), 0)).toBeNull()
})

test('a picture that is changed stays found when somebody writes a paragraph above it; files stay where they were let go', () => {
  const was = `One.\n\n${picture}\n\nTwo.`
  let state = bodyState(was)
  state = state.update({ effects: StateEffect.appendConfig.of(places) }).state
  const at = was.indexOf(picture)
  state = state.update({ effects: [setPlace.of({ name: 'picture', at, stays: 'behind' }), setPlace.of({ name: 'files', at })] }).state
  for (const done of changesShown(was, was.replace(picture, `New.\n\n${picture}`))) {
    const changes = ChangeSet.of(
      done.map(([from, deleted, insert]) => ({ from, to: from + deleted, insert })),
      state.doc.length,
      '\n',
    )
    state = state.update({ changes }).state
  }
  expect(pictureAt(state, placeNow(state, 'picture')!)).toMatchObject({ id })
  expect(placeNow(state, 'files')).toBe(at)
})
