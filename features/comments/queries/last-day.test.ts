import { expect, test } from 'vitest'
import { write } from '@/platform/db'
import { newId } from '@/platform/id'
import { makeActor } from '@/tests/factories/writers'
import { guest, makeList } from '@/tests/support/comments'
import { useDatabase } from '@/tests/support/database'
import { statementsOf } from '@/tests/support/statements'
import { postComment } from '../commands/post-comment'
import { postInput } from '../schema'
import { listLastDay } from './last-day'
import { listWaitingComments } from './waiting-comments'

// Votes are written here without their counts.
useDatabase({ whole: false })

const links = 'https://a.example https://b.example https://c.example'
let said = 0
const say = (slug: string, body = `Said ${++said}`) => postComment(guest(), postInput.parse({ slug, name: 'Jisoo', body }))
const vote = (articleId: string, entryId: string, createdAt: Date) =>
  write(async (tx) => {
    const readerId = newId()
    await tx.reader.create({ data: { id: readerId } })
    await tx.vote.create({ data: { readerId, articleId, entryId, signals: [], createdAt } })
  })
const makeLists = async (count: number) => {
  const made = []
  for (let index = 0; index < count; index++) made.push(await makeList({ entries: [] }))
  return made
}
const ago = (hours: number) => new Date(Date.now() - hours * 3_600_000)

test('lists that readers answered in the last day, the most answered first; authors see their own alone', async () => {
  const [one, two, quiet] = [await makeList(), await makeList(), await makeList()]
  await say(one.slug)
  await say(two.slug)
  for (const hours of [1, 2, 30]) await vote(two.id, two.idOf.one!, ago(hours))
  await vote(quiet.id, quiet.idOf.one!, ago(25))
  const editor = await makeActor('editor')
  expect((await listLastDay(editor)).map(({ id, votesOfDay, commentsOfDay }) => [id, votesOfDay, commentsOfDay])).toEqual([
    [two.id, 2, 1],
    [one.id, 0, 1],
  ])
  const author = await makeActor('author')
  expect(await listLastDay(author)).toEqual([])
  await write((tx) => tx.article.update({ where: { id: one.id }, data: { createdById: author.account.id } }))
  expect((await listLastDay(author)).map(({ id }) => id)).toEqual([one.id])
  expect((await statementsOf(() => listLastDay(editor))).length).toBeLessThanOrEqual(4)
})

test('an author sees an older list of theirs that was spoken of today, though fifty others are spoken of more', async () => {
  const author = await makeActor('author')
  const mine = await makeList()
  await write((tx) => tx.article.update({ where: { id: mine.id }, data: { createdById: author.account.id, firstPublishedAt: ago(5000) } }))
  const newer = await makeLists(12)
  await write((tx) =>
    tx.article.updateMany({ where: { id: { in: newer.map(({ id }) => id) } }, data: { createdById: author.account.id, firstPublishedAt: ago(10) } }),
  )
  const others = await makeLists(51)
  await write(async (tx) => {
    const readerId = newId()
    await tx.reader.create({ data: { id: readerId } })
    const rows = [mine, ...others, ...others].map(({ id: articleId }) => ({ articleId, readerId, name: 'Jisoo', body: 'Said', createdAt: ago(1) }))
    await tx.comment.createMany({ data: rows.map((row) => [newId(), row] as const).map(([id, row]) => ({ ...row, id, threadId: id })) })
  })
  expect((await listLastDay(author)).map(({ id, commentsOfDay }) => [id, commentsOfDay])).toEqual([[mine.id, 1]])
})

test('moderators see how many comments wait, the latest and why; nobody else does', async () => {
  const { slug } = await makeList()
  await say(slug, `First ${links}`)
  await say(slug)
  await say(slug, `Second ${links}`)
  const { count, latest } = await listWaitingComments(await makeActor('editor'))
  expect(count).toBe(2)
  expect(latest.map(({ body, reasons }) => [body.slice(0, 6), reasons])).toEqual([
    ['Second', ['it has many links']],
    ['First ', ['it has many links']],
  ])
  await expect(listWaitingComments(await makeActor('author'))).rejects.toMatchObject({ code: 'forbidden' })
})
