import { describe, expect, it } from 'vitest'
import { POST as heart } from '@/app/api/comments/[id]/heart/route'
import { adoptGuest, adoptWith } from '@/features/accounts/commands/adopt-guest'
import '@/tests/support/cheap-passwords'
import { setClock } from '@/platform/clock'
import { read, write } from '@/platform/db'
import { signed } from '@/platform/http/cookies'
import type { Actor } from '@/platform/http/request'
import { useDatabase } from '@/tests/support/database'
import { guest, makeList, member, stranger } from '@/tests/support/comments'
import { statementsOf } from '@/tests/support/statements'
import { ownComments } from '../own'
import { firstHearts, heartCrowd, heartCrowdMs } from '../rate-limits'
import { postInput } from '../schema'
import { deleteComment } from './delete-comment'
import { heartComment } from './heart-comment'
import { heartComments } from './heart-comments'
import { hideComment } from './hide-comment'
import { leaveComments } from './leave-comments'
import { adoptComments } from './adopt-comments'
import { postComment } from './post-comment'
import { restoreComment } from './restore-comment'

let said = 0
const post = (actor: Actor, values: Record<string, unknown>) =>
  postComment(actor, postInput.parse({ name: 'Jisoo', body: `A thought, number ${++said}`, ...values }))
const row = (id: string) => read.comment.findUniqueOrThrow({ where: { id } })
const like = (id: string, actor: Actor = stranger()) => heartComment(actor, { id, on: true })
const unlike = (id: string, actor: Actor) => heartComment(actor, { id, on: false })

async function aComment(values: Record<string, unknown> = {}) {
  const list = await makeList()
  const writer = guest()
  const { comment } = await post(writer, { slug: list.slug, ...values })
  return { ...list, writer, commentId: comment.id }
}

describe('hearts', () => {
  useDatabase()

  it('are given and taken back, one of each reader, by guests and accounts', async () => {
    const { commentId, slug } = await aComment()
    const [one, other] = [guest(), await member()]
    expect(await like(commentId, one)).toMatchObject({ hearts: 1, on: true, held: false, slug, cookie: null, event: expect.any(Number) })
    expect(await like(commentId, one)).toMatchObject({ hearts: 1, on: true, event: null })
    expect(await like(commentId, other)).toMatchObject({ hearts: 2, on: true })
    const newcomer = await like(commentId)
    expect(newcomer).toMatchObject({ hearts: 3, on: true, cookie: expect.stringMatching(/^reader=/) })
    expect(await unlike(commentId, one)).toMatchObject({ hearts: 2, on: false })
    expect(await unlike(commentId, one)).toMatchObject({ hearts: 2, on: false, event: null })
    // Who is nobody yet has nothing to take back, and becomes nobody by it.
    const readers = await read.reader.count()
    expect(await unlike(commentId, stranger())).toMatchObject({ hearts: 2, on: false, cookie: null })
    expect(await read.reader.count()).toBe(readers)
    expect(await row(commentId)).toMatchObject({ heartCount: 2, score: 2 })
  })

  it('are exact when they come at once, and a double press is one', async () => {
    const { commentId, slug } = await aComment()
    const { comment: other } = await post(guest(), { slug })
    const fans = Array.from({ length: 40 }, () => guest())
    await Promise.all(fans.flatMap((fan, n) => [like(commentId, fan), like(n % 2 ? commentId : other.id, fan)]))
    await Promise.all(fans.slice(0, 10).map((fan) => unlike(commentId, fan)))
    expect(await row(commentId)).toMatchObject({ heartCount: 30, score: 30 })
    expect(await row(other.id)).toMatchObject({ heartCount: 20, score: 20 })
    const visitor = stranger()
    const [one, two] = await Promise.all([like(commentId, visitor), like(commentId, visitor)])
    expect([one.cookie, one.hearts, two.hearts]).toEqual([two.cookie, 31, 31])
  })

  it('of one network count as they are, once for the score, and those of a crowd of guests not at all', async () => {
    const { id: articleId, commentId } = await aComment()
    const neighbour = (): Actor => ({ ...guest(), ip: '198.51.100.7' })
    for (let n = 0; n < heartCrowd; n++) expect(await like(commentId, neighbour())).toMatchObject({ hearts: n + 1, held: false })
    const late = neighbour()
    expect(await like(commentId, late)).toMatchObject({ hearts: heartCrowd, on: true, held: true })
    expect(await read.heart.findMany({ where: { readerId: late.readerId! } })).toMatchObject([{ state: 'aside' }])
    expect((await ownComments(late, [`article:${articleId}`])).on).toEqual([`heart:${commentId}`, `aside:${commentId}`])
    expect(await row(commentId)).toMatchObject({ heartCount: heartCrowd, score: 1 })
    expect(await like(commentId, { ...(await member()), ip: '198.51.100.7' })).toMatchObject({ hearts: heartCrowd + 1, held: false })
    expect(await unlike(commentId, late)).toMatchObject({ hearts: heartCrowd + 1, on: false })
    expect(await like(commentId)).toMatchObject({ hearts: heartCrowd + 2 })
    expect((await row(commentId)).score).toBe(2)
  })

  it('of a crowd find room again on the next day; accounts take none of it', async () => {
    const { commentId } = await aComment()
    const at = { ip: '198.51.100.8' }
    for (let n = 0; n < heartCrowd; n++) await like(commentId, { ...(await member()), ...at })
    for (let n = 0; n < heartCrowd; n++) expect((await like(commentId, { ...guest(), ...at })).held).toBe(false)
    expect(await like(commentId, { ...guest(), ...at })).toMatchObject({ hearts: 2 * heartCrowd, held: true })
    const began = Date.now()
    setClock(() => began + heartCrowdMs + 1000)
    try {
      expect(await like(commentId, { ...guest(), ...at })).toMatchObject({ hearts: 2 * heartCrowd + 1, held: false })
    } finally {
      setClock(null)
    }
    expect(await row(commentId)).toMatchObject({ heartCount: 2 * heartCrowd + 1, score: 1 })
  })

  it('that were aside count once their reader has an account', async () => {
    const { commentId, id: articleId } = await aComment()
    const at = { ip: '198.51.100.9' }
    for (let n = 0; n < heartCrowd; n++) await like(commentId, { ...guest(), ...at })
    const [late, later, account, other] = [{ ...guest(), ...at }, { ...guest(), ...at }, await member(), await member()]
    for (const one of [late, later]) expect((await like(commentId, one)).held).toBe(true)
    await like(commentId, other)
    adoptWith('comments', adoptComments)
    await write((tx) => adoptGuest(tx, late.readerId, account.account!.id))
    expect(await row(commentId)).toMatchObject({ heartCount: heartCrowd + 2, score: 2 })
    expect(await read.event.findFirst({ orderBy: { id: 'desc' } })).toMatchObject({ type: 'comment.hearted', tags: [`comments:${articleId}`] })
    await write((tx) => adoptGuest(tx, later.readerId, other.account!.id))
    expect(await row(commentId)).toMatchObject({ heartCount: heartCrowd + 2 })
  })

  it('of visitors without a cookie have a pace of their own', async () => {
    const { commentId } = await aComment()
    const at = { ip: '198.51.100.10' }
    const presses = await Promise.allSettled(Array.from({ length: firstHearts.burst + 5 }, () => like(commentId, { ...stranger(), ...at })))
    expect(presses.filter(({ status }) => status === 'rejected').length).toBeGreaterThanOrEqual(4)
    expect(await read.reader.count()).toBeLessThanOrEqual(firstHearts.burst + 2)
    expect(await like(commentId, { ...guest(), ...at })).toMatchObject({ on: true })
  })

  it('are refused where nobody can read the words, and of who wrote them', async () => {
    const { commentId, writer, slug } = await aComment()
    await expect(like('nosuchcomment')).rejects.toMatchObject({ status: 404 })
    await expect(like(commentId, writer)).rejects.toMatchObject({ status: 403, message: expect.stringContaining('yours') })
    const held = await post(guest(), { slug, website: 'filled' })
    await expect(like(held.comment.id)).rejects.toMatchObject({ status: 409 })
    const editor = await member('editor')
    await hideComment(editor, { id: commentId })
    const readers = await read.reader.count()
    await expect(like(commentId)).rejects.toMatchObject({ status: 409, message: expect.stringContaining('not there to be read') })
    await restoreComment(editor, { id: commentId })
    await deleteComment(writer, { id: commentId })
    await expect(like(commentId)).rejects.toMatchObject({ status: 410 })
    expect([await read.heart.count(), await read.reader.count()]).toEqual([0, readers])
    const there = await aComment()
    await write((tx) => tx.article.update({ where: { id: there.id }, data: { state: 'unpublished', currentEditionId: null, entryCount: 0 } }))
    await expect(like(there.commentId)).rejects.toMatchObject({ status: 404 })
  })

  it('are a reader’s own state, and come along at a sign-in', async () => {
    const { commentId, slug, id: articleId } = await aComment()
    const [fan, account] = [guest(), await member()]
    const mine = await post(fan, { slug })
    await like(commentId, fan)
    expect((await ownComments(fan, [`article:${articleId}`])).on).toContain(`heart:${commentId}`)
    await like(commentId, account)
    await like(mine.comment.id, account)
    await post(account, { slug, parent: mine.comment.id })
    expect(await row(mine.comment.id)).toMatchObject({ heartCount: 1, score: 3 })
    adoptWith('comments', adoptComments)
    await write((tx) => adoptGuest(tx, fan.readerId, account.account!.id))
    // Twice the same person: one heart, none on their own, and their own answer is nobody else's.
    expect(await row(commentId)).toMatchObject({ heartCount: 1, score: 1 })
    expect(await row(mine.comment.id)).toMatchObject({ heartCount: 0, score: 0 })
  })

  it('stay without their network when their reader leaves, or go', async () => {
    const { commentId, slug } = await aComment()
    const [one, two, neighbour] = [await member(), await member(), guest()]
    for (const actor of [one, two, neighbour]) await like(commentId, { ...actor, ip: '203.0.113.4' })
    await post(two, { slug, parent: commentId })
    expect(await row(commentId)).toMatchObject({ heartCount: 3, score: 3 })
    const leave = (from: string, leaving: 'anonymous' | 'erased') =>
      write(async (tx) => {
        const { id: to } = await tx.reader.create({ data: { id: `${from.slice(0, 18)}to` } })
        await leaveComments(tx, { from, to, leaving })
      })
    await leave(one.readerId!, 'anonymous')
    expect(await row(commentId)).toMatchObject({ heartCount: 3, score: 4 })
    // However many accounts of one person like it and leave, they are one network more.
    const again = await member()
    await like(commentId, { ...again, ip: '203.0.113.4' })
    await leave(again.readerId!, 'anonymous')
    expect(await row(commentId)).toMatchObject({ heartCount: 4, score: 4 })
    await leave(two.readerId!, 'erased')
    expect(await row(commentId)).toMatchObject({ heartCount: 3, score: 2 })
  })

  it('cost the same few statements, however many come together', async () => {
    const { commentId } = await aComment()
    const count = async (fans: Actor[]) => {
      const presses = fans.map((actor) => ({ actor, id: commentId, on: true, pressIds: ['unusedpressid000000a'] as [string] }))
      return (await statementsOf(() => write((tx) => heartComments(tx, presses)))).length
    }
    const [one, many] = [await count([guest()]), await count(Array.from({ length: 30 }, () => guest()))]
    expect(many).toBe(one)
    expect(one).toBeLessThanOrEqual(12)
  })

  it('answer forms with the way back, and programs with the count', async () => {
    const { commentId, slug } = await aComment()
    const send = (body: BodyInit, headers: Record<string, string>) =>
      heart(
        new Request('http://lists.example/', {
          method: 'POST',
          body,
          headers: { cookie: `reader=${signed('guest0123456789ab')}`, 'sec-fetch-site': 'same-origin', ...headers },
        }),
        { params: Promise.resolve({ id: commentId }) },
      )
    const asForm = await send(new URLSearchParams({ on: '1', back: `/articles/${slug}` }), { 'content-type': 'application/x-www-form-urlencoded' })
    expect([asForm.status, asForm.headers.get('location')]).toEqual([303, `/articles/${slug}#comment-${commentId}`])
    const asJson = await send(JSON.stringify({ on: false }), { 'content-type': 'application/json' })
    expect(await asJson.json()).toEqual({ hearts: 0, on: false, held: false })
    for (const on of ['2', '', 'yes', null, [1]]) expect((await send(JSON.stringify({ on }), { 'content-type': 'application/json' })).status).toBe(422)
  })
})

describe('the score of a thread', () => {
  useDatabase()

  it('counts other people who answer, once each, while their answers are there', async () => {
    const { commentId, slug, writer } = await aComment()
    const [one, other, editor] = [guest(), guest(), await member('editor')]
    const scored = async () => (await row(commentId)).score
    await post(writer, { slug, parent: commentId })
    expect(await scored()).toBe(0)
    const [first, second] = [await post(one, { slug, parent: commentId }), await post(one, { slug, parent: commentId })]
    expect(await scored()).toBe(2)
    await Promise.all([post(other, { slug, parent: commentId }), post(other, { slug, parent: commentId })])
    expect(await scored()).toBe(4)
    await hideComment(editor, first.comment)
    expect(await scored()).toBe(4)
    await deleteComment(one, second.comment)
    expect(await scored()).toBe(2)
    await restoreComment(editor, first.comment)
    expect(await scored()).toBe(4)
    const held = await post(guest(), { slug, parent: commentId, website: 'filled' })
    expect(await scored()).toBe(4)
    await restoreComment(editor, held.comment)
    expect(await row(commentId)).toMatchObject({ score: 6, heartCount: 0 })
  })

  it('counts those of one network once, as long as any of their answers is there', async () => {
    const { commentId, slug, writer } = await aComment()
    const [editor, at] = [await member('editor'), { ip: '203.0.113.50' }]
    const scored = async () => (await row(commentId)).score
    const answer = (actor: Actor) => post({ ...actor, ...at }, { slug, parent: commentId })
    const own = await answer(writer)
    expect(await scored()).toBe(0)
    const all = await Promise.all([answer(guest()), answer(guest()), answer(guest())])
    expect(await scored()).toBe(2)
    await hideComment(editor, own.comment)
    for (const { comment } of all.slice(1)) await hideComment(editor, comment)
    expect(await scored()).toBe(2)
    await hideComment(editor, all[0]!.comment)
    expect(await scored()).toBe(0)
    await restoreComment(editor, all[2]!.comment)
    expect(await scored()).toBe(2)
  })
})
