import { expect, test } from 'vitest'
import { leaveSite } from '@/features/accounts/commands/leave-site'
import { setAuthors } from '@/features/articles/commands/set-authors'
import { read, write } from '@/platform/db'
import { deleteForGood, makeDocument, makeEntry, makeList, saveDraft } from '@/tests/factories/lists'
import { guest, makeActor } from '@/tests/factories/writers'
import { useDatabase } from '@/tests/support/database'
import { listAnsweredNotes } from '../queries/answered-notes'
import { listNotes } from '../queries/notes'
import { noteInput, noteLimits } from '../schema'
import { changeNote } from './change-note'

useDatabase()

type Author = Awaited<ReturnType<typeof makeActor>>
const listOf = async (author: Author) => makeList(author, makeDocument('Noted', [makeEntry('One'), makeEntry('Two')]))
type Input = Parameters<typeof changeNote>[1]
const at = (id: string, place = 'list', field: string | null = null, words = 'Look here'): Input => ({ id, do: 'write', place, field, words })
const acts = async (actor: Author, id: string) =>
  (await listNotes(actor, id)).map((note) => note.acts.map(({ kind, who, words }) => `${who} ${kind} ${words}`.trim()))

test('a note is written, answered, resolved and opened again, with who did and when', async () => {
  const [author, editor] = [await makeActor('author', 'Ari'), await makeActor('editor', 'Edda')]
  const { articleId: id, document } = await listOf(author)
  const { noteId: note } = await changeNote(editor, at(id, `entry:${document.entries[0]!.id}`, 'body', 'Another picture?'))
  await changeNote(author, { id, do: 'answer', note, words: 'I will think.' })
  await changeNote(author, { id, do: 'resolve', note })
  await expect(changeNote(editor, { id, do: 'resolve', note })).rejects.toMatchObject({ code: 'conflict' })
  await changeNote(editor, { id, do: 'reopen', note })
  await expect(changeNote(editor, { id, do: 'reopen', note })).rejects.toMatchObject({ code: 'conflict' })
  expect(await listNotes(author, id)).toMatchObject([
    {
      id: note,
      place: `entry:${document.entries[0]!.id}`,
      field: 'body',
      about: 'One',
      open: true,
      acts: [{ at: expect.stringMatching(/^\d{4}-/) }, {}, {}, {}],
    },
  ])
  expect(await acts(author, id)).toEqual([['Edda written Another picture?', 'Ari answered I will think.', 'Ari resolved', 'Edda reopened']])
  expect(await read.event.findMany({ where: { type: 'note.changed' }, select: { payload: true } })).toEqual(
    Array.from({ length: 4 }, () => ({ payload: { articleId: id, noteId: note } })),
  )
})

test('what is sent again because its answer was lost is written once; the same words of somebody else, or written later, are not the same', async () => {
  const [author, editor] = [await makeActor('author', 'Ari'), await makeActor('editor', 'Edda')]
  const { articleId: id } = await listOf(author)
  const { noteId: note } = await changeNote(author, at(id))
  expect((await changeNote(author, at(id))).noteId).toBe(note)
  await changeNote(editor, at(id))
  for (let time = 0; time < 2; time++) await changeNote(author, { id, do: 'answer', note, words: 'Yes' })
  await changeNote(editor, { id, do: 'answer', note, words: 'Yes' })
  await changeNote(author, { id, do: 'answer', note, words: 'Yes' })
  await changeNote(author, { id, do: 'resolve', note })
  await changeNote(author, at(id))
  expect(await acts(author, id)).toEqual([
    ['Ari written Look here', 'Ari answered Yes', 'Edda answered Yes', 'Ari answered Yes', 'Ari resolved'],
    ['Edda written Look here'],
    ['Ari written Look here'],
  ])
})

test('an answer to a resolved note opens it', async () => {
  const author = await makeActor('author')
  const { articleId: id } = await listOf(author)
  const { noteId: note } = await changeNote(author, at(id))
  await changeNote(author, { id, do: 'resolve', note })
  await changeNote(author, { id, do: 'answer', note, words: 'Not yet' })
  expect(await listNotes(author, id)).toMatchObject([{ open: true }])
})

test('a note on an entry that is removed stays, and says what it was about', async () => {
  const author = await makeActor('author')
  const list = await listOf(author)
  const gone = list.document.entries[1]!
  await changeNote(author, at(list.articleId, `entry:${gone.id}`))
  await saveDraft(author, { ...list, document: { ...list.document, entries: list.document.entries.slice(0, 1) } })
  expect(await listNotes(author, list.articleId)).toMatchObject([{ about: 'Two', open: true }])
  await expect(changeNote(author, at(list.articleId, `entry:${gone.id}`, null, 'And here'))).rejects.toMatchObject({
    code: 'invalid',
    message: expect.stringContaining('gone'),
  })
})

test('whoever may edit the list reads and writes its notes, nobody else; a note of another list is not there', async () => {
  const [author, other, editor, reader] = [await makeActor('author'), await makeActor('author', 'Other'), await makeActor('editor'), await makeActor('reader')]
  const { articleId: id } = await listOf(author)
  const { noteId: note } = await changeNote(author, at(id))
  for (const [actor, code] of [
    [guest, 'unauthorized'],
    [reader, 'forbidden'],
    [other, 'not_found'],
  ] as const)
    // prettier-ignore
    for (const input of [at(id), { id, do: 'answer', note, words: 'x' }, { id, do: 'resolve', note }, { id, do: 'reopen', note }] as Input[])
      await expect(changeNote(actor, input)).rejects.toMatchObject({ code })
  for (const actor of [guest, reader, other]) await expect(listNotes(actor, id)).rejects.toMatchObject({ code: 'not_found' })
  const mine = await listOf(other)
  await expect(changeNote(other, { id: mine.articleId, do: 'resolve', note })).rejects.toMatchObject({ code: 'not_found' })
  await setAuthors(editor, { articleId: id, authorIds: [author.authorId, other.authorId] })
  await changeNote(other, { id, do: 'answer', note, words: 'With you' })
  expect(await listNotes(other, id)).toHaveLength(1)
})

test('acts that come together are kept in an order, and one of two who resolve at once is told', async () => {
  const author = await makeActor('author')
  const { articleId: id } = await listOf(author)
  const { noteId: note } = await changeNote(author, at(id))
  await Promise.all(Array.from({ length: 8 }, (_, n) => changeNote(author, { id, do: 'answer', note, words: String(n) })))
  expect((await listNotes(author, id))[0]!.acts).toHaveLength(9)
  const resolved = await Promise.allSettled([1, 2].map(() => changeNote(author, { id, do: 'resolve', note })))
  expect(resolved.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  expect((await listNotes(author, id))[0]).toMatchObject({ open: false, acts: expect.arrayContaining([expect.objectContaining({ kind: 'resolved' })]) })
})

test('there is an end to notes', async () => {
  const author = await makeActor('author')
  const { articleId: id } = await listOf(author)
  const { noteId: note } = await changeNote(author, at(id))
  await write((tx) =>
    tx.noteAct.createMany({ data: Array.from({ length: noteLimits.acts - 1 }, (_, n) => ({ id: `act${n}`, noteId: note, kind: 'answered' as const })) }),
  )
  await expect(changeNote(author, { id, do: 'answer', note, words: 'x' })).rejects.toMatchObject({ code: 'conflict' })
  await write((tx) => tx.note.createMany({ data: Array.from({ length: noteLimits.notes - 1 }, (_, n) => ({ id: `note${n}`, articleId: id, place: 'list' })) }))
  await expect(changeNote(author, at(id, 'list', null, 'One more'))).rejects.toMatchObject({ code: 'conflict' })
})

test('notes stay when who wrote them leaves, and go with their list', async () => {
  const [author, editor] = [await makeActor('author'), await makeActor('editor')]
  const list = await listOf(author)
  await changeNote(editor, at(list.articleId))
  await leaveSite('operator', { accountId: editor.account.id, leaving: 'erased' })
  expect(await listNotes(author, list.articleId)).toMatchObject([{ acts: [{ who: null, words: 'Look here' }] }])
  await deleteForGood(author, list)
  expect([await read.note.count(), await read.noteAct.count()]).toEqual([0, 0])
})

test.each([
  ['no words', { do: 'write', place: 'list', words: ' \n ' }],
  ['too many', { do: 'write', place: 'list', words: 'x'.repeat(noteLimits.words + 1) }],
  ['a part of no shape', { do: 'write', place: 'entry', words: 'x' }],
  ['a field that the part does not have', { do: 'write', place: 'list', field: 'body', words: 'x' }],
  ['a field of every object', { do: 'write', place: 'list', field: 'constructor', words: 'x' }],
  ['half a letter', { do: 'write', place: 'list', words: '\ud83d' }],
  ['no note', { do: 'resolve' }],
  ['something else', { do: 'delete', note: 'x' }],
])('a note with %s is refused at the edge', (_, input) => expect(noteInput.safeParse({ id: 'list', ...input }).success).toBe(false))

test('a note that somebody else has answered waits for whoever wrote in it before, until they answer or it is resolved', async () => {
  const [author, editor, other] = [await makeActor('author', 'Ari'), await makeActor('editor', 'Edda'), await makeActor('editor', 'Olu')]
  const { articleId: id } = await listOf(author)
  const { noteId: note } = await changeNote(editor, at(id))
  const waits = async (actor: Author) => (await listAnsweredNotes(actor)).map(({ noteId, who, words }) => [noteId === note, who, words])
  expect(await waits(editor)).toEqual([])
  await changeNote(author, { id, do: 'answer', note, words: 'I will think.' })
  expect(await waits(editor)).toEqual([[true, 'Ari', 'I will think.']])
  expect(await waits(other)).toEqual([])
  expect(await waits(author)).toEqual([])
  await changeNote(editor, { id, do: 'answer', note, words: 'Good.' })
  expect([await waits(editor), await waits(author)]).toEqual([[], [[true, 'Edda', 'Good.']]])
  await changeNote(editor, { id, do: 'resolve', note })
  expect(await waits(author)).toEqual([])
})
