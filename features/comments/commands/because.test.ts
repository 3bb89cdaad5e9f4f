import { beforeEach, expect, test } from 'vitest'
import { compose } from '@/app/composition'
import { adoptGuest } from '@/features/accounts/commands/adopt-guest'
import { leaveSite } from '@/features/accounts/commands/leave-site'
import { castVote } from '@/features/votes/commands/cast-vote'
import { castVotes, type Ballot } from '@/features/votes/commands/cast-votes'
import { judgeGroup } from '@/features/votes/commands/judge-group'
import { read, write } from '@/platform/db'
import { newId } from '@/platform/id'
import type { Actor } from '@/platform/http/request'
import { guest, makeList, member } from '@/tests/support/comments'
import { useDatabase } from '@/tests/support/database'
import { becauseHtml } from '../because-html'
import { ownBecause } from '../own-because'
import { getBecauseLine } from '../queries/because-line'
import { postInput } from '../schema'
import { postComment } from './post-comment'

useDatabase()
beforeEach(() => compose())

const say = async (actor: Actor, slug: string, more: Record<string, unknown> = {}) =>
  (await postComment(actor, postInput.parse({ slug, entry: 'one', name: 'Jun', body: `it is ${newId()}`, because: '1', showVote: '1', ...more }))).comment
const rowOf = (id: string) => read.comment.findUniqueOrThrow({ where: { id }, select: { because: true, showsVote: true, favouriteId: true, entryId: true } })

test('a because is on the entry that its writer votes for; of anybody else it is a comment like any other', async () => {
  const { slug, idOf } = await makeList({ dropped: ['left'] })
  const reader = guest()
  await castVote(reader, { slug, entry: 'one' })
  const mine = await say(reader, slug)
  expect(mine).toMatchObject({ because: true, voted: { slug: 'one' } })
  expect(await rowOf(mine.id)).toEqual({ because: true, showsVote: true, favouriteId: idOf.one, entryId: idOf.one })
  const unshown = await say(reader, slug, { showVote: undefined })
  expect(await rowOf(unshown.id)).toMatchObject({ because: true, showsVote: false, favouriteId: null })
  // On another entry, on one that left, as an answer, of somebody without a vote.
  for (const more of [{ entry: 'two' }, { entry: 'left' }, { parent: mine.id }]) {
    const { id } = await say(reader, slug, more)
    expect(await rowOf(id), JSON.stringify(more)).toMatchObject({ because: false, showsVote: true, favouriteId: idOf.one })
  }
  const mentions = await say(reader, slug, { entry: 'two', body: 'better than #1', showVote: undefined })
  expect(mentions.html).toContain(`<a href="/articles/${slug}/one"`)
  expect(mentions.voted).toBe(null)
  const other = await say(guest(), slug)
  expect(await rowOf(other.id)).toMatchObject({ because: false, showsVote: true, favouriteId: null })
  const nowhere = say(reader, slug, { entry: undefined })
  await expect(nowhere).rejects.toMatchObject({ code: 'invalid', fields: { entry: expect.any(String) } })
  await expect(say(reader, slug, { entry: 'of-no-list' })).rejects.toMatchObject({ code: 'invalid' })
})

test('what a comment shows of its writer follows their vote: moved, taken back, given again, and many at once', async () => {
  const [list, elsewhere] = [await makeList(), await makeList()]
  const { id: articleId, slug, idOf } = list
  const readers = Array.from({ length: 5 }, () => guest())
  for (const reader of readers) for (const at of [list, elsewhere]) await castVote(reader, { slug: at.slug, entry: 'one' })
  const said = await Promise.all(readers.map((reader) => say(reader, slug)))
  const hidden = await say(readers[0]!, slug, { showVote: '', body: 'Mine alone' })
  const there = await say(readers[0]!, elsewhere.slug)
  const ballots = readers.map((actor, index): Ballot => ({ actor, articleId, entry: ['two', '', 'three', 'one', 'two'][index]!, pressIds: [newId()] }))
  await write((tx) => castVotes(tx, ballots))
  const shown = async () => (await Promise.all(said.map(({ id }) => rowOf(id)))).map(({ favouriteId }) => favouriteId)
  expect(await shown()).toEqual([idOf.two, null, idOf.three, idOf.one, idOf.two])
  expect(await rowOf(hidden.id)).toMatchObject({ favouriteId: null })
  expect(await rowOf(there.id)).toMatchObject({ favouriteId: elsewhere.idOf.one })
  await castVote(readers[1]!, { slug, entry: 'two' })
  expect((await shown())[1]).toBe(idOf.two)
})

test('a first vote and a comment at the same moment agree, again after it was taken back', async () => {
  const { slug } = await makeList()
  const readers = Array.from({ length: 20 }, () => guest())
  // That every comment shows its writer’s vote is an invariant, which each test ends with.
  for (let n = 0; n < 5; n++) {
    const fresh = Array.from({ length: 4 }, () => guest())
    await Promise.all(fresh.flatMap((reader) => [say(reader, slug), castVote(reader, { slug, entry: 'three' })]))
  }
  for (const entry of ['one', '', 'two']) await Promise.all(readers.flatMap((reader) => [castVote(reader, { slug, entry }), say(reader, slug)]))
  expect(await read.comment.count({ where: { showsVote: true } })).toBe(80)
})

test('a vote that a moderator sets aside is shown no more, and is again when it counts', async () => {
  const { id: articleId, slug, idOf } = await makeList()
  const reader = { ...guest(), ip: '198.51.100.9' }
  for (let n = 0; n < 30; n++) await castVote({ ...guest(), ip: '198.51.100.9' }, { slug, entry: 'two' })
  expect(await castVote(reader, { slug, entry: 'one' })).toMatchObject({ state: 'held' })
  const { id } = await say(reader, slug)
  expect(await rowOf(id)).toMatchObject({ because: true, favouriteId: null })
  const editor = await member('editor')
  const { network } = await read.vote.findFirstOrThrow({ where: { articleId, state: 'aside' }, select: { network: true } })
  await judgeGroup(editor, { articleId, network, from: 'aside', to: 'counted' })
  expect(await rowOf(id)).toMatchObject({ favouriteId: idOf.one })
})

test('a guest who signs in takes along what they said, and it shows the vote that stays', async () => {
  const { slug, idOf } = await makeList()
  const [reader, account] = [guest(), await member()]
  await castVote(account, { slug, entry: 'two' })
  const before = await say(account, slug, { entry: 'two' })
  await castVote(reader, { slug, entry: 'one' })
  const asGuest = await say(reader, slug)
  await write((tx) => adoptGuest(tx, reader.readerId, account.account!.id))
  for (const { id } of [before, asGuest]) expect(await rowOf(id)).toMatchObject({ favouriteId: idOf.one })
  await leaveSite('operator', { accountId: account.account!.id, leaving: 'erased' })
  expect(await rowOf(asGuest.id)).toMatchObject({ showsVote: false, favouriteId: null })
})

test('what a guest said without a vote shows the vote of the account, and whoever reads it is told', async () => {
  const { id: articleId, slug, idOf } = await makeList()
  const [reader, account] = [guest(), await member()]
  await castVote(account, { slug, entry: 'two' })
  const asGuest = await say(reader, slug)
  expect(await rowOf(asGuest.id)).toMatchObject({ favouriteId: null })
  await write((tx) => adoptGuest(tx, reader.readerId, account.account!.id))
  expect(await rowOf(asGuest.id)).toMatchObject({ favouriteId: idOf.two })
  const last = () => read.event.findFirstOrThrow({ orderBy: { id: 'desc' } })
  expect(await last()).toMatchObject({ tags: [`comments:${articleId}`] })
  // The other way round: the account spoke, and the guest voted.
  const [voter, speaker] = [guest(), await member()]
  const said = await say(speaker, slug)
  await castVote(voter, { slug, entry: 'three' })
  const before = await last()
  await write((tx) => adoptGuest(tx, voter.readerId, speaker.account!.id))
  expect(await rowOf(said.id)).toMatchObject({ favouriteId: idOf.three })
  expect(await last()).toMatchObject({ type: 'vote.cast', payload: { articleId } })
  expect((await last()).id).toBeGreaterThan(before.id)
})

test('the line stands open below the entry after the vote, then has what was said, for its reader alone', async () => {
  const { id, slug, idOf } = await makeList()
  const reader = guest()
  expect((await ownBecause(reader, [`article:${id}`])).slots).toEqual({})
  await castVote(reader, { slug, entry: 'one' })
  const open = (await ownBecause(reader, [`article:${id}`])).slots
  expect(Object.keys(open)).toEqual([`because:list:${idOf.one}`, `because:entry:${idOf.one}`])
  expect(open[`because:list:${idOf.one}`]).toContain('Say it')
  await say(reader, slug, { name: 'Jun <b>', body: 'because it <i>is</i>' })
  const said = becauseHtml(await getBecauseLine(reader, { slug, entry: 'one' }), { at: 'list' })
  expect(said).toContain('<b class="word">Because</b> it &#x3C;i>is')
  expect(said).toContain('Jun &lt;b&gt;')
  expect(said).toContain('Change')
  expect(said).not.toContain('Say it')
  await castVote(reader, { slug, entry: 'two' })
  // The name is remembered.
  expect(becauseHtml(await getBecauseLine(reader, { slug, entry: 'two' }), { at: 'list' })).toContain('value="Jun &lt;b&gt;"')
  await expect(getBecauseLine(reader, { slug, entry: 'one' })).rejects.toMatchObject({ code: 'not_found' })
  await expect(getBecauseLine(guest(), { slug, entry: 'two' })).rejects.toMatchObject({ code: 'not_found' })
  // A vote by a former address of the entry counts, and so does the question after it.
  await write((tx) => tx.entrySlug.create({ data: { articleId: id, slug: 'as-it-was', entryId: idOf.two! } }))
  expect(await getBecauseLine(reader, { slug, entry: 'as-it-was' })).toMatchObject({ entry: { slug: 'two' } })
})

test('what waits for a moderator says so, and why', async () => {
  const { slug } = await makeList()
  const reader = guest()
  await castVote(reader, { slug, entry: 'one' })
  await say(reader, slug, { body: 'https://a.example https://b.example https://c.example' })
  const html = becauseHtml(await getBecauseLine(reader, { slug, entry: 'one' }), { at: 'entry' })
  expect(html).toContain('it waits for a moderator, because it has many links')
})
