import { beforeEach, expect, test } from 'vitest'
import { compose } from '@/app/composition'
import { castVote } from '@/features/votes/commands/cast-vote'
import { judgeGroup } from '@/features/votes/commands/judge-group'
import { read, write } from '@/platform/db'
import type { Actor } from '@/platform/http/request'
import { guest, makeList, member } from '@/tests/support/comments'
import { useDatabase } from '@/tests/support/database'
import { heartComment } from '../commands/heart-comment'
import { deleteComment } from '../commands/delete-comment'
import { hideComment } from '../commands/hide-comment'
import { postComment } from '../commands/post-comment'
import { postInput } from '../schema'
import { listBestBecauses } from './best-becauses'

useDatabase()
beforeEach(() => compose())

test('the best-liked because of each entry is quoted: none with hearts of fewer than two networks, hidden, held, deleted or with a spoiler', async () => {
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

test('one network alone quotes nothing, however many browsers and accounts it has; two do', async () => {
  const { id: articleId, slug, idOf } = await makeList({ entries: ['one'] })
  const at = (ip: string): Actor => ({ ...guest(), ip })
  const writer = at('203.0.113.9')
  await castVote(writer, { slug, entry: 'one' })
  const { comment } = await postComment(writer, postInput.parse({ slug, entry: 'one', body: 'it is mine', name: 'Jun', because: true }))
  for (let n = 0; n < 4; n++) await heartComment(at('203.0.113.9'), { id: comment.id, on: true })
  for (let n = 0; n < 4; n++) await postComment(at('203.0.113.9'), postInput.parse({ slug, parent: comment.id, body: `so true ${n}`, name: 'Jin' }))
  expect(await listBestBecauses(articleId)).toEqual(new Map())
  await heartComment(at('203.0.113.200'), { id: comment.id, on: true })
  expect((await listBestBecauses(articleId)).get(idOf.one!)).toMatchObject({ id: comment.id, hearts: 5 })
  // A vote that is set aside says nothing for its entry any more, nor do the words with it.
  const { network } = await read.vote.findFirstOrThrow({ where: { articleId }, select: { network: true } })
  // What nobody has set aside yet is judged in the same way.
  await judgeGroup(await member('editor'), { articleId, network, from: 'counted' as 'aside', to: 'discarded' })
  expect(await listBestBecauses(articleId)).toEqual(new Map())
})

test('a quote has no words of others, and where none are left the next is taken; what its writer votes for is told while it is listed', async () => {
  const { id: articleId, slug, idOf } = await makeList({ entries: ['one', 'two'] })
  const add = async (body: string, score: number) => {
    const reader = guest()
    await castVote(reader, { slug, entry: 'one' })
    const { comment } = await postComment(reader, postInput.parse({ slug, entry: 'one', body, name: 'Jun', because: true, showVote: true }))
    await write((tx) => tx.comment.update({ where: { id: comment.id }, data: { importedHearts: score, heartCount: score, score } }))
    return { id: comment.id, reader }
  }
  await add('> only what somebody else said', 9)
  const { id, reader } = await add('> they said\n\nand `a || b` says it', 8)
  const quoted = async () => (await listBestBecauses(articleId)).get(idOf.one!)
  expect(await quoted()).toMatchObject({ id, text: 'and a || b says it', voted: 'Entry one' })
  await castVote(reader, { slug, entry: 'two' })
  expect(await quoted()).toMatchObject({ id, voted: 'Entry two' })
  await write(async (tx) => {
    await tx.entry.update({ where: { id: idOf.two! }, data: { listed: false } })
    await tx.article.update({ where: { id: articleId }, data: { entryCount: 1, voteCount: 1 } })
  })
  expect(await quoted()).toMatchObject({ id, voted: null })
})
