import { expect, test } from 'vitest'
import { read, write } from '@/platform/db'
import { newId } from '@/platform/id'
import { makeList } from '@/tests/support/comments'
import { useDatabase } from '@/tests/support/database'
import { listBestBecauses } from './best-becauses'

useDatabase({ whole: false })

test('the best-liked because of each entry is quoted: none with fewer than two hearts, hidden, held, deleted or with a spoiler', async () => {
  const { id: articleId, idOf } = await makeList({ entries: ['one', 'two', 'three', 'four'] })
  const readerId = newId()
  const add = (entry: string, body: string, more: object = {}) =>
    write(async (tx) => {
      const id = newId()
      await tx.reader.upsert({ where: { id: readerId }, create: { id: readerId }, update: {} })
      const place = { articleId, entryId: idOf[entry]!, threadId: id, readerId }
      await tx.comment.create({ data: { id, ...place, name: 'Jun', body, because: true, heartCount: 5, score: 5, ...more } })
      await tx.entry.update({ where: { id: idOf[entry]! }, data: { commentCount: { increment: 1 } } })
      return id
    })
  await add('one', 'liked less', { score: 3, heartCount: 3 })
  const best = await add('one', 'Because **it** is the street', { score: 4, showsVote: true, favouriteId: idOf.two })
  await add('one', 'not a because', { score: 9, because: false })
  await add('one', 'hidden', { score: 9, state: 'hidden' })
  await add('one', 'waits', { score: 9, state: 'pending' })
  await add('one', 'she ||leaves||', { score: 9 })
  await add('two', 'one heart, many answers', { score: 20, heartCount: 1 })
  const second = await add('two', 'two hearts', { score: 2, heartCount: 2 })
  await add('three', '', { state: 'deleted' })
  const quotes = await listBestBecauses(articleId)
  expect(quotes).toEqual(
    new Map([
      [idOf.one, { id: best, text: 'it is the street', isCut: false, name: 'Jun', hearts: 5, voted: 'Entry two' }],
      [idOf.two, { id: second, text: 'two hearts', isCut: false, name: 'Jun', hearts: 2, voted: null }],
    ]),
  )
  expect(await read.comment.count()).toBe(9)
})
