import { afterAll, afterEach, beforeEach, expect, test, vi } from 'vitest'
import { compose } from '@/app/composition'
import { postComment } from '@/features/comments/commands/post-comment'
import { postInput } from '@/features/comments/schema'
import { setClock, moveClock } from '@/platform/clock'
import { close, read } from '@/platform/db'
import { leaseMs } from '@/platform/jobs/leases'
import { startWorker } from '@/platform/jobs/worker'
import { startChild } from '@/tests/support/child'
import { guest, makeList } from '@/tests/support/comments'
import { expectWholeDatabase, useDatabase } from '@/tests/support/database'

useDatabase()
let stop = async () => {}
beforeEach(() => compose())
afterEach(async () => {
  await stop()
  setClock(null)
})
afterAll(close)

test.each([1, 60])('killed after %i answers, everybody who was answered is told of each answer once', async (answers) => {
  const { id: articleId, slug } = await makeList()
  const writers = [guest(), guest(), guest()]
  const said = await Promise.all(writers.map((writer, n) => postComment(writer, postInput.parse({ slug, name: 'Mina', body: `A thought, number ${n}` }))))
  const child = await startChild('tests/support/answering.child.ts', { SLUG: slug, COMMENTS: said.map(({ comment }) => comment.id).join(' ') })
  const acknowledged: string[] = []
  for (let n = 0; n < answers; n++) acknowledged.push(await child.line())
  await child.kill()
  await expectWholeDatabase()

  stop = startWorker(20)
  moveClock(leaseMs + 1000)
  await vi.waitFor(async () => expect(await read.job.count({ where: { doneAt: null, type: 'notices.comments' } })).toBe(0), { timeout: 60_000 })
  const there = await read.comment.findMany({ where: { articleId, parentId: { not: null }, state: 'visible' }, select: { id: true, parent: { select: { readerId: true } } } }) // prettier-ignore
  expect(there.map(({ id }) => id)).toEqual(expect.arrayContaining(acknowledged))
  const notices = await read.notice.findMany({ select: { readerId: true, commentId: true } })
  const asText = (readerId: string, commentId: string | null) => `${readerId} ${commentId}`
  expect(notices.map(({ readerId, commentId }) => asText(readerId, commentId)).sort()).toEqual(
    there.map(({ id, parent }) => asText(parent!.readerId, id)).sort(),
  )
})
