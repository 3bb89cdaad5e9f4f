import { expect, test } from 'vitest'
import { read, write } from '@/platform/db'
import { newId } from '@/platform/id'
import { draftOf, makeDocument, makeEntry, makeList } from '@/tests/factories/lists'
import { makeActor } from '@/tests/factories/writers'
import { useDatabase } from '@/tests/support/database'
import type { DraftChange, Operation, Thing } from '../document/operations'
import { changeDraft } from './change-draft'
import { createArticle } from './create-article'

useDatabase()

const operation = (tab: string, ...changes: DraftChange[]): Operation => ({ id: `${tab}-${newId()}`, changes })
const edit = (on: Thing, field: string, at: number, inserted: string): DraftChange => ({ do: 'edit', on, field, changes: [[at, 0, inserted]] })
const titled = (tab: string, at: number, words: string) => operation(tab, edit('list', 'title', at, words))

test('after a backup was put back, a version with the same number is another one: what was made on the lost one is merged into the draft', async () => {
  const author = await makeActor('author')
  const [kept, later] = [makeEntry('Kept', { body: 'Words' }), makeEntry('Later', { body: 'Made after the backup' })]
  const { articleId, version } = await makeList(author, makeDocument('List', [kept]))
  const backup = await draftOf(articleId)
  const before = operation('tabmine0', { do: 'insert', entry: later, into: null, after: kept.id })
  const seen = await changeDraft(author, { id: articleId, base: version, operations: [before] })
  // The backup has the rows of its own time only.
  await write(async (tx) => {
    await tx.draftOperation.deleteMany({ where: { articleId, version: { gt: backup.version } } })
    await tx.draft.update({ where: { articleId }, data: { document: backup.document as object, version: backup.version } })
  })
  const other = await changeDraft(author, { id: articleId, base: version, operations: [titled('tabother', 4, ' of others')] })
  expect(other.version).toBe(seen.version)
  const mine = operation('tabmine0', edit({ entry: kept.id }, 'body', 5, ' of mine'))
  const sent = { id: articleId, base: seen.version, operations: [mine] }
  const told = { code: 'conflict', data: { version: other.version, madeBy: other.log[0]!.id, document: { title: 'List of others' }, known: [] } }
  await expect(changeDraft(author, { ...sent, madeBy: before.id })).rejects.toMatchObject(told)
  await expect(changeDraft(author, { ...sent, operations: [], madeBy: before.id, sent: [mine.id] })).rejects.toMatchObject(told)
  expect((await draftOf(articleId)).version).toBe(other.version)
  // On the version that is there it is taken; a browser that was told of no operation is asked for none either.
  expect(await changeDraft(author, { ...sent, madeBy: other.log[0]!.id })).toMatchObject({ version: other.version + 1, log: [{ id: mine.id }] })
  const { articleId: fresh } = await makeList(author, makeDocument('Fresh', []))
  const first = await createArticle(author, { title: 'First' })
  expect(await changeDraft(author, { id: first.id, base: 1, madeBy: null, operations: [titled('tabmine0', 0, 'A ')] })).toMatchObject({ version: 2 })
  await expect(changeDraft(author, { id: fresh, base: 2, madeBy: null, operations: [titled('tabmine0', 0, 'A ')] })).rejects.toMatchObject({ code: 'conflict' })
  // What was sent before and is in the draft is told.
  const known = {
    id: first.id,
    base: 2,
    madeBy: 'tablost0-00000000',
    operations: [],
    sent: [mine.id, (await read.draftOperation.findFirstOrThrow({ where: { articleId: first.id } })).id],
  }
  await expect(changeDraft(author, known)).rejects.toMatchObject({ data: { known: [known.sent[1]] } })
})
