import { beforeEach, expect, test } from 'vitest'
import { compose } from '@/app/composition'
import { castVote } from '@/features/votes/commands/cast-vote'
import { write } from '@/platform/db'
import { guest, makeList, member } from '@/tests/support/comments'
import { useDatabase } from '@/tests/support/database'
import { deleteComment } from '../commands/delete-comment'
import { hideComment } from '../commands/hide-comment'
import { postComment } from '../commands/post-comment'
import { postInput } from '../schema'
import { listBestBecauses } from './best-becauses'

useDatabase()
beforeEach(() => compose())

test('the best-liked because of each entry is quoted: none with fewer than two hearts, hidden, held, deleted or with a spoiler', async () => {
  const { id: articleId, slug, idOf } = await makeList({ entries: ['one', 'two', 'three', 'four'] })
  const add = async (entry: string, body: string, { hearts = 9, because = true, showVote = false, reader = guest() } = {}) => {
    await castVote(reader, { slug, entry })
    const { comment } = await postComment(reader, postInput.parse({ slug, entry, body, name: 'Jun', because, showVote }))
    await write((tx) => tx.comment.update({ where: { id: comment.id }, data: { importedHearts: hearts, heartCount: hearts, score: hearts } }))
    return comment.id
  }
  await add('one', 'liked less', { hearts: 3 })
  const best = await add('one', 'Because **it** is the street', { hearts: 5, showVote: true })
  await add('one', 'not a because', { because: false })
  await hideComment(await member('editor'), { id: await add('one', 'hidden') })
  await add('one', 'https://a.example https://b.example https://c.example')
  await add('one', 'she ||leaves||')
  const gone = guest()
  await deleteComment(gone, { id: await add('one', 'taken back', { reader: gone }) })
  await add('two', 'one heart', { hearts: 1 })
  const second = await add('two', 'two hearts', { hearts: 2 })
  await add('three', 'nobody likes it', { hearts: 0 })
  expect(await listBestBecauses(articleId)).toEqual(
    new Map([
      [idOf.one, { id: best, text: 'it is the street', isCut: false, name: 'Jun', hearts: 5, voted: 'Entry one' }],
      [idOf.two, { id: second, text: 'two hearts', isCut: false, name: 'Jun', hearts: 2, voted: null }],
    ]),
  )
})
