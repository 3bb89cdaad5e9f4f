import { expect, test } from 'vitest'
import { useDatabase } from '@/tests/support/database'
import { draftOf, makeDocument, makeEntry, makeList } from '@/tests/factories/lists'
import { makeActor } from '@/tests/factories/writers'
import { newId } from '@/platform/id'
import type { Actor } from '@/platform/http/request'
import { changeDraft } from '../commands/change-draft'
import type { DraftChange, Operation, Thing } from '../document/operations'
import type { ListDocument } from '../schema'

useDatabase()

const operation = (tab: string, ...changes: DraftChange[]): Operation => ({ id: `${tab}-${newId()}`, changes })
const edit = (on: Thing, field: string, at: number, inserted: string): DraftChange => ({ do: 'edit', on, field, changes: [[at, 0, inserted]] })
const change = (actor: Actor, articleId: string, base: number, ...operations: Operation[]) => changeDraft(actor, { id: articleId, base, operations })

test('words for what others removed bring it back, also when their browser has heard of the removal long before they come', async () => {
  const [author, editor] = [await makeActor('author'), await makeActor('editor')]
  const [one, two] = [makeEntry('One, 100 % \\ "_"', { body: 'Words' }), makeEntry('Two')]
  const inner = { id: newId(), heading: 'Inner', body: 'Old', place: null, entries: [two] }
  const outer = { id: newId(), heading: 'Outer', body: '', place: null, entries: [], sections: [inner] }
  const { articleId, version } = await makeList(author, makeDocument('List', [one], { sections: [outer] }))
  const removals = [
    operation('tabhers0', { do: 'remove', on: { entry: one.id } }),
    operation('tabhers0', { do: 'remove', on: { section: outer.id }, sections: [inner.id] }),
    operation('tabhers0', edit({ entry: two.id }, 'body', 0, `"remove" and "${one.id}"`)),
  ]
  const { version: heard } = await change(editor, articleId, version, ...removals)
  expect((await draftOf(articleId)).document).toMatchObject({ entries: [{ id: two.id }], sections: [] })
  const late = [
    operation('tabmine0', edit({ entry: one.id }, 'body', 5, ' typed meanwhile')),
    operation('tabmine0', edit({ section: inner.id }, 'body', 3, ' and new')),
  ]
  const answer = await change(author, articleId, heard, ...late)
  expect(answer.refused).toEqual([])
  expect(answer.log.map(({ changes }) => changes?.map((change) => change.do))).toEqual([
    ['insert', 'edit'],
    ['insert', 'edit'],
  ])
  expect((await draftOf(articleId)).document).toMatchObject({
    entries: [{ id: one.id, body: 'Words typed meanwhile' }, { id: two.id }],
    sections: [{ id: inner.id, heading: 'Inner', body: 'Old and new' }],
  })
})

test('whatever their ids, and however many they are, what was removed comes back with the words for it', async () => {
  const author = await makeActor('author')
  const entries = [...Array.from({ length: 149 }, (_, n) => makeEntry(`Entry ${n}`)), { ...makeEntry('Signs'), id: 'q"q\\b\n%_빅' }]
  const { articleId, version } = await makeList(author, makeDocument('List', entries))
  const removals = entries.map(({ id }) => operation('tabhers0', { do: 'remove', on: { entry: id } }))
  const { version: heard } = await change(author, articleId, version, ...removals)
  const words = entries.map(({ id }) => operation('tabmine0', edit({ entry: id }, 'body', 0, 'Late ')))
  expect((await change(author, articleId, heard, ...words)).refused).toEqual([])
  const { document } = await draftOf(articleId)
  expect((document as ListDocument).entries.map(({ body }) => body.slice(0, 5))).toEqual(Array(150).fill('Late '))
})

test('what was removed long ago is found beside what many later removals name', async () => {
  const author = await makeActor('author')
  const [old, ...entries] = Array.from({ length: 13 }, (_, n) => makeEntry(`Entry ${n}`))
  const around = { id: newId(), heading: 'Around', body: '', place: null, entries, sections: [] }
  const { articleId, version } = await makeList(author, makeDocument('List', [old!], { sections: [around] }))
  const removals = [old!, ...entries].map(({ id }) => operation('tabhers0', { do: 'remove', on: { entry: id } }))
  // And one that came back and was removed again, ten times.
  const last = entries.at(-1)!
  const again = Array.from({ length: 10 }, () => [
    operation('tabhers0', { do: 'insert', entry: last, into: around.id, after: null }),
    operation('tabhers0', { do: 'remove', on: { entry: last.id } }),
  ]).flat()
  const gone = operation('tabhers0', { do: 'remove', on: { section: around.id } })
  const { version: heard } = await change(author, articleId, version, ...removals, ...again, gone)
  const words = [edit({ section: around.id }, 'body', 0, 'Late'), edit({ entry: last.id }, 'body', 0, 'Late'), edit({ entry: old!.id }, 'body', 0, 'Late')]
  expect((await change(author, articleId, heard, ...words.map((one) => operation('tabmine0', one)))).refused).toEqual([])
  const { document } = await draftOf(articleId)
  expect(document).toMatchObject({
    entries: [{ id: old!.id, body: 'Late' }],
    sections: [{ id: around.id, body: 'Late', entries: [{ id: last.id, body: 'Late' }] }],
  })
})
