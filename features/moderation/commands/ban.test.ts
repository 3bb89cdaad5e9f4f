import { afterEach, describe, expect, it } from 'vitest'
import { postComment } from '@/features/comments/commands/post-comment'
import { postInput } from '@/features/comments/schema'
import { castVote } from '@/features/votes/commands/cast-vote'
import { setClock } from '@/platform/clock'
import { read, write } from '@/platform/db'
import type { Actor } from '@/platform/http/request'
import { guest, makeList, member, stranger } from '@/tests/support/comments'
import { useDatabase } from '@/tests/support/database'
import { listBans } from '../queries/bans'
import { banInput, reportInput } from '../schema'
import { banWriter, liftBan } from './ban'
import { reportComment } from './report-comment'

let said = 0
const post = async (slug: string, actor: Actor = guest()) =>
  (await postComment(actor, postInput.parse({ slug, name: 'Jun', body: `Words, number ${++said}` }))).comment.id
const ban = (actor: Actor, comment: string, more: object = {}) =>
  banWriter(actor, banInput.parse({ comment, of: 'reader', days: 7, reason: 'Third time', ...more }))

describe('bans', () => {
  useDatabase()
  afterEach(() => setClock(null))

  it('hold in every tab at once, with words that say until when and why', async () => {
    const { slug } = await makeList()
    const [editor, reader] = [await member('editor'), guest()]
    const other = await post(slug)
    const id = await post(slug, reader)
    const { id: banId } = await ban(editor, id)
    const refused = { code: 'forbidden', message: expect.stringMatching(/^Until .+ you cannot comment, vote or report here\. A moderator says: “Third time”/) }
    const otherTab = { ...reader, userAgent: 'another', ip: '203.0.113.9' }
    for (const actor of [reader, otherTab]) {
      await expect(post(slug, actor)).rejects.toMatchObject(refused)
      await expect(castVote(actor, { slug, entry: 'one' })).rejects.toMatchObject(refused)
      await expect(reportComment(actor, reportInput.parse({ id: other, reason: 'spam' }))).rejects.toMatchObject(refused)
    }
    await post(slug)
    expect(await listBans(editor)).toMatchObject([{ id: banId, name: 'Jun', of: 'reader', reason: 'Third time', holds: true }])
    await liftBan(editor, { id: banId })
    await liftBan(editor, { id: banId })
    await post(slug, reader)
    expect(await listBans(editor)).toMatchObject([{ holds: false, lifted: expect.any(String) }])
  })

  it('end by themselves', async () => {
    const { slug } = await makeList()
    const reader = guest()
    await ban(await member('editor'), await post(slug, reader), { days: 1 })
    await expect(post(slug, reader)).rejects.toMatchObject({ code: 'forbidden' })
    const now = Date.now()
    setClock(() => now + 25 * 3_600_000)
    await post(slug, reader)
  })

  it('of a network are for guests of it whom nobody trusts, and of thirty days at the most', async () => {
    const { slug } = await makeList()
    const [editor, reader] = [await member('editor'), guest()]
    await ban(editor, await post(slug, reader), { of: 'network', days: 30 })
    await expect(post(slug, { ...guest(), ip: reader.ip })).rejects.toMatchObject({
      message: expect.stringMatching(/^Until .+ guests of your network cannot comment, vote or report here; sign in if you were not meant\./),
    })
    await post(slug, { ...(await member()), ip: reader.ip })
    const trusted = guest()
    await write((tx) => tx.reader.create({ data: { id: trusted.readerId!, trustedAt: new Date() } }))
    await post(slug, { ...trusted, ip: reader.ip })
    await post(slug, { ...(await member('author')), ip: reader.ip })
    await post(slug, guest())
    for (const ip of [editor.ip, '127.0.0.1'])
      await expect(ban(editor, await post(slug, { ...guest(), ip }), { of: 'network' })).rejects.toMatchObject({ code: 'conflict' })
  })

  it('of a reader let other guests of their network wait, and nobody else', async () => {
    const { slug } = await makeList()
    const reader = guest()
    const { id } = await ban(await member('editor'), await post(slug, reader))
    const stateOf = async (actor: Actor) => (await read.comment.findUniqueOrThrow({ where: { id: await post(slug, actor) } })).state
    const same = { ip: reader.ip }
    expect(await stateOf({ ...stranger(), ...same })).toBe('pending')
    expect(await read.decision.findMany({ where: { maker: 'rule' } })).toMatchObject([{ codes: ['near-ban'] }])
    expect([await stateOf({ ...(await member()), ...same }), await stateOf(stranger())]).toEqual(['visible', 'visible'])
    await liftBan(await member('editor'), { id })
    expect(await stateOf({ ...stranger(), ...same })).toBe('visible')
  })

  it('are made and lifted by moderators, of readers', async () => {
    const { slug } = await makeList()
    const [editor, author] = [await member('editor'), await member('author', 'Sora')]
    const [own, id] = [await post(slug, author), await post(slug)]
    await expect(ban(editor, own)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(ban(author, id)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(ban(editor, 'nothere0')).rejects.toMatchObject({ code: 'not_found' })
    await expect(liftBan(author, { id })).rejects.toMatchObject({ code: 'forbidden' })
    await expect(liftBan(editor, { id })).rejects.toMatchObject({ code: 'not_found' })
    await expect(listBans(author)).rejects.toMatchObject({ code: 'forbidden' })
    const wrong = [{ days: 3 }, { of: 'network', days: 0 }, { reason: ' ' }, { of: 'everyone' }]
    expect(wrong.map((more) => banInput.safeParse({ comment: id, of: 'reader', days: 7, reason: 'Why', ...more }).success)).toEqual([
      false,
      false,
      false,
      false,
    ])
  })
})
