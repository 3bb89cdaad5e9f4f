import { expect, test } from 'vitest'
import { nest } from './nest'
import type { CommentView } from './view'

const reply = (id: string, parent: string | null = null) => ({ id, inReplyTo: parent && { id: parent, name: 'Mina' } }) as CommentView
const shape = (replies: CommentView[], isAlone: boolean) =>
  nest(replies, { isAlone }).map(({ reply, below, deeper }) => [reply.id, below.map(({ id }) => id), deeper?.id ?? null, deeper?.count ?? 0])

test('answers stand below what they answer, on three levels', () => {
  const replies = [reply('a'), reply('b'), reply('c', 'a'), reply('d', 'b'), reply('e', 'a')]
  expect(shape(replies, false)).toEqual([
    ['a', ['c', 'e'], null, 0],
    ['b', ['d'], null, 0],
  ])
})

test('what is deeper has a page of its own, where it is on the third level', () => {
  const replies = [reply('a'), reply('b', 'a'), reply('c', 'b'), reply('d', 'c'), reply('e', 'a')]
  expect(shape(replies, false)).toEqual([['a', ['b', 'e'], 'b', 2]])
  expect(shape(replies, true)).toEqual([['a', ['b', 'c', 'd', 'e'], null, 0]])
})

test('an answer to one that is on another page stands for itself; 300 levels are no depth', () => {
  expect(shape([reply('c', 'gone'), reply('d', 'c')], false)).toEqual([['c', ['d'], null, 0]])
  const deep = Array.from({ length: 300 }, (_, n) => reply(`r${n}`, n === 0 ? null : `r${n - 1}`))
  expect(shape(deep, false)).toEqual([['r0', ['r1'], 'r1', 298]])
  expect(nest(deep, { isAlone: true })[0]!.below).toHaveLength(299)
})
