import { beforeEach, describe, expect, it } from 'vitest'
import { followDecisionsWith } from '@/features/comments/commands/decision-followers'
import { postComment } from '@/features/comments/commands/post-comment'
import { restoreComment } from '@/features/comments/commands/restore-comment'
import { ownComments } from '@/features/comments/own'
import { postInput } from '@/features/comments/schema'
import { read } from '@/platform/db'
import type { Actor } from '@/platform/http/request'
import { guest, makeList, member } from '@/tests/support/comments'
import { useDatabase } from '@/tests/support/database'
import { findOwnAppeal } from '../queries/appeals'
import { countWaiting, listQueue } from '../queries/queue'
import { appealInput, queueInput } from '../schema'
import { appealComment } from './appeal-comment'
import { decideComments } from './decide-comments'
import { followDecisions } from './follow-decisions'
import { undoDecisions } from './undo-decisions'

const appeal = (actor: Actor, id: string, text = 'It was meant kindly') => appealComment(actor, appealInput.parse({ id, text }))
const decide = async (actor: Actor, id: string, choice: 'hide' | 'show', note = '') => {
  const from = (await read.comment.findUniqueOrThrow({ where: { id } })).state as 'hidden' | 'visible'
  return decideComments(actor, { comments: [{ id, from, edited: null }], choice, reason: choice === 'hide' ? 'unkind' : undefined, note })
}

/** A comment that a moderator hid, its writer, and the moderator. */
async function hiddenOne() {
  const { id: articleId, slug } = await makeList()
  const [writer, first] = [guest(), await member('editor', 'Ada')]
  const { comment } = await postComment(writer, postInput.parse({ slug, name: 'Jun', body: 'What a silly chorus' }))
  await decide(first, comment.id, 'hide', 'Rather say it kindly')
  const told = async () => (await ownComments(writer, [`article:${articleId}`])).slots[`pending:${articleId}`] ?? ''
  return { id: comment.id, writer, first, told }
}

describe('an appeal', () => {
  useDatabase()
  beforeEach(() => followDecisionsWith('reports', followDecisions))

  it('is made once, by who wrote the comment, with words, about a hidden one alone', async () => {
    const { id, writer, told } = await hiddenOne()
    expect(await told()).toContain(`href="/report/appeal/${id}"`)
    await expect(appeal(guest(), id)).rejects.toMatchObject({ code: 'not_found' })
    expect(appealInput.safeParse({ id, text: ' ' }).success).toBe(false)
    const [made, again] = await Promise.all([appeal(writer, id), appeal(writer, id)])
    expect(again).toEqual(made)
    await expect(appeal(writer, id, 'And another thing')).rejects.toMatchObject({ code: 'conflict' })
    expect(await told()).toContain('You asked for another look: it waits.')
    expect(await findOwnAppeal(guest(), id)).toBeNull()
    const { slug } = await makeList()
    const { comment } = await postComment(writer, postInput.parse({ slug, name: 'Jun', body: 'Seen by everybody' }))
    await expect(appeal(writer, comment.id)).rejects.toMatchObject({ code: 'conflict' })
    expect(await findOwnAppeal(writer, comment.id)).toBeNull()
  })

  it('stands in the queue as its own kind, is answered by another moderator than the first, and the writer reads the answer', async () => {
    const { id, writer, first, told } = await hiddenOne()
    const second = await member('editor', 'Bo')
    await appeal(writer, id)
    expect(await countWaiting(second)).toMatchObject({ appeals: 1 })
    const queue = async () => (await listQueue(second, queueInput.parse({ view: 'appeals' }))).items
    expect(await queue()).toMatchObject([{ id, state: 'hidden', appeal: { text: 'It was meant kindly', by: 'Ada' } }])
    // Narrowed to those of one person, the appeals of others are not there to be decided with them.
    const other = await hiddenOne()
    await appeal(other.writer, other.id)
    const { items } = await listQueue(second, queueInput.parse({ view: 'appeals', like: 'person', of: id }))
    expect(items.map((item) => item.id)).toEqual([id])
    await decide(second, other.id, 'show')
    await expect(decide(first, id, 'hide')).rejects.toMatchObject({ code: 'forbidden', message: expect.stringContaining('another moderator') })
    const [answered] = await decide(second, id, 'hide', 'Ada was right')
    expect(await queue()).toEqual([])
    expect(await findOwnAppeal(writer, id)).toMatchObject({
      state: 'hidden',
      note: 'Ada was right',
      appeal: { state: 'dismissed', text: 'It was meant kindly' },
    })
    expect(await told()).toMatch(/somebody looked again, and it stays hidden, because it is unkind to somebody\. “Ada was right”/)
    expect(await told()).not.toContain('/report/appeal/')
    // Taken back: it waits again.
    await undoDecisions(second, { decisions: [{ id, decisionId: (answered as { decisionId: string }).decisionId }] })
    expect(await queue()).toHaveLength(1)
    await decide(second, id, 'show')
    expect(await findOwnAppeal(writer, id)).toMatchObject({ state: 'visible', appeal: { state: 'upheld' } })
  })

  it('may be given in to by the first moderator, also below the list', async () => {
    const { id, writer, first } = await hiddenOne()
    await member('editor', 'Bo')
    await appeal(writer, id)
    await restoreComment(first, { id })
    expect(await findOwnAppeal(writer, id)).toMatchObject({ state: 'visible', appeal: { state: 'upheld' } })
  })

  it('is answered by the only moderator where there is no other', async () => {
    const { id, writer, first } = await hiddenOne()
    await appeal(writer, id)
    await decide(first, id, 'hide')
    expect(await findOwnAppeal(writer, id)).toMatchObject({ state: 'hidden', appeal: { state: 'dismissed' } })
  })
})
