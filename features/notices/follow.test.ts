import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { compose } from '@/app/composition'
import { hideComment } from '@/features/comments/commands/hide-comment'
import { postComment } from '@/features/comments/commands/post-comment'
import { postInput } from '@/features/comments/schema'
import { saveRecord } from '@/features/records/commands/save-record'
import { recordInput } from '@/features/records/schema'
import { close, read, write } from '@/platform/db'
import { newId } from '@/platform/id'
import { startWorker } from '@/platform/jobs/worker'
import type { Actor } from '@/platform/http/request'
import { makeDocument, makeEntry, makePublished } from '@/tests/factories/lists'
import { makeActor } from '@/tests/factories/writers'
import { guest, makeList, member, stranger } from '@/tests/support/comments'
import { useDatabase } from '@/tests/support/database'
import { follow } from './commands/follow'
import { tellOfList, tellOfTalk } from './commands/tell-followers'
import { ownNotices } from './own'
import { maxFollowed } from './policy'
import { getInbox } from './queries/inbox'
import { followInput } from './schema'

useDatabase()
let stop = async () => {}
beforeEach(() => {
  compose()
  stop = startWorker(20)
})
afterEach(() => stop())
afterAll(close)

const followed = (actor: Actor, kind: string, id: string, on = '1') => follow(actor, followInput.parse({ kind, id, on }))
const say = async (slug: string, actor: Actor, more: object = {}) =>
  (await postComment(actor, postInput.parse({ slug, body: `A thought of ${newId()}`, name: 'Jun', ...more }))).comment.id
const told = () =>
  vi.waitFor(async () => expect(await read.job.count({ where: { doneAt: null, type: { in: ['notices.comments', 'notices.list'] } } })).toBe(0), {
    timeout: 30_000,
    interval: 30,
  })
const whys = async (actor: Actor) => (await getInbox(actor.readerId!)).items.map(({ why }) => why)

describe('what is followed', () => {
  test('tells of new talk on a list or an entry, once, for one reason, and not of one’s own', async () => {
    const { slug, id, idOf } = await makeList()
    const [mina, jun, sol] = [guest(), guest(), guest()]
    expect(await followed(mina, 'list', id)).toMatchObject({ path: `/articles/${slug}` })
    await followed(mina, 'entry', idOf.one!)
    await followed(mina, 'list', id)
    await followed(jun, 'entry', idOf.one!)
    expect((await ownNotices(mina, ['inbox', `follow:${id}`, 'follow:other'])).on).toEqual(['inbox', `follow:${id}`])
    const own = await say(slug, mina)
    const onEntry = await say(slug, sol, { entry: 'one' })
    await say(slug, sol, { parent: own })
    await told()
    expect([await whys(mina), await whys(jun), await whys(sol)]).toEqual([['reply', 'talk'], ['talk'], []])
    await tellOfTalk([onEntry])
    expect(await read.notice.count()).toBe(3)
    // Whoever follows it now is told of what comes, and not of what was said before.
    const late = guest()
    await followed(late, 'list', id)
    await tellOfTalk([onEntry])
    expect(await whys(late)).toEqual([])
    // Nobody is told of what was said long ago, as when a moderator lets it through.
    const days = (n: number) => new Date(Date.now() - n * 86_400_000)
    const old = await say(slug, mina)
    await told()
    await write(async (tx) => {
      await tx.comment.update({ where: { id: old }, data: { createdAt: days(8) } })
      await tx.notice.deleteMany({ where: { commentId: old } })
      await tx.subscription.updateMany({ where: { readerId: late.readerId! }, data: { createdAt: days(9) } })
    })
    await tellOfTalk([old])
    expect(await whys(late)).toEqual([])
    await hideComment(await member('editor'), { id: onEntry })
    await told()
    await tellOfTalk([onEntry])
    expect([await whys(mina), await whys(jun)]).toEqual([['reply'], []])
    await followed(mina, 'list', id, '0')
    await followed(mina, 'entry', idOf.one!, '0')
    await say(slug, guest(), { entry: 'one' })
    await told()
    expect([await whys(mina), await whys(jun)]).toEqual([['reply'], ['talk']])
  })

  test('tells of a new list of a series, a writer, a person or their group, once, to who followed before it came', async () => {
    const editor = await makeActor('editor')
    const group = await saveRecord(editor, { id: null, ...recordInput.parse({ kind: 'group', name: 'Haru', slug: 'haru' }) })
    const rain = await saveRecord(editor, {
      id: null,
      ...recordInput.parse({ kind: 'person', name: 'Rain', slug: 'rain', parentId: group.id, parent: group.id }),
    })
    // Readers find what a list has.
    const document = (title: string) => makeDocument(title, [makeEntry('Clouds', { credits: [{ role: 'artist', subject: rain.id }] })])
    const first = await makePublished(editor, document('Weather'))
    await told()
    const [mina, jun, late] = [guest(), guest(), guest()]
    await followed(mina, 'record', rain.id)
    await followed(jun, 'record', group.id)
    const second = await makePublished(editor, document('More weather'))
    await told()
    await followed(late, 'record', rain.id)
    const articleOf = ({ readerId }: Actor) => read.notice.findMany({ where: { readerId: readerId! }, select: { why: true, articleId: true } })
    expect(await articleOf(mina)).toEqual([{ why: 'list', articleId: second.articleId }])
    await tellOfList({ articleId: second.articleId })
    await tellOfList({ articleId: first.articleId })
    expect(await articleOf(mina)).toHaveLength(1)
    expect([await articleOf(late), (await articleOf(jun)).length]).toEqual([[], 1])
  })

  test('is what can be read, by guests too, and not without end', async () => {
    const { id } = await makeList()
    const draft = await makeList({ state: 'draft' })
    for (const [kind, one] of [
      ['list', draft.id],
      ['list', 'nothing'],
      ['record', id],
    ] as const)
      // prettier-ignore
      await expect(followed(guest(), kind, one)).rejects.toMatchObject({ code: 'not_found' })
    const unknown = stranger()
    expect((await followed(unknown, 'list', id)).cookie).toContain('reader=')
    await followed(unknown, 'list', id)
    const { readerId } = await read.subscription.findFirstOrThrow()
    await write((tx) => tx.subscription.createMany({ data: Array.from({ length: maxFollowed }, (_, n) => ({ id: newId(), readerId, kind: 'series', targetId: `${n}`, channel: 'site', confirmedAt: new Date() })) })) // prettier-ignore
    const other = await makeList()
    await expect(followed({ ...unknown, readerId }, 'list', other.id)).rejects.toMatchObject({ code: 'conflict' })
  })
})
