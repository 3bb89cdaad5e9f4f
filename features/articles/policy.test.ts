import { expect, test } from 'vitest'
import { read } from '@/platform/db'
import { roles } from '@/platform/roles'
import { makeDocument, makeList } from '@/tests/factories/lists'
import { guest, makeActor } from '@/tests/factories/writers'
import { useDatabase } from '@/tests/support/database'
import { write } from '@/platform/db'
import { newId } from '@/platform/id'
import { setAuthors } from './commands/set-authors'
import {
  inStudio,
  mayDelete,
  mayEdit,
  mayPublish,
  mayRead,
  mayRestore,
  maySaveAuthor,
  maySaveSeries,
  maySignAs,
  mayTrash,
  mayUnpublish,
  visibleTo,
} from './policy'

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
        .filter((article) => mayPublish(actor, article, { alone: true, approved: false }))
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

test('a list is signed with one’s own name or one that is nobody’s; with another’s by editors, and then it may stay', async () => {
  const [author, other, editor] = [await makeActor('author'), await makeActor('author', 'Blackjack'), await makeActor('editor')]
  const desk = newId()
  await write((tx) => tx.author.create({ data: { id: desk, slug: 'desk', name: 'The desk' } }))
  const { articleId } = await makeList(author, makeDocument('Mine', []))
  const authorIds = async () => (await read.articleAuthor.findMany({ where: { articleId }, orderBy: { position: 'asc' } })).map(({ authorId }) => authorId)

  await setAuthors(author, { articleId, authorIds: [author.authorId, desk] })
  await expect(setAuthors(author, { articleId, authorIds: [author.authorId, desk, other.authorId] })).rejects.toMatchObject({
    code: 'forbidden',
    message: expect.stringContaining('“Blackjack”'),
  })
  expect(await authorIds()).toEqual([author.authorId, desk])
  await setAuthors(editor, { articleId, authorIds: [author.authorId, other.authorId] })
  await setAuthors(author, { articleId, authorIds: [other.authorId, author.authorId, desk] })
  expect(await authorIds()).toEqual([other.authorId, author.authorId, desk])
  const whose = [null, author.account.id, other.account.id].map((accountId) => ({ accountId }))
  expect([guest, await makeActor('reader'), author, editor].map((actor) => whose.map((one) => maySignAs(actor, one)))).toEqual([
    [false, false, false],
    [false, false, false],
    [true, true, false],
    [true, true, true],
  ])
})

test('where the site says so, authors publish what an editor approved, and take nothing from readers; editors do both', async () => {
  const [author, other, editor] = [await makeActor('author'), await makeActor('author'), await makeActor('editor')]
  const article = { createdById: author.account.id, authors: [] }
  const actors = [guest, await makeActor('reader'), other, author, editor]
  const publishing = (alone: boolean, approved: boolean) => actors.map((actor) => mayPublish(actor, article, { alone, approved }))
  expect(publishing(true, false)).toEqual([false, false, false, true, true])
  expect(publishing(false, true)).toEqual([false, false, false, true, true])
  expect(publishing(false, false)).toEqual([false, false, false, false, true])
  expect(actors.map((actor) => mayUnpublish(actor, article, { alone: false }))).toEqual([false, false, false, false, true])
  expect(actors.map((actor) => mayUnpublish(actor, article, { alone: true }))).toEqual([false, false, false, true, true])
})

test('who edits a list moves it to the trash, and a published one who may take it from its readers; the trash is no part of the studio’s lists', async () => {
  const [author, other, editor] = [await makeActor('author'), await makeActor('author'), await makeActor('editor')]
  const article = { createdById: author.account.id, authors: [] }
  const actors = [guest, await makeActor('reader'), other, author, editor]
  const given = (state: string, alone: boolean) => actors.map((actor) => mayTrash(actor, { ...article, state }, { alone }))
  for (const state of ['draft', 'review', 'scheduled', 'unpublished']) expect(given(state, false), state).toEqual([false, false, false, true, true])
  expect(given('published', true)).toEqual([false, false, false, true, true])
  expect(given('published', false)).toEqual([false, false, false, false, true])
  for (const may of [mayRestore, mayDelete]) expect(actors.map((actor) => may(actor, article))).toEqual([false, false, false, true, true])
  const signed = { createdById: author.account.id, authors: [{ author: { accountId: other.account.id } }] }
  expect([mayRestore(other, signed), mayDelete(other, signed)]).toEqual([true, false])
  const { articleId } = await makeList(author, makeDocument('Put away', []))
  await write((tx) => tx.article.update({ where: { id: articleId }, data: { trashedAt: new Date() } }))
  for (const actor of actors) expect(await read.article.count({ where: inStudio(actor) })).toBe(0)
  expect(await read.article.count({ where: visibleTo(author) })).toBe(1)
})

test('series are made by writers and changed by editors; authors are their own, or an editor’s', async () => {
  const [reader, author, editor] = [await makeActor('reader'), await makeActor('author'), await makeActor('editor')]
  const mine = author.account.id
  expect([guest, reader, author, editor].map((actor) => maySaveSeries(actor, { isNew: true, authorsChange: true }))).toEqual([false, false, true, true])
  expect([guest, reader, author, editor].map((actor) => maySaveSeries(actor, { isNew: false, authorsChange: true }))).toEqual([false, false, false, true])
  expect([guest, reader, author, editor].map((actor) => maySaveSeries(actor, { isNew: true, authorsChange: false }))).toEqual([false, false, false, true])
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
