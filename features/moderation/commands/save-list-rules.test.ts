import { afterEach, describe, expect, it } from 'vitest'
import { postComment } from '@/features/comments/commands/post-comment'
import { noListRules, type ListRules } from '@/features/comments/list-rules'
import { getTalk, getTalkNotes } from '@/features/comments/queries/talk'
import { postInput } from '@/features/comments/schema'
import { saveSite } from '@/features/settings/commands/save-site'
import { siteInput } from '@/features/settings/schema'
import { setClock } from '@/platform/clock'
import { read } from '@/platform/db'
import type { Actor } from '@/platform/http/request'
import { makeActor } from '@/tests/factories/writers'
import { guest, makeList, member, stranger } from '@/tests/support/comments'
import { useDatabase } from '@/tests/support/database'
import { listRulesInput } from '../schema'
import { saveListRules } from './save-list-rules'

let said = 0
const say = (slug: string, actor: Actor = guest(), body = `A thought, number ${++said}`) => postComment(actor, postInput.parse({ slug, name: 'Jisoo', body }))
const set = async (list: string, rules: Partial<ListRules>, base: ListRules = noListRules) =>
  saveListRules(await member('editor'), listRulesInput.parse({ list, rules: { ...noListRules, ...rules }, base }))
const placeOf = async (id: string) => ({ publishedAt: new Date(0), talkRules: (await read.article.findUniqueOrThrow({ where: { id } })).talkRules })

describe('rules for the comments of one list', () => {
  useDatabase()
  afterEach(() => setClock(null))

  it('are set by moderators, told to readers, kept in the log, and nobody writes over what somebody else has set', async () => {
    const { id } = await makeList()
    for (const actor of [guest(), await member('author')])
      await expect(saveListRules(actor, { list: id, rules: noListRules, base: noListRules })).rejects.toMatchObject({ code: 'forbidden' })
    await expect(set('nosuchlist', {})).rejects.toMatchObject({ code: 'not_found' })
    expect(await getTalkNotes(await placeOf(id))).toEqual([])
    const closesAt = '2030-01-02T03:04:00.000Z'
    const rules = await set(id, { slowSeconds: 300, membersOnly: true, holdFirst: true, closesAt })
    expect(await getTalkNotes(await placeOf(id))).toEqual([
      'Here each reader may post one comment in 5 minutes.',
      'The first comment of a guest waits for a moderator.',
      expect.stringContaining('Comments close on 2 Jan'),
    ])
    await expect(set(id, { slowSeconds: 30 })).rejects.toMatchObject({ code: 'conflict' })
    await set(id, {}, rules)
    expect((await read.article.findUniqueOrThrow({ where: { id } })).talkRules).toBeNull()
    const log = await read.decision.findMany({ where: { targetKind: 'setting', targetId: `talk:${id}` }, orderBy: { id: 'asc' } })
    expect(log.map(({ note }) => note)).toEqual([expect.stringMatching(/^Readers with an account only\. Here each reader/), 'As on the whole site.'])
    expect(await read.job.count({ where: { type: 'comments.close-list' } })).toBe(0)
  })

  it('slow mode: another comment of one reader waits its time, also after it was taken back; others, staff and a form that is sent twice do not', async () => {
    let now = Date.now()
    setClock(() => now)
    const [list, other] = [await makeList(), await makeList()]
    await set(list.id, { slowSeconds: 60 })
    const reader = guest()
    const first = await say(list.slug, reader, 'Once')
    expect((await say(list.slug, reader, 'Once')).comment.id).toBe(first.comment.id)
    await expect(say(list.slug, reader)).rejects.toMatchObject({
      code: 'too_many',
      message: expect.stringMatching(/one comment in 1 minute: send it again in \d/),
    })
    await say(other.slug, reader)
    await say(list.slug)
    const staff = await member('author')
    for (let n = 0; n < 2; n++) await say(list.slug, staff)
    now += 61_000
    await say(list.slug, reader)
    // A guest who drops the cookie.
    const nobody = stranger()
    await say(list.slug, nobody)
    await expect(say(list.slug, nobody)).rejects.toMatchObject({ code: 'too_many' })
  })

  it('slow mode of the site holds everywhere, and a list may be slower', async () => {
    let now = Date.now()
    setClock(() => now)
    const [list, other] = [await makeList(), await makeList()]
    await saveSite(await makeActor('admin'), siteInput.parse({ values: { slowSeconds: 30 }, base: {} }))
    await set(list.id, { slowSeconds: 300 })
    expect(await getTalkNotes({})).toEqual(['Here each reader may post one comment in 30 seconds.'])
    const reader = guest()
    await say(list.slug, reader)
    await expect(say(other.slug, reader)).rejects.toMatchObject({ code: 'too_many' })
    now += 31_000
    await say(other.slug, reader)
    now += 31_000
    await expect(say(list.slug, reader)).rejects.toMatchObject({ code: 'too_many' })
    now += 240_000
    await say(list.slug, reader)
  })

  it('members only, the first comment held, and closed from a moment on, which its pages are told', async () => {
    let now = Date.now()
    setClock(() => now)
    const { id, slug } = await makeList()
    let rules = await set(id, { membersOnly: true })
    await expect(say(slug)).rejects.toMatchObject({ code: 'forbidden', message: expect.stringContaining('sign in') })
    expect((await say(slug, await member())).codes).toEqual([])
    rules = await set(id, { holdFirst: true }, rules)
    expect((await say(slug)).codes).toEqual(['first'])
    const closesAt = new Date(now + 60_000).toISOString()
    await set(id, { closesAt }, rules)
    expect(await getTalk(await placeOf(id))).toBe('everyone')
    expect(await read.job.findMany({ where: { type: 'comments.close-list' } })).toMatchObject([{ payload: { articleId: id }, runAt: new Date(closesAt) }])
    now += 60_000
    expect(await getTalk(await placeOf(id))).toBe('over')
    await expect(say(slug, await member('owner'))).rejects.toMatchObject({ code: 'forbidden', message: expect.stringContaining('closed') })
  })
})
