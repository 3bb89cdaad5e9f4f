import { expect, test } from 'vitest'
import { exportLimits } from '../schema'
import { afterAnswer, tooMuchToSend, type State } from './bring-in-states.client'

const check = { isList: true, entries: 2, newRecords: 0, questions: [], leftOver: [] }
const waiting: State = { is: 'waiting' }
const checked: State = { is: 'checked', check }
const never = () => {
  throw new Error('nothing was answered')
}
const refused = (code: string, id?: string) => ({ ok: false as const, error: { code, message: `Why ${code}`, id } })

test('a post whose answer did not come stays as it was, and the others are not asked', () => {
  for (const state of [waiting, checked]) {
    expect(afterAnswer(state, null, never)).toEqual({ state, ends: 'The site’s answer did not come: try again' })
    for (const code of ['unavailable', 'too_many', 'unauthorized', 'forbidden'])
      expect(afterAnswer(state, refused(code), never)).toEqual({ state, ends: `Why ${code}` })
  }
})

test('a post that is refused for itself keeps its check, and the others are asked', () => {
  expect(afterAnswer(checked, refused('conflict'), never)).toEqual({ state: { is: 'refused', why: 'Why conflict', check }, ends: null })
  expect(afterAnswer(waiting, refused('invalid'), never)).toEqual({ state: { is: 'refused', why: 'Why invalid', check: null }, ends: null })
  expect(afterAnswer(waiting, { ok: true, value: check }, (value) => ({ is: 'checked', check: value }))).toEqual({ state: checked, ends: null })
})

test('a post at which the site fails can be checked again, and the others are asked', () => {
  expect(afterAnswer(waiting, refused('unavailable', 'abc'), never)).toEqual({ state: { is: 'waiting', why: 'Why unavailable' }, ends: null })
  expect(afterAnswer(checked, refused('unavailable', 'abc'), never)).toEqual({ state: { is: 'refused', why: 'Why unavailable', check }, ends: null })
})

test('an export that grows on its way is told before it is sent', () => {
  expect(tooMuchToSend('ghost.json', '"\n'.repeat(exportLimits.sentBytes / 4 - 10))).toBeNull()
  expect(tooMuchToSend('ghost.json', '"\n'.repeat(3_900_000))).toMatch(/^ghost\.json is too large: on its way it would have 15\.6 MB/)
})
