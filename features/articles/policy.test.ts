import { expect, test } from 'vitest'
import { read } from '@/platform/db'
import { roles } from '@/platform/roles'
import { makeDocument, makeList } from '@/tests/factories/lists'
import { guest, makeActor } from '@/tests/factories/writers'
import { useDatabase } from '@/tests/support/database'
import { setAuthors } from './commands/set-authors'
import { mayEdit, mayPublish, mayRead, maySaveAuthor, maySaveSeries, visibleTo } from './policy'

useDatabase()

test('the lists that a query finds for a writer are those that the policy gives them', async () => {
  const [author, other, editor] = [await makeActor('author'), await makeActor('author'), await makeActor('editor')]
  const begun = await makeList(author, makeDocument('Begun', []))
  const signed = await makeList(editor, makeDocument('Signed', []))
  await setAuthors(editor, { articleId: signed.articleId, authorIds: [author.authorId] })
  await makeList(other, makeDocument('Of another', []))
  const all = await read.article.findMany({ include: { authors: { select: { author: { select: { accountId: true } } } } } })
  const actors = [guest, author, other, ...(await Promise.all(roles.map((role) => makeActor(role))))]
  for (const actor of actors) {
    const found = (await read.article.findMany({ where: visibleTo(actor) })).map(({ id }) => id).sort()
    const given = all.filter((article) => mayEdit(actor, article)).map(({ id }) => id)
    expect(found, actor.account?.role).toEqual(given.sort())
    expect(
      all
        .filter((article) => mayPublish(actor, article))
        .map(({ id }) => id)
        .sort(),
    ).toEqual(found)
  }
  expect(
    all
      .filter((article) => mayEdit(author, article))
      .map(({ id }) => id)
      .sort(),
  ).toEqual([begun.articleId, signed.articleId].sort())
})

test('series are made by writers and changed by editors; authors are their own, or an editor’s', async () => {
  const [reader, author, editor] = [await makeActor('reader'), await makeActor('author'), await makeActor('editor')]
  const mine = author.account.id
  expect([guest, reader, author, editor].map((actor) => maySaveSeries(actor, { isNew: true }))).toEqual([false, false, true, true])
  expect([guest, reader, author, editor].map((actor) => maySaveSeries(actor, { isNew: false }))).toEqual([false, false, false, true])
  expect(maySaveAuthor(author, null, mine)).toBe(true)
  expect(maySaveAuthor(author, { accountId: mine }, mine)).toBe(true)
  expect(maySaveAuthor(author, { accountId: mine }, null)).toBe(false)
  expect(maySaveAuthor(author, { accountId: null }, mine)).toBe(false)
  expect(maySaveAuthor(author, null, editor.account.id)).toBe(false)
  expect(maySaveAuthor(reader, null, reader.account.id)).toBe(false)
  expect(maySaveAuthor(guest, null, null)).toBe(false)
  expect(maySaveAuthor(editor, { accountId: mine }, null)).toBe(true)
})

test('what is not published is not there', () =>
  expect(
    [null, undefined, ...['draft', 'review', 'scheduled', 'unpublished', 'published'].map((state) => ({ state }))].map((article) => mayRead(article)),
  ).toEqual([false, false, false, false, false, false, true]))
