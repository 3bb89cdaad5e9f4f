import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { compose } from '@/app/composition'
import { adoptGuest } from '@/features/accounts/commands/adopt-guest'
import { leaveSite } from '@/features/accounts/commands/leave-site'
import { deleteComment } from '@/features/comments/commands/delete-comment'
import { editComment } from '@/features/comments/commands/edit-comment'
import { hideComment } from '@/features/comments/commands/hide-comment'
import { postComment } from '@/features/comments/commands/post-comment'
import { restoreComment } from '@/features/comments/commands/restore-comment'
import { postInput } from '@/features/comments/schema'
import { close, read, write } from '@/platform/db'
import { newId } from '@/platform/id'
import { startWorker } from '@/platform/jobs/worker'
import type { Actor } from '@/platform/http/request'
import { guest, makeList, member } from '@/tests/support/comments'
import { useDatabase } from '@/tests/support/database'
import { eraseNotices } from './commands/erase-notices'
import { markSeen } from './commands/mark-seen'
import { tellOfComments } from './commands/tell-of-comments'
import { sweepNotices } from './jobs'
import { ownNotices } from './own'
import { exportNotices } from './queries/export-notices'
import { getInbox } from './queries/inbox'

useDatabase()
let stop = async () => {}
beforeEach(() => {
  compose()
  stop = startWorker(20)
})
afterEach(() => stop())
afterAll(close)

type Said = { parent?: string; body?: string; name?: string }
const say = async (slug: string, actor: Actor, { name = 'Jun', ...said }: Said = {}) =>
  (await postComment(actor, postInput.parse({ slug, body: `A thought of ${actor.readerId}`, name, ...said }))).comment.id
const all = 'https://a.example https://b.example https://c.example https://d.example'

/** When all jobs about comments are done. */
const told = () =>
  vi.waitFor(async () => expect(await read.job.count({ where: { doneAt: null, type: 'notices.comments' } })).toBe(0), { timeout: 30_000, interval: 30 })
async function inboxOf({ readerId }: Actor) {
  await told()
  return (await getInbox(readerId!)).items.map(({ why, who, words }) => `${why}: ${who}: ${words}`)
}
const mark = async (actor: Actor) => (await ownNotices(actor, ['inbox', 'inbox:new'])).on

describe('notices', () => {
  test('tell whoever is answered, mentioned or has signed the list, each once of one comment, and nobody of their own', async () => {
    const { slug, id } = await makeList()
    const author = await member('author', 'Hana')
    // The account of this byline has never acted.
    await write(async (tx) => {
      await tx.reader.delete({ where: { id: author.readerId! } })
      const byline = { id: newId(), slug: `hana-${id}`, name: 'Hana', accountId: author.account!.id, articleCount: 1 }
      await tx.author.create({ data: { ...byline, articles: { create: { articleId: id, position: 0 } } } })
    })
    const [mina, jun, sol] = [guest(), guest(), guest()]
    const first = await say(slug, mina, { name: 'Mina', body: 'The bridge of it' })
    const second = await say(slug, jun, { parent: first, body: 'Yes, @Mina, and the dance' })
    await say(slug, sol, { parent: second, body: '> and the dance\n\nAs @Mina says, ||she leaves||', name: 'Sol' })
    await say(slug, mina, { parent: first, body: 'And the end', name: 'Mina' })
    expect(await inboxOf(mina)).toEqual(['mention: Sol: As @Mina says, …', 'reply: Jun: Yes, @Mina, and the dance'])
    expect(await inboxOf(jun)).toEqual(['reply: Sol: As @Mina says, …'])
    expect(await inboxOf(sol)).toEqual([])
    const { id: readerId } = await read.reader.findUniqueOrThrow({ where: { accountId: author.account!.id } })
    expect(await read.notice.groupBy({ by: ['why'], where: { readerId }, _count: true })).toEqual([{ why: 'byline', _count: 4 }])
    // Once more changes nothing.
    const before = await read.notice.findMany({ orderBy: { id: 'asc' } })
    await tellOfComments([first, second])
    expect(await read.notice.findMany({ orderBy: { id: 'asc' } })).toEqual(before)
  })

  test('come with a comment that was held when it is shown, and go with one that is hidden or deleted', async () => {
    const { slug } = await makeList()
    const [mina, jun, editor] = [guest(), guest(), await member('editor')]
    const first = await say(slug, mina)
    const held = await say(slug, jun, { parent: first, body: all })
    expect([await inboxOf(mina), await mark(mina)]).toEqual([[], []])
    await restoreComment(editor, { id: held })
    expect(await inboxOf(mina)).toEqual([`reply: Jun: ${all}`])
    expect(await mark(mina)).toEqual(['inbox', 'inbox:new'])
    await hideComment(editor, { id: held })
    expect((await getInbox(mina.readerId!)).items).toEqual([])
    expect([await inboxOf(mina), await mark(mina)]).toEqual([[], []])
    await restoreComment(editor, { id: held })
    expect(await inboxOf(mina)).toHaveLength(1)
    expect(await read.notice.count()).toBe(1)
    await deleteComment(jun, { id: held })
    expect([await inboxOf(mina), await mark(mina)]).toEqual([[], []])
  })

  test('are read up to the newest that was shown, and by an edit come those who are mentioned only now', async () => {
    const { slug } = await makeList()
    const [mina, jun, sol] = [guest(), guest(), guest()]
    const first = await say(slug, mina, { name: 'Mina' })
    await say(slug, sol, { name: 'Sol', parent: first })
    const answer = await say(slug, jun, { parent: first })
    await told()
    const { upTo } = await getInbox(mina.readerId!)
    await say(slug, jun, { parent: first, body: 'And another thing' })
    await told()
    await markSeen(mina, { upTo: upTo! })
    expect((await getInbox(mina.readerId!)).items.map(({ isNew }) => isNew)).toEqual([true, false, false])
    await markSeen(mina, { upTo: 'z'.repeat(20) })
    expect(await mark(mina)).toEqual(['inbox'])
    await say(slug, jun, { parent: first, body: 'What came after the forged one' })
    await told()
    expect(await mark(mina)).toEqual(['inbox', 'inbox:new'])
    await editComment(jun, { id: answer, body: 'I meant @Sol' })
    expect(await inboxOf(sol)).toEqual(['mention: Jun: I meant @Sol'])
    await expect(markSeen({ ...guest(), readerId: null }, { upTo: upTo! })).rejects.toMatchObject({ code: 'forbidden' })
  })

  test('stand on pages, also ten thousand, and not on lists that readers do not see', async () => {
    const { slug, id } = await makeList()
    const mina = guest()
    const commentId = await say(slug, mina)
    const ids = Array.from({ length: 10_000 }, () => newId()).sort()
    await write((tx) =>
      tx.notice.createMany({ data: ids.map((one, n) => ({ id: one, readerId: mina.readerId!, event: `test ${n}`, why: 'reply', articleId: id, commentId })) }),
    )
    const first = await getInbox(mina.readerId!)
    const second = await getInbox(mina.readerId!, { cursor: first.next })
    expect([...first.items, ...second.items].map((one) => one.id)).toEqual(ids.slice(-60).reverse())
    await write((tx) => tx.article.update({ where: { id }, data: { state: 'unpublished' } }))
    expect((await getInbox(mina.readerId!)).items).toEqual([])
    await sweepNotices()
    expect(await read.notice.count()).toBe(10_000)
  })

  test('of a guest go along when they sign in, and go with an account that leaves', async () => {
    const { slug } = await makeList()
    const [mina, jun] = [guest(), guest()]
    const account = await member('reader')
    const first = await say(slug, mina)
    const answer = await say(slug, jun, { parent: first })
    await told()
    await write((tx) => adoptGuest(tx, mina.readerId, account.account!.id))
    expect(await inboxOf(account)).toHaveLength(1)
    expect(await exportNotices(account.readerId!)).toMatchObject({ notices: [{ why: 'reply', list: slug, comment: answer, shown: true }], subscriptions: [] })
    const other = await member('reader')
    await say(slug, other, { parent: answer })
    expect(await inboxOf(jun)).toHaveLength(1)
    await leaveSite(other, { accountId: other.account!.id, leaving: 'erased' })
    expect([await inboxOf(jun), await mark(jun)]).toEqual([[], []])
    await leaveSite(account, { accountId: account.account!.id, leaving: 'erased' })
    expect(await read.notice.count({ where: { why: 'reply', out: false } })).toBe(0)
    await write((tx) => eraseNotices(tx, jun.readerId!))
    expect(await read.notice.count()).toBe(0)
  })
})
