import { describe, expect, it } from 'vitest'
import { followDecisionsWith } from '@/features/comments/commands/decision-followers'
import { deleteComment } from '@/features/comments/commands/delete-comment'
import { editComment } from '@/features/comments/commands/edit-comment'
import { hideComment } from '@/features/comments/commands/hide-comment'
import { postComment } from '@/features/comments/commands/post-comment'
import { restoreComment } from '@/features/comments/commands/restore-comment'
import { ownComments } from '@/features/comments/own'
import { postInput } from '@/features/comments/schema'
import { allTexts } from '@/features/moderation-rules/classifier'
import { read, write } from '@/platform/db'
import type { Actor } from '@/platform/http/request'
import { guest, makeList, member } from '@/tests/support/comments'
import { useDatabase } from '@/tests/support/database'
import { decideInput, reportInput } from '../schema'
import { countWaiting } from '../queries/queue'
import { findReceipt } from '../queries/reported'
import { decideComments } from './decide-comments'
import { followDecisions } from './follow-decisions'
import { reportComment } from './report-comment'
import { undoDecisions } from './undo-decisions'

const links = 'https://a.example https://b.example https://c.example'
let said = 0
const post = async (slug: string, { actor = guest(), body = `A thought, number ${++said}`, parent }: { actor?: Actor; body?: string; parent?: string } = {}) =>
  (await postComment(actor, postInput.parse({ slug, name: 'Jisoo', body, parent }))).comment.id
const waiting = (slug: string, actor = guest()) => post(slug, { actor, body: `${links} ${++said}` })
const row = (id: string) => read.comment.findUniqueOrThrow({ where: { id } })
const states = async (...ids: string[]) => Promise.all(ids.map(async (id) => (await row(id)).state))
type Given = Parameters<typeof decideInput.parse>[0]
const decide = (actor: Actor, given: Given) => decideComments(actor, decideInput.parse(given))
const countOf = async (id: string) => (await read.article.findUniqueOrThrow({ where: { id } })).commentCount
const decisionsOf = (outcomes: Awaited<ReturnType<typeof decideComments>>) =>
  outcomes.flatMap((one) => ('decisionId' in one ? [{ id: one.id, decisionId: one.decisionId }] : []))

const taught = async () => (await read.spamFeature.findMany({ where: { bucket: allTexts } })).map(({ spam, honest }) => `${spam} spam, ${honest} honest`)

describe('decisions about comments', () => {
  useDatabase()

  it('are for moderators alone', async () => {
    const { slug } = await makeList()
    const id = await waiting(slug)
    for (const actor of [guest(), await member('reader'), await member('author')])
      await expect(decide(actor, { comments: [{ id, from: 'pending' }], choice: 'show' })).rejects.toMatchObject({ code: 'forbidden' })
    await expect(undoDecisions(guest(), { decisions: [{ id, decisionId: id }] })).rejects.toMatchObject({ code: 'forbidden' })
  })

  it('are made about comments of several lists in one act, counted, and taken back in one', async () => {
    const [one, two] = [await makeList(), await makeList()]
    const editor = await member('editor')
    const ids = [await waiting(one.slug), await waiting(two.slug)]
    const answered = await post(two.slug)
    ids.push(await post(two.slug, { parent: answered }))
    const outcomes = await decide(editor, {
      comments: ids.map((id, n) => ({ id, from: n < 2 ? ('pending' as const) : ('visible' as const) })),
      choice: 'hide',
      reason: 'off-subject',
      note: 'This is about another song',
    })
    expect(outcomes).toEqual(ids.toSorted().map((id) => ({ id, state: 'hidden', decisionId: expect.any(String) })))
    expect(await states(...ids)).toEqual(['hidden', 'hidden', 'hidden'])
    expect([await countOf(one.id), await countOf(two.id), (await row(answered)).replyCount]).toEqual([0, 1, 0])
    expect(await read.event.findMany({ where: { type: 'comment.hidden' }, orderBy: { id: 'asc' }, select: { hard: true } })).toEqual([
      { hard: false },
      { hard: false },
      { hard: true },
    ])

    await undoDecisions(editor, { decisions: decisionsOf(outcomes) })
    expect(await states(...ids)).toEqual(['pending', 'pending', 'visible'])
    expect([await countOf(one.id), await countOf(two.id), (await row(answered)).replyCount]).toEqual([0, 2, 1])
  })

  it('give back with an undo the reasons for which a comment waited', async () => {
    const { slug, id: articleId } = await makeList()
    const editor = await member('editor')
    const id = await waiting(slug)
    const shown = await decide(editor, { comments: [{ id, from: 'pending' }], choice: 'show' })
    expect(await states(id)).toEqual(['visible'])
    await undoDecisions(editor, { decisions: decisionsOf(shown) })
    const slots = (await ownComments(editor, [`article:${articleId}`])).slots
    expect(slots[`moderate:${articleId}`]).toContain('Waits for you: it has many links.')
    // Taken back twice is taken back once.
    const again = await undoDecisions(editor, { decisions: decisionsOf(shown) })
    expect(again).toMatchObject([{ id, state: 'pending', before: { action: 'hold', maker: 'moderator' } }])
  })

  it('tell the second of two moderators what the first decided, and leave it', async () => {
    const { slug } = await makeList()
    const [mina, jun] = [await member('editor', 'Mina'), await member('admin', 'Jun')]
    const [id, other] = [await waiting(slug), await waiting(slug)]
    await decide(mina, { comments: [{ id, from: 'pending' }], choice: 'hide', reason: 'unkind', note: 'Be kind' })
    const outcomes = await decide(jun, { comments: [{ id, from: 'pending' }, { id: other, from: 'pending' }], choice: 'show' }) // prettier-ignore
    expect(outcomes.find((one) => one.id === id)).toMatchObject({
      state: 'hidden',
      before: { action: 'hide', by: 'Mina', note: 'Be kind', reasons: ['it is unkind to somebody'] },
    })
    expect(await states(id, other)).toEqual(['hidden', 'visible'])
  })

  it('of two at the same moment one is made', async () => {
    const { slug } = await makeList()
    const [mina, jun] = [await member('editor', 'Mina'), await member('editor', 'Jun')]
    const id = await waiting(slug)
    const comments = [{ id, from: 'pending' as const }]
    const both = await Promise.all([decide(mina, { comments, choice: 'show' }), decide(jun, { comments, choice: 'hide', reason: 'spam' })])
    expect(both.flatMap(decisionsOf)).toHaveLength(1)
    expect(await read.decision.count({ where: { targetId: id, maker: 'moderator' } })).toBe(1)
  })

  it('tell the writer why, and nobody else', async () => {
    const { slug, id: articleId } = await makeList()
    const writer = guest()
    const id = await post(slug, { actor: writer })
    // Said long ago, and decided about today.
    await write((tx) => tx.comment.update({ where: { id }, data: { createdAt: new Date(Date.now() - 400 * 86_400_000) } }))
    await decide(await member('editor'), { comments: [{ id, from: 'visible' }], choice: 'hide', reason: 'private', note: 'A street & a number' })
    const slotOf = async (actor: Actor) => (await ownComments(actor, [`article:${articleId}`])).slots[`pending:${articleId}`]
    expect(await slotOf(writer)).toContain('a moderator hid it, because it tells private things about a person. “A street &amp; a number”')
    expect(await slotOf(guest())).toBeUndefined()
  })

  it('that trust a reader let what they say next be seen, until that is taken back', async () => {
    const { slug } = await makeList()
    const [editor, reader] = [await member('editor'), guest()]
    const first = await waiting(slug, reader)
    const outcomes = await decide(editor, { comments: [{ id: first, from: 'pending' }], choice: 'trust' })
    expect(await states(await waiting(slug, reader), await waiting(slug))).toEqual(['visible', 'pending'])
    await undoDecisions(editor, { decisions: decisionsOf(outcomes) })
    expect(await states(first, await waiting(slug, reader))).toEqual(['pending', 'pending'])
  })

  it('close the reports of a comment, and an undo opens them again', async () => {
    const { slug } = await makeList()
    const editor = await member('editor')
    const id = await post(slug)
    await reportComment(guest(), reportInput.parse({ id, reason: 'unkind' }))
    const kept = await decide(editor, { comments: [{ id, from: 'visible' }], choice: 'show' })
    const states = async () => (await read.report.findMany({ select: { state: true } })).map(({ state }) => state)
    expect(await states()).toEqual(['dismissed'])
    await undoDecisions(editor, { decisions: decisionsOf(kept) })
    expect(await states()).toEqual(['open'])
    await decide(editor, { comments: [{ id, from: 'visible' }], choice: 'hide', reason: 'unkind' })
    expect(await states()).toEqual(['upheld'])
    const { id: receipt } = await read.report.findFirstOrThrow()
    expect(await findReceipt(receipt)).toMatchObject({ outcome: 'hidden' })
    await decide(editor, { comments: [{ id, from: 'hidden' }], choice: 'show' })
    expect(await findReceipt(receipt)).toMatchObject({ outcome: 'kept' })
  })

  it('are about the words that were read: what its writer changed meanwhile is looked at again', async () => {
    const { slug } = await makeList()
    const [editor, writer] = [await member('editor'), guest()]
    const id = await waiting(slug, writer)
    await editComment(writer, { id, body: `${links} and something unkind` })
    const [outcome] = await decide(editor, { comments: [{ id, from: 'pending' }], choice: 'show' })
    expect(outcome).toMatchObject({ id, state: 'pending', before: null, now: { id, words: `${links} and something unkind` } })
    expect([await states(id), await taught()]).toEqual([['pending'], []])
    const edited = (await row(id)).editedAt!.toISOString()
    await decide(editor, { comments: [{ id, from: 'pending', edited }], choice: 'show' })
    expect(await states(id)).toEqual(['visible'])
  })

  it('teach one thing of a comment, once, from the words that were judged, until another decision or an undo takes it back', async () => {
    const { slug } = await makeList()
    const [editor, writer] = [await member('editor'), guest()]
    const id = await post(slug, { actor: writer, body: 'Cheap watches, all brands' })
    const as = (from: 'visible' | 'hidden', choice: 'show' | 'hide', reason?: 'spam' | 'unkind', edited?: string) =>
      decide(editor, { comments: [{ id, from, edited }], choice, reason })
    await as('visible', 'hide', 'spam')
    for (let n = 0; n < 3; n++) await as('hidden', 'hide', 'spam')
    expect(await taught()).toEqual(['1 spam, 0 honest'])
    await as('hidden', 'show')
    const kept = await as('visible', 'show')
    expect(await taught()).toEqual(['0 spam, 1 honest'])
    // It was taught by the decision before, which stands.
    await undoDecisions(editor, { decisions: decisionsOf(kept) })
    expect(await taught()).toEqual(['0 spam, 1 honest'])
    await editComment(writer, { id, body: 'Quite other words now' })
    const edited = (await row(id)).editedAt!.toISOString()
    await as('visible', 'hide', 'unkind', edited)
    expect(await read.spamFeature.count({ where: { OR: [{ spam: { gt: 0 } }, { honest: { gt: 0 } }] } })).toBe(0)
    const spam = await as('hidden', 'hide', 'spam', edited)
    expect(await taught()).toEqual(['1 spam, 0 honest'])
    await undoDecisions(editor, { decisions: decisionsOf(spam) })
    expect(await taught()).toEqual(['0 spam, 0 honest'])
  })

  it('below a list are decisions too: they close reports and teach', async () => {
    followDecisionsWith('reports', followDecisions)
    const { slug } = await makeList()
    const editor = await member('editor')
    const [hidden, deleted] = [await post(slug), await post(slug)]
    for (const id of [hidden, deleted]) await reportComment(guest(), reportInput.parse({ id, reason: 'unkind' }))
    expect(await countWaiting(editor)).toEqual({ waiting: 0, reported: 2, appeals: 0 })
    await hideComment(editor, { id: hidden })
    expect(await read.report.findMany({ where: { commentId: hidden } })).toMatchObject([{ state: 'upheld', decisionId: expect.any(String) }])
    await deleteComment({ ...guest(), readerId: (await row(deleted)).readerId }, { id: deleted })
    expect(await countWaiting(editor)).toEqual({ waiting: 0, reported: 0, appeals: 0 })
    await restoreComment(editor, { id: hidden })
    expect(await taught()).toEqual(['0 spam, 1 honest'])
  })

  it('about one’s own comment, or that of a higher role, are for somebody else; what a rule held is not taken back', async () => {
    const { slug } = await makeList()
    const [editor, owner] = [await member('editor'), await member('owner', 'Sora')]
    const [own, higher, held] = [await post(slug, { actor: editor }), await post(slug, { actor: owner }), await waiting(slug)]
    for (const id of [own, higher])
      await expect(decide(editor, { comments: [{ id: held, from: 'pending' }, { id, from: 'visible' }], choice: 'hide', reason: 'unkind' })).rejects.toMatchObject({ code: 'forbidden' }) // prettier-ignore
    expect(await states(own, higher, held)).toEqual(['visible', 'visible', 'pending'])
    await decide(await member('editor'), { comments: [{ id: own, from: 'visible' }], choice: 'show' })
    await decide(owner, { comments: [{ id: higher, from: 'visible' }], choice: 'show' })
    const { id: decisionId } = await read.decision.findFirstOrThrow({ where: { targetId: held } })
    await undoDecisions(editor, { decisions: [{ id: held, decisionId }] })
    expect(await states(held)).toEqual(['pending'])
  })

  it('do nothing about what is deleted or was never there', async () => {
    const { slug } = await makeList()
    const id = await post(slug)

    const { readerId } = await row(id)
    await deleteComment({ ...guest(), readerId }, { id })
    const outcomes = await decide(await member('editor'), {
      comments: [{ id, from: 'visible' }, { id: 'nothere0', from: 'pending' }], // prettier-ignore
      choice: 'show',
    })
    expect(outcomes).toMatchObject([{ id, state: 'deleted', before: { maker: 'writer' } }])
  })

  it('need a reason to hide, and take a hundred at the most', () => {
    const comments = (count: number) => Array.from({ length: count }, (_, n) => ({ id: `comment${n}x`, from: 'pending' as const }))
    const of = (given: object) => decideInput.safeParse({ comments: comments(1), choice: 'show', ...given }).success
    expect([of({}), of({ choice: 'hide' }), of({ choice: 'hide', reason: 'spam' }), of({ choice: 'hide', reason: 'whim' })]).toEqual([true, false, true, false])
    expect([of({ comments: comments(100) }), of({ comments: comments(101) }), of({ comments: [] }), of({ note: 'x'.repeat(501) })]).toEqual([true, false, false, false]) // prettier-ignore
  })
})
