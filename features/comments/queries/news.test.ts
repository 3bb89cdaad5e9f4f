import { expect, test } from 'vitest'
import { write } from '@/platform/db'
import { guest, makeList } from '@/tests/support/comments'
import { useDatabase } from '@/tests/support/database'
import { postComment } from '../commands/post-comment'
import { postInput } from '../schema'
import { findNews } from './news'

useDatabase({ whole: false })

const say = async (slug: string, words: object) =>
  (await postComment(guest(), postInput.parse({ slug, name: 'Jisoo', body: 'What I think of it.', ...words }))).comment.id

test('news are what everybody can read: not what waits or is hidden, not of another list, and none of a list that has gone', async () => {
  const [list, another] = [await makeList(), await makeList()]
  const first = await say(list.slug, { entry: 'one' })
  const answer = await say(list.slug, { parent: first, body: 'And I.' })
  const held = await say(list.slug, { body: 'https://a.example https://b.example https://c.example' })
  const hidden = await say(list.slug, { body: 'Hidden a moment later.' })
  const elsewhere = await say(another.slug, {})
  await write((tx) => tx.comment.update({ where: { id: hidden }, data: { state: 'hidden' } }))
  await write((tx) => tx.comment.update({ where: { id: first }, data: { heartCount: 3 } }))
  const all = [first, answer, held, hidden, elsewhere]
  const news = await findNews(list.id, { comments: all, hearts: [first, hidden, held] })
  expect(news?.comments).toEqual([
    { id: first, thread: first, entry: 'one' },
    { id: answer, thread: first, entry: 'one' },
  ])
  expect(news?.hearts).toEqual({ [first]: 3 })
  await write((tx) => tx.article.update({ where: { id: list.id }, data: { state: 'draft' } }))
  expect(await findNews(list.id, { comments: all, hearts: [] })).toBeNull()
})
