import { beforeEach, describe, expect, it } from 'vitest'
import { adoptGuest, adoptWith } from '@/features/accounts/commands/adopt-guest'
import { leaveSite, leaveWith } from '@/features/accounts/commands/leave-site'
import { deleteComment } from '@/features/comments/commands/delete-comment'
import { hideComment } from '@/features/comments/commands/hide-comment'
import { postComment } from '@/features/comments/commands/post-comment'
import { postInput } from '@/features/comments/schema'
import { read, write } from '@/platform/db'
import type { Actor } from '@/platform/http/request'
import { newId } from '@/platform/id'
import { guest, makeList, member, stranger } from '@/tests/support/comments'
import { useDatabase } from '@/tests/support/database'
import { findReceipt, findReportable } from '../queries/reported'
import { reportInput } from '../schema'
import { adoptReports } from './adopt-reports'
import { decideComments } from './decide-comments'
import { leaveReports } from './leave-reports'
import { reportComment, weightOf } from './report-comment'

let said = 0
const post = async (slug: string, actor = guest()) =>
  (await postComment(actor, postInput.parse({ slug, name: 'Jisoo', body: `Words, number ${++said}` }))).comment.id
const report = (actor: Actor, id: string, more: object = {}) => reportComment(actor, reportInput.parse({ id, reason: 'unkind', ...more }))
const reports = () => read.report.findMany({ orderBy: { id: 'asc' } })

describe('reports of readers', () => {
  useDatabase()
  beforeEach(() => {
    adoptWith('reports', adoptReports)
    leaveWith('reports', leaveReports)
  })

  it('are kept with what was said, and change nothing by themselves', async () => {
    const { slug } = await makeList()
    const id = await post(slug)
    const { id: receipt, cookie } = await report(stranger(), id, { reason: 'illegal', text: 'It names ', name: 'Kim', email: 'kim@lists.example' })
    expect(cookie).toMatch(/^reader=/)
    expect(await reports()).toMatchObject([{ id: receipt, commentId: id, reason: 'illegal', text: 'It names', name: 'Kim', email: 'kim@lists.example', state: 'open', weight: 500 }]) // prettier-ignore
    expect((await read.comment.findUniqueOrThrow({ where: { id } })).state).toBe('visible')
    expect(await findReceipt(receipt)).toMatchObject({ outcome: 'open', reason: 'It is against the law', decidedAt: null })
  })

  it('of something illegal say which law', () => {
    const of = (given: object) => reportInput.safeParse({ id: 'comment00', reason: 'illegal', ...given }).error?.issues.map(({ path }) => path)
    expect([of({}), of({ text: ' ' }), of({ text: 'It names somebody' })]).toEqual([[['text']], [['text']], undefined])
  })

  it('are one of each reader and comment, also when the button is pressed twice', async () => {
    const { slug } = await makeList()
    const id = await post(slug)
    const [reader, person] = [guest(), stranger()]
    const first = await report(reader, id)
    expect((await report(reader, id, { reason: 'spam' })).id).toBe(first.id)
    const [one, two] = await Promise.all([report(person, id), report(person, id)])
    expect(one!.id).toBe(two!.id)
    expect(await reports()).toHaveLength(2)
  })

  it('are refused for what is not there and for one’s own', async () => {
    const { slug } = await makeList()
    const writer = guest()
    const [own, gone, hidden] = [await post(slug, writer), await post(slug, writer), await post(slug)]
    await deleteComment(writer, { id: gone })
    await hideComment(await member('editor'), { id: hidden })
    await expect(report(writer, own)).rejects.toMatchObject({ code: 'forbidden' })
    for (const id of [gone, hidden]) {
      await expect(report(guest(), id)).rejects.toMatchObject({ code: 'gone' })
      expect(await findReportable(id)).toBeNull()
    }
    await expect(report(guest(), 'nothere0')).rejects.toMatchObject({ code: 'not_found' })
    expect(await findReceipt('nothere0')).toBeNull()
  })

  it('say less the less right their reporter was', async () => {
    expect([weightOf(0, 0), weightOf(4, 0), weightOf(0, 9), weightOf(9, 0)]).toEqual([500, 833, 91, 909])
    const { slug } = await makeList()
    const [editor, reader] = [await member('editor'), guest()]
    for (const choice of ['show', 'show', 'hide'] as const) {
      const id = await post(slug)
      await report(reader, id)
      await decideComments(editor, { comments: [{ id, from: 'visible' }], choice, reason: choice === 'hide' ? 'unkind' : undefined, note: '' })
    }
    const last = await report(reader, await post(slug))
    expect((await reports()).find(({ id }) => id === last.id)).toMatchObject({ weight: weightOf(1, 2) })
  })

  it('of one reader about everything are heard up to a number, and no more', async () => {
    const { slug, id: articleId } = await makeList()
    const reader = guest()
    const writer = newId()
    await report(reader, await post(slug))
    await write(async (tx) => {
      await tx.reader.create({ data: { id: writer } })
      for (let n = 0; n < 31; n++)
        await tx.comment.create({ data: { id: `many${newId()}`, articleId, threadId: '', readerId: writer, name: 'Jun', body: 'Words' } })
      await tx.$executeRaw`UPDATE "Comment" SET "threadId" = "id" WHERE "threadId" = ''`
      await tx.article.update({ where: { id: articleId }, data: { commentCount: 32 } })
    })
    const many = await read.comment.findMany({ where: { readerId: writer } })
    // From many places: the limit of a network is another one.
    const [last, ...others] = many
    const fromElsewhere = (n: number) => ({ ...reader, ip: `198.51.100.${n}` })
    for (const [n, { id }] of others.slice(0, 29).entries()) await report(fromElsewhere(n), id)
    await expect(report(fromElsewhere(99), last!.id)).rejects.toMatchObject({ code: 'conflict' })
    expect(await reports()).toHaveLength(30)
    expect(await read.comment.count({ where: { state: { not: 'visible' } } })).toBe(0)
  })

  it('of one network without a cookie are as few, and say less after some that were wrong', async () => {
    const { slug } = await makeList()
    const [editor, ip] = [await member('editor'), '198.51.100.7']
    const id = await post(slug)
    await report({ ...stranger(), ip }, id)
    await decideComments(editor, { comments: [{ id, from: 'visible' }], choice: 'show', note: '' })
    const next = await report({ ...stranger(), ip }, await post(slug))
    expect(await read.report.findUniqueOrThrow({ where: { id: next.id } })).toMatchObject({ weight: weightOf(0, 1) })
    const { network, commentId } = await read.report.findUniqueOrThrow({ where: { id: next.id } })
    const rows = Array.from({ length: 29 }, () => ({ id: newId(), commentId, readerId: newId(), reason: 'spam', network, weight: 500 }))
    await write((tx) => tx.report.createMany({ data: rows }))
    const last = await post(slug)
    await expect(report({ ...stranger(), ip }, last)).rejects.toMatchObject({ code: 'conflict' })
    await report({ ...(await member()), ip }, last)
    await report(stranger(), last)
  })

  it('do not show what stands below a list that readers do not see', async () => {
    const { slug, id: articleId } = await makeList()
    const id = await post(slug)
    const { id: receipt } = await report(guest(), id)
    expect([await findReportable(id), await findReceipt(receipt)]).toMatchObject([{ list: { slug } }, { list: { slug } }])
    for (const data of [{ state: 'draft' as const }, { state: 'published' as const, trashedAt: new Date() }]) {
      await write((tx) => tx.article.update({ where: { id: articleId }, data }))
      expect([await findReportable(id), (await findReceipt(receipt))?.list]).toEqual([null, null])
      await expect(report(guest(), id)).rejects.toMatchObject({ code: 'not_found' })
    }
    await write((tx) => tx.article.update({ where: { id: articleId }, data: { trashedAt: null } }))
  })

  it('come along when a guest signs in, and lose who made them when an account leaves', async () => {
    const { slug } = await makeList()
    const [one, two] = [await post(slug), await post(slug)]
    const [reader, account] = [guest(), await member()]
    await report(reader, one)
    await report(reader, two, { text: 'Mine', email: 'mine@lists.example' })
    await report(account, one)
    await write((tx) => adoptGuest(tx, reader.readerId, account.account!.id))
    const of = async (readerId: string | null) => (await reports()).filter((row) => row.readerId === readerId)
    expect((await of(account.readerId)).map(({ commentId }) => commentId).sort()).toEqual([one, two].sort())
    expect(await of(null)).toHaveLength(1)
    await leaveSite(account, { accountId: account.account!.id, leaving: 'erased' })
    expect(await of(null)).toMatchObject([{}, {}, {}])
    expect((await reports()).every(({ text, email, network }) => text === '' && email === null && (network === '' || network.length > 0))).toBe(true)
  })
})
