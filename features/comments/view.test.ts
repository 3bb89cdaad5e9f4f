import { expect, test } from 'vitest'
import { CommentState } from '@/prisma/generated/sqlite/enums'
import { shownState } from './view'

test('the JSON interface keeps its words for states, whatever ours are', () => {
  const told = (own: boolean) => Object.fromEntries(Object.values(CommentState).map((state) => [state, shownState(state, { own })]))
  expect(told(false)).toEqual({ visible: 'visible', pending: 'hidden', hidden: 'hidden', deleted: 'removed' })
  expect(told(true)).toEqual({ visible: 'visible', pending: 'held', hidden: 'hidden', deleted: 'removed' })
})
