import { describe, expect, it } from 'vitest'
import { editComment } from '@/features/comments/commands/edit-comment'
import { postComment } from '@/features/comments/commands/post-comment'
import { getTalkRules } from '@/features/comments/queries/talk-rules'
import { noTalkRules, postInput, type TalkRules } from '@/features/comments/schema'
import { read } from '@/platform/db'
import type { Actor } from '@/platform/http/request'
import { guest, makeList, member } from '@/tests/support/comments'
import { useDatabase } from '@/tests/support/database'
import { diceOf, madeUp } from '@/tests/support/made-up-talk'
import { decideInput, rulesInput } from '../schema'
import { decideComments } from './decide-comments'
import { saveRules } from './save-rules'
import { undoDecisions } from './undo-decisions'

const save = (actor: Actor, rules: Partial<TalkRules>, base = noTalkRules) => saveRules(actor, rulesInput.parse({ rules: { ...noTalkRules, ...rules }, base }))
const post = (slug: string, body: string, actor: Actor = guest(), name = 'Jisoo') => postComment(actor, postInput.parse({ slug, name, body }))
const heldFor = async (slug: string, body: string, actor?: Actor) => (await post(slug, body, actor)).codes

describe('what the site watches for in comments', () => {
  useDatabase()

  it('lets comments wait or refuses them, from the next one on, of everybody who does not write here', async () => {
    const { slug } = await makeList()
    await save(await member('editor'), { watched: ['casino*'], blocked: ['free followers'] })
    expect(await heldFor(slug, 'Two casinos in one video')).toEqual(['watched-word'])
    await expect(post(slug, 'Get FREE, followers!')).rejects.toMatchObject({
      code: 'invalid',
      fields: { body: 'This site takes no comment with “free followers”' },
    })
    await expect(post(slug, 'Hello', guest(), 'Free Followers')).rejects.toMatchObject({ fields: { name: expect.any(String) } })
    expect(await heldFor(slug, 'The casino scene and its free followers', await member('author'))).toEqual([])
    const actor = guest()
    const { comment } = await post(slug, 'A fair thought', actor)
    expect(await editComment(actor, { id: comment.id, body: 'A casino' })).toMatchObject({ state: 'held', codes: ['watched-word'] })
  })

  it('lets the first comments of a guest wait until one was shown', async () => {
    const { slug } = await makeList()
    const [editor, reader] = [await member('editor'), guest()]
    await save(editor, { holdFirst: true })
    const { comment, codes } = await post(slug, 'My first words', reader)
    expect([codes, await heldFor(slug, 'And more', reader), await heldFor(slug, 'Mine', await member('reader'))]).toEqual([['first'], ['first'], []])
    await decideComments(editor, decideInput.parse({ comments: [{ id: comment.id, from: 'pending' }], choice: 'show' }))
    expect(await heldFor(slug, 'Now at once', reader)).toEqual([])
  })

  it('is changed by moderators, of whom the second is told, and is kept with who did it', async () => {
    const editor = await member('editor')
    await expect(save(await member('author'), { watched: ['x'] })).rejects.toMatchObject({ code: 'forbidden' })
    await save(editor, { watched: ['one'] })
    await expect(save(editor, { watched: ['two'] })).rejects.toMatchObject({ code: 'conflict' })
    await save(editor, { watched: ['two'] }, { ...noTalkRules, watched: ['one'] })
    expect(await getTalkRules()).toEqual({ ...noTalkRules, watched: ['two'] })
    expect(await read.decision.count({ where: { targetKind: 'setting', targetId: 'comments.rules', accountId: editor.account!.id } })).toBe(2)
    const wrong = [{ watched: ['*'] }, { watched: ['a*b*c*'] }, { blocked: Array.from({ length: 301 }, (_, n) => `w${n}`) }]
    expect(wrong.map((rules) => rulesInput.safeParse({ rules: { ...noTalkRules, ...rules }, base: noTalkRules }).success)).toEqual([false, false, false])
  })

  it('is also what moderators taught, and an undo unteaches it', async () => {
    const { slug } = await makeList()
    const editor = await member('editor')
    const dice = diceOf(5)
    const held: string[] = []
    const decided = { spam: [] as string[], honest: [] as string[] }
    for (const kind of ['spam', 'honest'] as const)
      for (const body of madeUp(kind, 0, 24, dice)) {
        const { comment } = await post(slug, body)
        decided[kind].push(comment.id)
        held.push(comment.state)
      }
    const comments = async (ids: string[]) => (await read.comment.findMany({ where: { id: { in: ids } } })).map(({ id, state: from }) => ({ id, from }))
    await decideComments(editor, decideInput.parse({ comments: await comments(decided.honest), choice: 'show' }))
    expect(await heldFor(slug, madeUp('spam', 1, 1, diceOf(8))[0]!)).not.toContain('learned')
    const taught = await decideComments(editor, decideInput.parse({ comments: await comments(decided.spam), choice: 'hide', reason: 'spam' }))
    const advertisement = 'Cheap viagra and replica watches, $500 a day, order now https://pills-shop.example/order'
    expect(await heldFor(slug, advertisement)).toEqual(['learned'])
    expect(await heldFor(slug, 'The bridge of that song, I cried in the kitchen')).toEqual([])
    await undoDecisions(editor, { decisions: taught.flatMap((one) => ('decisionId' in one ? [{ id: one.id, decisionId: one.decisionId }] : [])) })
    expect((await read.spamFeature.aggregate({ _sum: { spam: true } }))._sum.spam).toBe(0)
    expect(await heldFor(slug, `${advertisement} today`)).toEqual([])
  })
})
