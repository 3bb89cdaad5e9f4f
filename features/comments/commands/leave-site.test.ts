import { beforeEach, expect, test } from 'vitest'
import { leaveSite, leaveWith } from '@/features/accounts/commands/leave-site'
import { castVote } from '@/features/votes/commands/cast-vote'
import { leaveVotes } from '@/features/votes/commands/leave-votes'
import { getResults } from '@/features/votes/queries/results'
import { read, write } from '@/platform/db'
import { newId } from '@/platform/id'
import { guest, makeList, member } from '@/tests/support/comments'
import { useDatabase } from '@/tests/support/database'
import { postInput } from '../schema'
import { hideComment } from './hide-comment'
import { leaveComments, leftName } from './leave-comments'
import { postComment } from './post-comment'

useDatabase()
beforeEach(() => {
  leaveWith('votes', leaveVotes)
  leaveWith('comments', leaveComments)
})

/** A conversation: Mina comments, a guest answers her and she the guest, one of hers waits and one was hidden; both vote. */
async function makeConversation() {
  const { id, slug, idOf } = await makeList()
  const mina = await member('reader', 'Mina')
  const other = guest()
  const say = async (actor: typeof mina, body: string, parent?: string) =>
    (await postComment(actor, postInput.parse({ slug, body, name: 'Jun', parent }))).comment.id
  const first = await say(mina, 'The bridge of it!')
  const reply = await say(other, 'Yes, and the dance', first)
  const back = await say(mina, 'The dance most of all', reply)
  const waits = await say(mina, 'http://a.example http://b.example http://c.example http://d.example http://e.example http://f.example http://g.example')
  const hidden = await say(mina, 'Something that a moderator takes away')
  await hideComment(await member('editor'), { id: hidden })
  await castVote(mina, { slug, entry: 'one' })
  await castVote(other, { slug, entry: 'one' })
  return { id, idOf, mina, first, reply, back, waits, hidden }
}
const commentOf = (id: string) => read.comment.findUniqueOrThrow({ where: { id } })
const counts = (id: string) => read.article.findUniqueOrThrow({ where: { id }, select: { commentCount: true, voteCount: true } })

test('who leaves and stays anonymous leaves words and votes, and nothing that tells whose they were', async () => {
  const { id, mina, first, reply, back, waits, hidden } = await makeConversation()
  expect(await counts(id)).toEqual({ commentCount: 3, voteCount: 2 })
  await leaveSite(mina, { accountId: mina.account!.id, leaving: 'anonymous' })
  expect(await read.account.findUnique({ where: { id: mina.account!.id } })).toBe(null)
  expect(await read.reader.findUnique({ where: { id: mina.readerId! } })).toBe(null)
  for (const one of [first, back]) expect(await commentOf(one)).toMatchObject({ name: leftName, state: 'visible', email: null, fingerprint: '' })
  for (const one of [waits, hidden]) expect(await commentOf(one)).toMatchObject({ name: '', body: '', state: 'deleted', fingerprint: '' })
  expect(await commentOf(reply)).toMatchObject({ name: 'Jun', body: 'Yes, and the dance', state: 'visible' })
  expect(await counts(id)).toEqual({ commentCount: 3, voteCount: 2 })
  expect(await read.event.findFirst({ where: { type: 'account.left' } })).toMatchObject({ hard: true, tags: [`comments:${id}`] })
})

test('who leaves and is erased takes words and votes along, and what others said stays', async () => {
  const { id, idOf, mina, first, reply, back } = await makeConversation()
  await leaveSite('operator', { accountId: mina.account!.id, leaving: 'erased' })
  for (const one of [first, back]) expect(await commentOf(one)).toMatchObject({ name: '', body: '', state: 'deleted' })
  expect(await commentOf(reply)).toMatchObject({ name: 'Jun', body: 'Yes, and the dance', state: 'visible', parentId: first })
  expect(await counts(id)).toEqual({ commentCount: 1, voteCount: 1 })
  expect((await getResults(id)).entries.find((entry) => entry.id === idOf.one)).toMatchObject({ votes: 1 })
  expect(await read.vote.count()).toBe(1)
})

test('an account, a reader or a comment is never deleted by a cascade', async () => {
  const { mina, first } = await makeConversation()
  const accountId = mina.account!.id
  await expect(write((tx) => tx.account.delete({ where: { id: accountId } }))).rejects.toThrow(/foreign key|restrict/i)
  await expect(write((tx) => tx.reader.delete({ where: { id: mina.readerId! } }))).rejects.toThrow(/foreign key|restrict/i)
  await expect(write((tx) => tx.comment.delete({ where: { id: first } }))).rejects.toThrow(/foreign key|restrict/i)
})

test('the only owner stays, and strangers end no account', async () => {
  const owner = await member('owner')
  const admin = await member('admin')
  const reader = await member('reader')
  await expect(leaveSite(owner, { accountId: owner.account!.id, leaving: 'anonymous' })).rejects.toMatchObject({ code: 'conflict' })
  await expect(leaveSite(admin, { accountId: owner.account!.id, leaving: 'anonymous' })).rejects.toMatchObject({ code: 'forbidden' })
  await expect(leaveSite(guest(), { accountId: reader.account!.id, leaving: 'erased' })).rejects.toMatchObject({ code: 'forbidden' })
  await expect(leaveSite('operator', { accountId: 'nobody', leaving: 'erased' })).rejects.toMatchObject({ code: 'not_found' })
  await leaveSite(admin, { accountId: reader.account!.id, leaving: 'erased' })
  expect(await read.account.count()).toBe(2)
})

test('somebody who said very much can leave, too', async () => {
  const { id: articleId } = await makeList()
  const mina = await member('reader', 'Mina')
  const count = 1200 // more than one statement may name
  await write(async (tx) => {
    const one = { articleId, readerId: mina.readerId!, name: 'Mina', body: 'And another thing' }
    const ids = Array.from({ length: count }, () => newId())
    await tx.comment.createMany({ data: ids.map((id) => ({ id, threadId: id, ...one })) })
    await tx.article.update({ where: { id: articleId }, data: { commentCount: count } })
  })
  await leaveSite('operator', { accountId: mina.account!.id, leaving: 'erased' })
  expect(await read.comment.count({ where: { state: 'deleted', body: '', name: '' } })).toBe(count)
  expect(await counts(articleId)).toMatchObject({ commentCount: 0 })
})
