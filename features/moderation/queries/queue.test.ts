import { describe, expect, it } from 'vitest'
import { postComment } from '@/features/comments/commands/post-comment'
import { postInput } from '@/features/comments/schema'
import { write } from '@/platform/db'
import type { Actor } from '@/platform/http/request'
import { newId } from '@/platform/id'
import { guest, makeList, member } from '@/tests/support/comments'
import { useDatabase } from '@/tests/support/database'
import { decideComments } from '../commands/decide-comments'
import { keepReply, dropReply } from '../commands/saved-replies'
import { reportComment } from '../commands/report-comment'
import { queueInput, reportInput, type QueueInput } from '../schema'
import { getLoad } from './load'
import { countWaiting, listQueue } from './queue'
import { listReplies } from './saved-replies'

const links = 'https://a.example https://b.example https://c.example'
let said = 0
const post = async (
  slug: string,
  { actor = guest(), body = `A thought, number ${++said}`, entry, parent }: { actor?: Actor; body?: string; entry?: string; parent?: string } = {},
) => (await postComment(actor, postInput.parse({ slug, name: 'Jisoo', body, entry, parent }))).comment.id

/** All parts of a view, each as the ids in it. */
async function partsOf(actor: Actor, input: Partial<QueueInput>): Promise<string[][]> {
  const parts: string[][] = []
  for (let cursor: string | undefined; ;) {
    const { items, next } = await listQueue(actor, queueInput.parse({ ...input, cursor }))
    parts.push(items.map(({ id }) => id))
    if (!next) return parts
    cursor = next
  }
}

describe('the queue of moderators', () => {
  useDatabase({ whole: false })

  it('is for moderators', async () => {
    for (const actor of [guest(), await member('author')]) {
      await expect(listQueue(actor, queueInput.parse({}))).rejects.toMatchObject({ code: 'forbidden' })
      await expect(countWaiting(actor)).rejects.toMatchObject({ code: 'forbidden' })
      await expect(getLoad(actor)).rejects.toMatchObject({ code: 'forbidden' })
      await expect(listReplies(actor)).rejects.toMatchObject({ code: 'forbidden' })
      await expect(keepReply(actor, { text: 'No' })).rejects.toMatchObject({ code: 'forbidden' })
      await expect(dropReply(actor, { id: newId() })).rejects.toMatchObject({ code: 'forbidden' })
    }
  })

  it('has with a comment where it stands, what it answers, why it waits and who wrote it', async () => {
    const { slug } = await makeList()
    const [editor, reader] = [await member('editor', 'Mina'), guest()]
    const answered = await post(slug, { entry: 'two', body: 'Where is this rooftop?' })
    const before = await post(slug, { actor: reader, body: 'A first thought' })
    const id = await post(slug, { actor: reader, parent: answered, body: `Here: ${links}` })
    const { items, next } = await listQueue(editor, queueInput.parse({}))
    expect(next).toBeNull()
    expect(items).toMatchObject([
      {
        ...{ id, state: 'pending', name: 'Jisoo', words: `Here: ${links}` },
        entry: { slug: 'two', heading: 'Entry two', number: 2 },
        answers: { name: 'Jisoo', words: 'Where is this rooftop?' },
        reasons: [{ code: 'many-links', words: 'it has many links' }],
        writer: { account: false, trusted: false, shown: 1, waiting: 1, hidden: 0, more: false },
        decided: null,
        reports: [],
      },
    ])
    expect(items[0]!.writer.latest.map((one) => one.id)).toEqual([id, before])
    expect(await countWaiting(editor)).toEqual({ waiting: 1, reported: 0, appeals: 0 })

    await decideComments(editor, { comments: [{ id, from: 'pending' }], choice: 'hide', reason: 'spam', note: 'Elsewhere, please' })
    const { items: hidden } = await listQueue(editor, queueInput.parse({ view: 'hidden' }))
    expect(hidden).toMatchObject([{ id, state: 'hidden', decided: { by: 'Mina', action: 'hide', note: 'Elsewhere, please', reasons: ['it advertises something'] } }]) // prettier-ignore
    expect(await getLoad(editor)).toMatchObject({ came: 3, decided: 1, oldest: null })
    expect((await getLoad(editor)).days.at(-1)).toMatchObject({ came: 3, held: 1, shown: 0, hidden: 1, reports: 0 })
  })

  it('is read in parts, each comment once, also where many are of one moment', async () => {
    const { id: articleId } = await makeList()
    const editor = await member('editor')
    const [reader, at] = [newId(), new Date('2026-11-20T10:00:00Z')]
    await write(async (tx) => {
      await tx.reader.create({ data: { id: reader } })
      for (let n = 0; n < 70; n++) {
        const id = newId()
        await tx.comment.create({ data: { id, articleId, threadId: id, readerId: reader, name: 'Jun', body: `Words ${n}`, state: n % 2 === 0 ? 'pending' : 'hidden', createdAt: at } }) // prettier-ignore
      }
    })
    for (const [view, count] of [
      ['waiting', 35],
      ['hidden', 35],
      ['all', 70],
    ] as const) {
      // prettier-ignore
      const parts = await partsOf(editor, { view })
      expect(parts.every((part) => part.length <= 30)).toBe(true)
      expect([new Set(parts.flat()).size, parts.flat().length]).toEqual([count, count])
    }
    expect((await listQueue(editor, queueInput.parse({}))).items[0]!.writer).toMatchObject({ more: true })
  })

  it('is narrowed to a list and to a rule', async () => {
    const [one, two] = [await makeList(), await makeList()]
    const editor = await member('editor')
    const [a, b] = [await post(one.slug, { body: links }), await post(two.slug, { body: links })]
    const loud = await post(two.slug, { body: 'A'.repeat(15).concat(' ').repeat(4) })
    expect((await partsOf(editor, { list: one.id })).flat()).toEqual([a])
    expect((await partsOf(editor, { rule: 'many-links' })).flat().sort()).toEqual([a, b].sort())
    expect((await partsOf(editor, { list: two.id, rule: 'shouting' })).flat()).toEqual([loud])
    expect((await partsOf(editor, { view: 'all', list: one.id })).flat()).toEqual([a])
    expect((await partsOf(editor, { view: 'hidden', list: one.id })).flat()).toEqual([])
  })

  it('has what was reported by weight, and one network is heard once', async () => {
    const { slug } = await makeList()
    const editor = await member('editor')
    const [loud, fair] = [await post(slug), await post(slug)]
    const crowd = guest()
    for (let n = 0; n < 5; n++) await reportComment({ ...guest(), ip: crowd.ip }, reportInput.parse({ id: loud, reason: 'off-subject' }))
    for (let n = 0; n < 2; n++) await reportComment(guest(), reportInput.parse({ id: fair, reason: 'unkind', text: 'Look' }))
    const { items } = await listQueue(editor, queueInput.parse({ view: 'reported' }))
    expect(items.map(({ id, reports }) => [id, reports.length])).toEqual([[fair, 2], [loud, 5]]) // prettier-ignore
    expect(items[0]!.reports[0]).toMatchObject({ reason: 'It is unkind to somebody', text: 'Look', right: 0, wrong: 0 })
    expect(await countWaiting(editor)).toEqual({ waiting: 0, reported: 2, appeals: 0 })
    expect((await listQueue(editor, queueInput.parse({ view: 'reported', rule: 'off-subject' }))).items.map(({ id }) => id)).toEqual([loud])
  })

  it('has all that was reported, in parts, each with its own reports however many others have', async () => {
    const { id: articleId } = await makeList()
    const [editor, readerId] = [await member('editor'), newId()]
    const ids = Array.from({ length: 65 }, (_, n) => `reported${String(n).padStart(3, '0')}`)
    await write(async (tx) => {
      await tx.reader.create({ data: { id: readerId } })
      await tx.comment.createMany({ data: ids.map((id) => ({ id, articleId, threadId: id, readerId, name: 'Jun', body: 'Words' })) })
      const of = (commentId: string, network: string, weight: number) => ({ id: newId(), commentId, readerId: newId(), reason: 'spam', network, weight })
      await tx.report.createMany({ data: ids.map((id, n) => of(id, 'one', 100 + (n % 3))) })
      await tx.report.createMany({ data: Array.from({ length: 700 }, (_, n) => of(ids[0]!, `n${n}`, 900)) })
    })
    const parts = await partsOf(editor, { view: 'reported', list: articleId })
    expect(parts.map(({ length }) => length)).toEqual([30, 30, 5])
    expect(new Set(parts.flat())).toEqual(new Set(ids))
    expect(parts[0]![0]).toBe(ids[0])
    const { items } = await listQueue(editor, queueInput.parse({ view: 'reported', list: articleId }))
    expect(items.map(({ reports }) => reports.length)).toEqual([20, ...Array.from({ length: 29 }, () => 1)])
  })

  it('keeps replies once each, for all moderators', async () => {
    const [editor, other] = [await member('editor'), await member('admin')]
    const kept = await keepReply(editor, { text: 'Please keep to the list' })
    expect(await keepReply(other, { text: 'Please keep to the list' })).toEqual(kept)
    expect(await listReplies(other)).toEqual([kept])
    await dropReply(other, { id: kept.id })
    expect(await listReplies(editor)).toEqual([])
  })
})
