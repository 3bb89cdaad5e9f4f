import { describe, expect, it } from 'vitest'
import { read, write } from '@/platform/db'
import { useDatabase } from '@/tests/support/database'
import { guest, makeList, member, stranger } from '@/tests/support/comments'
import { listDecisions } from '@/features/decisions/queries/list-decisions'
import { rulesVersion } from '@/features/moderation-rules/review'
import { ownComments } from '../own'
import { getConversation } from '../queries/conversation'
import { listOutOfSight } from '../queries/own'
import { postInput } from '../schema'
import { adoptComments } from './adopt-comments'
import { deleteComment } from './delete-comment'
import { editComment } from './edit-comment'
import { hideComment } from './hide-comment'
import { postComment } from './post-comment'
import { restoreComment } from './restore-comment'

type Values = Record<string, unknown>
let said = 0
const post = (actor = guest(), values: Values = {}) => postComment(actor, postInput.parse({ name: 'Jisoo', body: `A thought, number ${++said}`, ...values }))
const links = 'https://a.example https://b.example https://c.example'
const historyOf = async (id: string) => (await listDecisions('comment', [id])).get(id) ?? []
const row = (id: string) => read.comment.findUniqueOrThrow({ where: { id } })

/** Every counter equals what it counts. */
async function expectCountersRight() {
  const comments = await read.comment.findMany({ where: { state: 'visible' } })
  for (const article of await read.article.findMany()) expect(article.commentCount).toBe(comments.filter(({ articleId }) => articleId === article.id).length)
  for (const entry of await read.entry.findMany()) expect(entry.commentCount).toBe(comments.filter(({ entryId }) => entryId === entry.id).length)
  for (const first of await read.comment.findMany({ where: { parentId: null } }))
    expect(first.replyCount).toBe(comments.filter(({ threadId, parentId }) => threadId === first.id && parentId).length)
}

describe('comments', () => {
  useDatabase()

  it('posts on a list, on an entry, and in reply', async () => {
    const { slug, id, idOf } = await makeList()
    const onList = await post(stranger(), { slug, name: ' Kim  Ji-soo ', email: 'a@b.example', body: '  Hello,\r\n*world*  ' })
    expect(onList.comment).toMatchObject({ state: 'visible', name: 'Kim Ji-soo', entry: null, html: '<p>Hello,<br><em>world</em></p>' })
    expect(onList.cookie).toMatch(/^reader=/)
    const onEntry = await post(guest(), { slug, entry: 'two' })
    expect(onEntry.comment.entry).toEqual({ slug: 'two', heading: 'Entry two', number: 2 })
    const reply = await post(guest(), { slug, parent: onEntry.comment.id })
    const deeper = await post(guest(), { slug, parent: reply.comment.id, entry: 'one' })
    expect(await row(deeper.comment.id)).toMatchObject({ threadId: onEntry.comment.id, entryId: idOf.two })
    expect(await read.event.findMany({ select: { type: true, tags: true } })).toContainEqual({ type: 'comment.posted', tags: [`comments:${id}`] })
    await expectCountersRight()

    const conversation = await getConversation({ articleId: id })
    expect(conversation).toMatchObject({ total: 4, next: null })
    expect(conversation.threads.map(({ first, replies }) => [first.id, replies.map((one) => [one.id, one.inReplyTo])])).toEqual([
      [onEntry.comment.id, [[reply.comment.id, null], [deeper.comment.id, { id: reply.comment.id, name: 'Jisoo' }]]],
      [onList.comment.id, []],
    ]) // prettier-ignore
    expect((await getConversation({ articleId: id, entryId: idOf.two })).total).toBe(3)
    expect((await getConversation({ articleId: id, entryId: idOf.one })).threads).toEqual([])
  })

  it('posts as the account, whatever name is given', async () => {
    const { slug } = await makeList()
    const { comment, cookie } = await post(await member('editor', 'Mina'), { slug, name: 'Someone else' })
    expect(comment).toMatchObject({ name: 'Mina', staff: true })
    expect(cookie).toBeNull()
  })

  it('takes a double press for one comment', async () => {
    const { slug, id } = await makeList()
    const visitor = stranger()
    const [one, two] = await Promise.all([post(visitor, { slug, body: 'Once only' }), post(visitor, { slug, body: 'Once only' })])
    const known = guest()
    const [three, four] = [await post(known, { slug, body: 'Once only' }), await post(known, { slug, body: 'Once only' })]
    expect(two.comment.id).toBe(one.comment.id)
    expect(two.cookie).toBe(one.cookie)
    expect(four.comment.id).toBe(three.comment.id)
    expect((await getConversation({ articleId: id })).total).toBe(2)
    expect(await read.event.count()).toBe(2)
  })

  it.each<[string, Values, number, string]>([
    ['nothing', { body: '' }, 422, 'body'],
    ['spaces only', { body: ' \n\t\u3000\n' }, 422, 'body'],
    ['zero-width characters only', { body: '\u200b\u200d\ufeff\u2060\u3164\u2800' }, 422, 'body'],
    ['a direction mark only', { body: '\u202e' }, 422, 'body'],
    ['20,000 characters', { body: 'x'.repeat(20_000) }, 422, 'body'],
    ['no name', { name: '' }, 422, 'name'],
    ['an invisible name', { name: '\u200b \u3164' }, 422, 'name'],
    ['a long name', { name: 'n'.repeat(61) }, 422, 'name'],
    ['an entry of nowhere', { entry: 'nowhere' }, 422, 'entry'],
  ])('refuses %s, beside its field, and stores nothing', async (_, values, status, field) => {
    const { slug } = await makeList()
    await expect(post(stranger(), { slug, ...values })).rejects.toMatchObject({ status, fields: { [field]: expect.any(String) } })
    expect([await read.comment.count(), await read.reader.count(), await read.event.count()]).toEqual([0, 0, 0])
    await expectCountersRight()
  })

  it('refuses all that is wrong at once', async () => {
    const { slug } = await makeList()
    await expect(post(stranger(), { slug, body: ' ', name: ' ' })).rejects.toMatchObject({ fields: { body: expect.any(String), name: expect.any(String) } })
    expect(() => postInput.parse({ slug, body: 'x', email: 'nobody' })).toThrow()
  })

  it.each([
    ['emoji', '👩‍❤️‍👩 🇰🇷 👍🏽'],
    ['Hangul and right-to-left', 'עברית العربية 한국어'],
    ['a script', '<script>alert(1)</script>'],
    ['fifty nested quotes', `${'> '.repeat(50)}deep`],
  ])('keeps %s as it was typed, and shows it safely', async (_, body) => {
    const { slug } = await makeList()
    const { comment } = await post(guest(), { slug, body })
    expect((await row(comment.id)).body).toBe(body)
    expect(comment.html).not.toContain('<script')
    expect((comment.html.match(/<blockquote>/g) ?? []).length).toBeLessThanOrEqual(8)
  })

  it('takes out what turns, hides or breaks the text around it', async () => {
    const { slug } = await makeList()
    const { comment } = await post(guest(), {
      slug,
      name: 'Ma\u202ery\u0000',
      body: 'a\u0007b \u202Ereversed\u202C \ud800 z\u0301\u0301\u0301\u0301\u0301\u0301\u0301\n\n\n\n\nend',
    })
    expect(await row(comment.id)).toMatchObject({ name: 'Mary', body: 'ab reversed  ź\u0301\u0301\u0301\u0301\n\nend' })
  })

  it('answers only what is there', async () => {
    const [here, there] = [await makeList(), await makeList()]
    const elsewhere = await post(guest(), { slug: there.slug })
    await expect(post(guest(), { slug: here.slug, parent: elsewhere.comment.id })).rejects.toMatchObject({ status: 422 })
    await expect(post(guest(), { slug: here.slug, parent: 'nosuchcomment' })).rejects.toMatchObject({ status: 422 })
    await expect(post(guest(), { slug: 'no-such-list' })).rejects.toMatchObject({ status: 404 })
    const writer = guest()
    const { comment } = await post(writer, { slug: here.slug })
    await deleteComment(writer, comment)
    await expect(post(guest(), { slug: here.slug, parent: comment.id })).rejects.toMatchObject({ status: 410, message: expect.stringContaining('still here') })
    await expectCountersRight()
  })

  it('lets the writer change it for fifteen minutes', async () => {
    const { slug } = await makeList()
    const writer = guest()
    const { comment } = await post(writer, { slug })
    await editComment(writer, { id: comment.id, body: 'Better' })
    expect(await row(comment.id)).toMatchObject({ body: 'Better', state: 'visible', editedAt: expect.any(Date) })
    // Also what stood there for a moment, between two changes at once, is kept for moderators.
    await Promise.all(['Best', 'Better yet'].map((body) => editComment(writer, { id: comment.id, body })))
    const kept = await read.commentRevision.findMany({ where: { commentId: comment.id }, select: { body: true } })
    expect(kept).toHaveLength(3)
    expect(new Set([...kept, await row(comment.id)].map(({ body }) => body))).toEqual(new Set([comment.source, 'Better', 'Best', 'Better yet']))
    await editComment(writer, { id: comment.id, body: 'Better' })
    await expect(editComment(guest(), { id: comment.id, body: 'Mine now' })).rejects.toMatchObject({ status: 403 })
    await expect(editComment(stranger(), { id: comment.id, body: 'Mine now' })).rejects.toMatchObject({ status: 403 })
    await expect(editComment(writer, { id: comment.id, body: ' ' })).rejects.toMatchObject({ status: 422, fields: { body: expect.any(String) } })
    await expect(editComment(writer, { id: 'nosuchcomment', body: 'x' })).rejects.toMatchObject({ status: 404 })
    await write((tx) => tx.comment.updateMany({ data: { createdAt: new Date(Date.now() - 16 * 60_000) } }))
    await expect(editComment(writer, { id: comment.id, body: 'Too late' })).rejects.toMatchObject({ status: 409 })
    expect((await row(comment.id)).body).toBe('Better')
  })

  it('lets the writer delete it, and keeps a place for the replies', async () => {
    const { slug, id } = await makeList()
    const writer = guest()
    const { comment } = await post(writer, { slug, entry: 'one', email: 'a@b.example' })
    const reply = await post(guest(), { slug, parent: comment.id })
    const deeper = await post(guest(), { slug, parent: reply.comment.id })
    await expect(deleteComment(guest(), comment)).rejects.toMatchObject({ status: 403 })
    await deleteComment(writer, comment)
    await deleteComment(writer, comment)
    expect(await row(comment.id)).toMatchObject({ state: 'deleted', body: '', name: '', email: null })
    expect((await getConversation({ articleId: id })).threads).toMatchObject([{ first: { state: 'removed', name: '', html: '' }, replies: [{}, {}] }])
    await expectCountersRight()

    await hideComment(await member('editor'), reply.comment)
    const [thread] = (await getConversation({ articleId: id })).threads
    expect(thread?.replies).toMatchObject([
      { state: 'hidden', html: '' },
      { id: deeper.comment.id, inReplyTo: { name: null } },
    ])
    await hideComment(await member('editor'), deeper.comment)
    expect((await getConversation({ articleId: id })).threads).toEqual([])
    await expectCountersRight()
  })

  it('lets moderators hide and show, at once and for everybody', async () => {
    const { slug, id } = await makeList()
    const editor = await member('editor')
    const { comment } = await post(guest(), { slug, entry: 'one' })
    for (const actor of [guest(), await member('reader'), await member('author')])
      await expect(hideComment(actor, comment)).rejects.toMatchObject({ status: 403 })
    await hideComment(editor, comment)
    await hideComment(editor, comment)
    expect((await getConversation({ articleId: id })).threads).toEqual([])
    expect(await read.event.findFirst({ where: { type: 'comment.hidden' } })).toMatchObject({ hard: true, tags: [`comments:${id}`] })
    await expectCountersRight()
    await restoreComment(editor, comment)
    expect((await getConversation({ articleId: id })).total).toBe(1)
    await expectCountersRight()
  })

  it('holds what a person should look at first, says why, and shows nobody', async () => {
    const { slug, id } = await makeList()
    const held = await post(guest(), { slug, body: links })
    expect(held).toMatchObject({ comment: { state: 'held' }, codes: ['many-links'] })
    expect(await row(held.comment.id)).toMatchObject({ state: 'pending' })
    expect((await post(guest(), { slug, website: 'filled' })).comment.state).toBe('held')
    expect((await post(guest(), { slug, body: 'THIS IS THE GREATEST SONG THAT ANYBODY EVER MADE AND YOU ALL KNOW IT IS SO' })).comment.state).toBe('held')
    expect((await post(await member('author'), { slug, body: links })).comment.state).toBe('visible')
    expect((await getConversation({ articleId: id })).total).toBe(1)
    await expectCountersRight()
    await restoreComment(await member('editor'), held.comment)
    expect((await getConversation({ articleId: id })).total).toBe(2)
  })

  it('holds an edit that smuggles in links', async () => {
    const { slug, id } = await makeList()
    const writer = guest()
    const { comment } = await post(writer, { slug })
    expect(await editComment(writer, { id: comment.id, body: links })).toMatchObject({ state: 'held', codes: ['many-links'] })
    expect(await historyOf(comment.id)).toMatchObject([{ action: 'hold', maker: 'rule', rulesVersion, codes: ['many-links'] }])
    expect((await getConversation({ articleId: id })).total).toBe(0)
    await expectCountersRight()
  })

  it('goes on holding what waits when it is edited, and adds what a rule finds now', async () => {
    const { slug } = await makeList()
    const writer = guest()
    const { comment } = await post(writer, { slug, body: links })
    expect(await editComment(writer, { id: comment.id, body: 'No links any more' })).toMatchObject({ state: 'held', codes: ['many-links'] })
    expect(await editComment(writer, { id: comment.id, body: `${links} again` })).toMatchObject({ state: 'held', codes: ['many-links'] })
    expect(await historyOf(comment.id)).toHaveLength(1)
    const shouted = 'THIS IS THE GREATEST SONG THAT ANYBODY EVER MADE AND YOU ALL KNOW IT IS SO'
    expect(await editComment(writer, { id: comment.id, body: shouted })).toMatchObject({ state: 'held', codes: ['many-links', 'shouting'] })
    expect(await historyOf(comment.id)).toMatchObject([{ codes: ['many-links'] }, { action: 'hold', maker: 'rule', codes: ['shouting'] }])
    expect(await row(comment.id)).toMatchObject({ state: 'pending', body: shouted })
  })

  it('keeps every decision: restoring wipes nothing', async () => {
    const { slug, id } = await makeList()
    const [first, second] = [await member('editor', 'Mina'), await member('admin', 'Sana')]
    const { comment } = await post(guest(), { slug, body: links, website: 'filled' })
    await hideComment(first, comment)
    expect(await listOutOfSight([id])).toMatchObject([{ id: comment.id, state: 'hidden', codes: ['trap', 'many-links'] }])
    await restoreComment(second, comment)
    await restoreComment(second, comment)
    expect(await historyOf(comment.id)).toMatchObject([
      { action: 'hold', maker: 'rule', rulesVersion, accountId: null, codes: ['trap', 'many-links'] },
      { action: 'hide', maker: 'moderator', rulesVersion: null, accountId: first.account!.id },
      { action: 'restore', maker: 'moderator', rulesVersion: null, accountId: second.account!.id },
    ])
    await hideComment(first, comment)
    expect(await listOutOfSight([id])).toMatchObject([{ id: comment.id, state: 'hidden', codes: [] }])
    expect(await historyOf(comment.id)).toHaveLength(4)
    await expectCountersRight()
  })

  it('decides nothing about what is seen from the start, and keeps that its writer deleted it', async () => {
    const { slug } = await makeList()
    const writer = guest()
    const { comment } = await post(writer, { slug })
    await editComment(writer, { id: comment.id, body: 'Other words' })
    expect(await read.decision.count()).toBe(0)
    await deleteComment(writer, comment)
    expect(await historyOf(comment.id)).toMatchObject([{ action: 'delete', maker: 'writer', accountId: null, codes: [], note: '' }])
  })

  it('tells who presses twice why the first one waits', async () => {
    const { slug } = await makeList()
    const writer = guest()
    const [one, two] = [await post(writer, { slug, body: links }), await post(writer, { slug, body: links })]
    expect(two).toMatchObject({ comment: { id: one.comment.id, state: 'held' }, codes: ['many-links'] })
    expect(await historyOf(one.comment.id)).toHaveLength(1)
  })

  it('shows moderators what waits and what is hidden, and why, in words', async () => {
    const { slug, id } = await makeList()
    const editor = await member('editor')
    const held = await post(guest(), { slug, body: links, website: 'filled' })
    const slot = async () => (await ownComments(editor, [`article:${id}`])).slots[`moderate:${id}`]
    expect(await slot()).toContain('<p class="state">Waits for you: a field that people do not see was filled in, it has many links.</p>')
    await hideComment(editor, held.comment)
    expect(await slot()).toContain('<p class="state">Hidden by a moderator; a field that people do not see was filled in, it has many links.</p>')
    await restoreComment(editor, held.comment)
    expect(await slot()).toBeUndefined()
    await hideComment(editor, held.comment)
    expect(await slot()).toContain('<p class="state">Hidden by a moderator.</p>')
  })

  it('asks a reader in a hurry to wait', async () => {
    const { slug } = await makeList()
    const writer = guest()
    const settled = await Promise.allSettled(Array.from({ length: 9 }, () => post(writer, { slug })))
    expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(6)
    expect(settled.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { status: 429, retryAfter: expect.any(Number) } })
  })

  it('counts right when many post, delete and hide at once', async () => {
    const { slug } = await makeList()
    const editor = await member('editor')
    const writers = Array.from({ length: 12 }, () => guest())
    const first = await post(guest(), { slug, entry: 'one' })
    const made = await Promise.all(writers.flatMap((writer) => [post(writer, { slug, parent: first.comment.id }), post(writer, { slug, entry: 'two' })]))
    await Promise.allSettled(
      made.flatMap(({ comment }, index) => [deleteComment(writers[index >> 1]!, comment), hideComment(editor, comment), restoreComment(editor, comment)]),
    )
    await expectCountersRight()
  })

  it('brings a guest’s comments along at sign-in', async () => {
    const { slug } = await makeList()
    const [visitor, account] = [guest(), await member()]
    const { comment } = await post(visitor, { slug })
    await write((tx) => adoptComments(tx, { from: visitor.readerId!, to: account.readerId! }))
    await editComment(account, { id: comment.id, body: 'Still mine' })
    await expect(editComment(visitor, { id: comment.id, body: 'Not any more' })).rejects.toMatchObject({ status: 403 })
  })
})
