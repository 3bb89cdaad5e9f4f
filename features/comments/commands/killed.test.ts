import { afterAll, beforeEach, expect, test } from 'vitest'
import { compose } from '@/app/composition'
import { close, read } from '@/platform/db'
import { startChild } from '@/tests/support/child'
import { guest, makeList } from '@/tests/support/comments'
import { expectWholeDatabase, useDatabase } from '@/tests/support/database'
import { postInput } from '../schema'
import { postComment } from './post-comment'

useDatabase()
beforeEach(() => compose())
afterAll(close)

test.each([1, 40, 150])('killed after %i answers, every heart, comment and vote that was answered is there, and all is counted', async (answers) => {
  const { id: articleId, slug } = await makeList()
  const said = await Promise.all([1, 2, 3].map((n) => postComment(guest(), postInput.parse({ slug, name: 'Mina', body: `A thought, number ${n}` }))))
  const child = await startChild('tests/support/hearting.child.ts', { SLUG: slug, COMMENTS: said.map(({ comment }) => comment.id).join(' ') })
  const hearts = new Map<string, boolean>()
  const [comments, voters] = [new Set<string>(), new Set<string>()]
  for (let n = 0; n < answers; n++) {
    const [what, one = '', readerId = ''] = (await child.line()).split(' ')
    if (what === 'heart' || what === 'gone') hearts.set(`${one} ${readerId}`, what === 'heart')
    if (what === 'comment') comments.add(one)
    if (what === 'vote') voters.add(one)
  }
  await child.kill()
  await expectWholeDatabase()
  const kept = new Set((await read.heart.findMany()).map(({ commentId, readerId }) => `${commentId} ${readerId}`))
  for (const [heart, isGiven] of hearts) if (!isGiven) expect(kept, heart).not.toContain(heart)
  // One that was answered may have been taken back since, of which the answer was not read.
  const turns = await read.comment.findMany({ where: { articleId, parentId: { not: null } }, select: { id: true, readerId: true, body: true } })
  const mayHaveGone = new Set(turns.filter(({ body }) => Number(body.split(' ')[1]) % 3 === 0).map(({ readerId }) => readerId))
  for (const [heart, isGiven] of hearts) if (isGiven && !mayHaveGone.has(heart.split(' ')[1]!)) expect(kept, heart).toContain(heart)
  const there = new Set(turns.map(({ id }) => id))
  for (const id of comments) expect(there).toContain(id)
  const votes = new Set((await read.vote.findMany({ where: { articleId } })).map(({ readerId }) => readerId))
  for (const id of voters) expect(votes).toContain(id)
  // The database takes what comes next.
  await postComment(guest(), postInput.parse({ slug, name: 'Mina', body: 'And on' }))
})
