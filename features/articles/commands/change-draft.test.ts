import { afterEach, expect, test } from 'vitest'
import { jsonOf, read, write } from '@/platform/db'
import { useDatabase } from '@/tests/support/database'
import { deleteForGood, draftOf, makeDocument, makeEntry, makeList, makePublished, makeRecord, saveDraft } from '@/tests/factories/lists'
import { guest, makeActor } from '@/tests/factories/writers'
import { moveClock, setClock } from '@/platform/clock'
import { newId } from '@/platform/id'
import type { Actor } from '@/platform/http/request'
import { applyChanges } from '../document/apply-changes'
import { operationsInput, type DraftChange, type Operation, type Thing } from '../document/operations'
import { keepDrafts, sweepOperations } from '../jobs'
import { draftAt } from '../queries/revisions'
import type { ListDocument } from '../schema'
import { changeDraft } from './change-draft'
import { createArticle } from './create-article'
import { publishArticle } from './publish-article'
import { restoreEdition } from './restore-edition'
import { setSeries } from './set-series'
import { saveAuthor } from './save-author'
import { saveSeries } from './save-series'

useDatabase()
afterEach(() => setClock(null))

const operation = (tab: string, ...changes: DraftChange[]): Operation => ({ id: `${tab}-${newId()}`, changes })
const edit = (on: Thing, field: string, at: number, inserted: string): DraftChange => ({ do: 'edit', on, field, changes: [[at, 0, inserted]] })
const titled = (tab: string, at: number, words: string) => operation(tab, edit('list', 'title', at, words))
const change = (actor: Actor, articleId: string, base: number, ...operations: Operation[]) => changeDraft(actor, { id: articleId, base, operations })
const rowsOf = (articleId: string) => read.draftOperation.findMany({ where: { articleId }, orderBy: { version: 'asc' } })

test('what two wrote without knowing of each other is all there, and each hears of the other', async () => {
  const [author, editor] = [await makeActor('author'), await makeActor('editor')]
  const [one, two] = [makeEntry('One', { body: 'Words' }), makeEntry('Two')]
  const { articleId, version } = await makeList(author, makeDocument('List', [one, two]))
  const hers = operation('tabhers0', edit({ entry: one.id }, 'body', 0, 'Her '), { do: 'remove', on: { entry: two.id } })
  expect(await change(editor, articleId, version, hers)).toMatchObject({ version: version + 1, log: [{ id: hers.id }], refused: [] })
  const mine = [operation('tabmine0', edit({ entry: one.id }, 'body', 5, ' of mine')), operation('tabmine0', edit({ entry: two.id }, 'heading', 3, ' stays'))]
  const answer = await change(author, articleId, version, ...mine)
  expect((await draftOf(articleId)).document).toMatchObject({
    entries: [
      { id: one.id, body: 'Her Words of mine' },
      { id: two.id, heading: 'Two stays' },
    ],
  })
  // The first was mapped over hers, the second brought the entry back: both come as they were done.
  expect(answer).toMatchObject({
    version: version + 3,
    log: [
      hers,
      { id: mine[0]!.id, changes: [edit({ entry: one.id }, 'body', 9, ' of mine')] },
      { id: mine[1]!.id, changes: [{ do: 'insert' }, { do: 'edit' }] },
    ],
  })
  expect((await rowsOf(articleId)).slice(-3)).toMatchObject([
    { id: hers.id, version: version + 1, base: version, accountId: editor.account.id, inverse: [{ do: 'insert', entry: { id: two.id } }, { do: 'edit' }] },
    { id: mine[0]!.id, version: version + 2, accountId: author.account.id },
    { id: mine[1]!.id, version: version + 3 },
  ])
})

test('each is done once: sent twice, at one moment, in parts, or after others came between', async () => {
  const editor = await makeActor('editor')
  const { articleId, version } = await makeList(editor, makeDocument('List', []))
  const [first, second] = [titled('tabmine0', 4, ' one'), titled('tabmine0', 8, ' two')]
  const answers = await Promise.all([1, 2, 3].map(() => change(editor, articleId, version, first)))
  expect(answers.map((answer) => answer.version)).toEqual([version + 1, version + 1, version + 1])
  await change(editor, articleId, version + 1, titled('tabother', 0, 'A '))
  // The answer was lost: the first is sent again with what was typed behind it.
  expect(await change(editor, articleId, version, first, second)).toMatchObject({
    version: version + 3,
    log: [{ id: first.id }, { changes: [{ do: 'edit' }] }, { id: second.id }],
  })
  expect(await change(editor, articleId, version, first, second, second)).toMatchObject({ version: version + 3 })
  expect((await draftOf(articleId)).document).toMatchObject({ title: 'A List one two' })
  expect(await read.article.findUniqueOrThrow({ where: { id: articleId } })).toMatchObject({ title: 'A List one two' })
})

test('an id that another list has used is free here, and one list’s operations do nothing to another', async () => {
  const editor = await makeActor('editor')
  const entry = makeEntry('One')
  const [one, other] = [await makeList(editor, makeDocument('List', [entry])), await makeList(editor, makeDocument('Other', []))]
  const same = titled('tabmine0', 0, 'My ')
  await change(editor, one.articleId, one.version, same)
  await change(editor, other.articleId, other.version, same)
  expect((await draftOf(other.articleId)).document).toMatchObject({ title: 'My Other', entries: [] })
  // Words for an entry that this list never had stay with their writer, and so does what they were written with.
  const stray = operation('tabmine0', edit({ entry: entry.id }, 'body', 0, 'Words'), edit('list', 'title', 0, 'Not '))
  const answer = await change(editor, other.articleId, other.version + 1, stray, titled('tabmine0', 0, 'Still '))
  expect(answer).toMatchObject({ version: other.version + 1, refused: [{ id: stray.id, message: expect.stringContaining('was removed') }, {}] })
  expect((await draftOf(other.articleId)).document).toMatchObject({ title: 'My Other', entries: [] })
})

test('a draft has a bound on its sections, one request on what leads back from it, and what was done since on what is looked through', async () => {
  const author = await makeActor('author')
  const { articleId, version } = await makeList(author, makeDocument('List', []))
  const section = (n: number): DraftChange => ({
    do: 'insert',
    section: { id: `s${n}`, heading: '', body: '', place: null },
    into: null,
    after: n === 0 ? null : `s${n - 1}`,
  })
  const many = await change(author, articleId, version, operation('tabmine0', ...Array.from({ length: 500 }, (_, n) => section(n))))
  expect(many.refused).toEqual([])
  const more = await change(author, articleId, many.version, operation('tabmine0', section(500)), titled('tabmine0', 0, 'My '))
  expect(more.refused).toMatchObject([{ message: expect.stringContaining('500 sections') }])
  expect(more.version).toBe(many.version + 1)

  const entries = Array.from({ length: 300 }, (_, n) => makeEntry(`Entry ${n}`))
  const put = entries.map((entry): DraftChange => ({ do: 'insert', entry, into: 's499', after: null }))
  const full = await change(author, articleId, more.version, operation('tabmine0', ...put))
  // From the last on: each leaves its 300 entries to the one before it.
  const removals = Array.from({ length: 100 }, (_, n) => operation('tabmine0', { do: 'remove', on: { section: `s${499 - n}` } }))
  const answer = await change(author, articleId, full.version, ...removals)
  expect(answer.refused.length).toBeGreaterThan(20)
  expect(answer.refused[0]!.message).toContain('too much at once')
  const rest = removals.filter(({ id }) => answer.refused.some((refused) => refused.id === id))
  expect((await change(author, articleId, answer.version, ...rest)).refused.length).toBeLessThan(rest.length)

  const last = (await draftOf(articleId)).version
  await write((tx) => tx.draftOperation.updateMany({ where: { articleId, version: last }, data: { inverse: [{ words: 'x'.repeat(17_000_000) }] } }))
  const behind = change(author, articleId, last - 1, titled('tabmine0', 0, 'Late '))
  await expect(behind).rejects.toMatchObject({ code: 'conflict', data: { version: last } })
  await expect(change(author, articleId, last - 1)).rejects.toMatchObject({ code: 'conflict' })
  expect((await change(author, articleId, last, titled('tabmine0', 0, 'Late '))).refused).toEqual([])
})

test('who removes a section does not take along what somebody has just written in a section of it', async () => {
  const [author, editor] = [await makeActor('author'), await makeActor('editor')]
  const inner = { id: newId(), heading: 'Inner', body: 'Old', place: null, entries: [] }
  const outer = { id: newId(), heading: 'Outer', body: '', place: null, entries: [], sections: [inner] }
  const { articleId, version } = await makeList(author, makeDocument('List', [], { sections: [outer] }))
  await change(author, articleId, version, operation('tabmine0', edit({ section: inner.id }, 'body', 3, ' and new')))
  const removal = operation('tabhers0', { do: 'remove', on: { section: outer.id }, sections: [inner.id] })
  await change(editor, articleId, version, removal)
  expect(((await draftOf(articleId)).document as ListDocument).sections).toMatchObject([{ id: outer.id, sections: [{ body: 'Old and new' }] }])
  // Who has seen the words removes them.
  await change(editor, articleId, version + 2, { ...removal, id: operation('tabhers0').id })
  expect(((await draftOf(articleId)).document as ListDocument).sections).toEqual([])
})

test('what a choice between two texts takes away stays in the history for good', async () => {
  const author = await makeActor('author')
  const { articleId, version } = await makeList(author, makeDocument('Mine, and theirs', []))
  const choice = operation('tabmine0', { do: 'edit', on: 'list', field: 'title', changes: [[9, 12, '']], keep: true })
  await change(author, articleId, version, titled('tabmine0', 0, 'Just '))
  await change(author, articleId, version + 1, choice, titled('tabmine0', 0, '… '))
  // Sent again it is done once, and keeps nothing anew.
  await change(author, articleId, version + 1, choice)
  expect((await draftOf(articleId)).document).toMatchObject({ title: '… Just Mine' })
  const kept = await read.draftRevision.findMany({ where: { articleId, replaced: true }, select: { version: true } })
  expect(kept).toEqual([{ version: version + 1 }])
  expect((await draftAt(read, articleId, version + 1))?.title).toBe('Just Mine, and theirs')
})

test('words of another account than the one that is signed in are not taken for its own', async () => {
  const [author, editor] = [await makeActor('author'), await makeActor('editor')]
  const { articleId, version } = await makeList(author, makeDocument('List', []))
  const sent = { id: articleId, account: author.account.id, base: version, operations: [titled('tabhers0', 0, 'Her ')] }
  const refused = { code: 'unauthorized', message: expect.stringContaining('somebody else is signed in') }
  await expect(changeDraft(editor, sent)).rejects.toMatchObject(refused)
  await expect(changeDraft(editor, { ...sent, operations: [] })).rejects.toMatchObject(refused)
  expect(await rowsOf(articleId)).toEqual([])
  expect(await changeDraft(author, sent)).toMatchObject({ version: version + 1 })
})

test('records that others credit come with the answer', async () => {
  const editor = await makeActor('editor')
  const entry = makeEntry('One')
  const { articleId, version } = await makeList(editor, makeDocument('List', [entry]))
  const [singer, video] = [await makeRecord('person', 'Taeyang'), await makeRecord('video', 'Ringa Linga')]
  const hers = operation(
    'tabhers0',
    { do: 'credit', on: { entry: entry.id }, credit: { role: 'artist', subject: singer }, after: null },
    { do: 'set', on: { entry: entry.id }, field: 'video', from: null, to: video },
  )
  expect(await change(editor, articleId, version, hers)).not.toHaveProperty('records')
  const { records } = await change(editor, articleId, version)
  expect(records!.map(({ name }) => name).sort()).toEqual(['Ringa Linga', 'Taeyang'])
})

test('many writers at one moment: every word is there', async () => {
  const editor = await makeActor('editor')
  const { articleId, version } = await makeList(editor, makeDocument('', []))
  const words = Array.from({ length: 12 }, (_, n) => `<${n}>`)
  await Promise.all(words.map((word, n) => change(editor, articleId, version, titled(`tabof${String(n).padStart(3, '0')}`, 0, word))))
  const { document, version: now } = await draftOf(articleId)
  for (const word of words) expect((document as ListDocument).title).toContain(word)
  expect(now).toBe(version + 12)
  const rows = await rowsOf(articleId)
  expect(rows.slice(-12).reduce((made, { changes }) => applyChanges(made, jsonOf<DraftChange[]>(changes)).document, makeDocument('', []))).toEqual(document)
})

test('what is too long in one field is refused with a word, and all else of it is done', async () => {
  const editor = await makeActor('editor')
  const { articleId, version } = await makeList(editor, makeDocument('List', []))
  const long = operation('tabmine0', edit('list', 'intro', 0, 'x'.repeat(150_000)))
  const longer = operation('tabmine0', edit('list', 'intro', 0, 'y'.repeat(60_000)))
  const behind = operation('tabmine0', edit('list', 'intro', 0, 'z'))
  const answer = await change(editor, articleId, version, long, longer, behind, titled('tabmine0', 4, 'ed'))
  expect(answer.refused).toEqual([longer.id, behind.id].map((id) => ({ id, message: 'At most 200,000 characters' })))
  expect((await draftOf(articleId)).document).toMatchObject({ title: 'Listed', intro: 'x'.repeat(150_000) })
  const half = operation('tabmine0', { do: 'edit', on: 'list', field: 'title', changes: [[6, 0, '💜']] })
  await change(editor, articleId, answer.version, half)
  const cut = operation('tabmine0', { do: 'edit', on: 'list', field: 'title', changes: [[6, 1, '']] })
  expect(await change(editor, articleId, answer.version + 1, cut)).toMatchObject({ refused: [{ message: expect.stringContaining('cannot be kept') }] })
})

test('of a list that is full, what makes it larger is refused with what was made in it; all else is done', async () => {
  const editor = await makeActor('editor')
  const full = Array.from({ length: 26 }, (_, index) => makeEntry(`Entry ${index}`, { body: 'x'.repeat(200_000) }))
  const { articleId, version } = await makeList(editor, makeDocument('Full list', full))
  const [added, first] = [makeEntry('Too much', { body: 'y'.repeat(60_000) }), full[0]!]
  const [insert, words, fits] = [
    operation('tabmine0', { do: 'insert', entry: added, into: null, after: null }),
    operation('tabmine0', edit({ entry: added.id }, 'body', 0, 'In it. ')),
    titled('tabmine0', 0, 'A '),
  ]
  const answer = await change(editor, articleId, version, insert, words, fits)
  expect(answer.refused.map(({ id }) => id)).toEqual([insert.id, words.id])
  expect(answer.refused[0]!.message).toContain('larger than 5 MB')
  expect(answer).toMatchObject({ version: version + 1, log: [{ id: fits.id }] })
  // Once there is room it is done.
  const cut = operation('tabmine0', { do: 'edit', on: { entry: first.id }, field: 'body', changes: [[0, 100_000, '']] })
  expect(await change(editor, articleId, version + 1, cut, insert, words)).toMatchObject({ version: version + 4, refused: [] })
  const document = jsonOf<ListDocument>((await draftOf(articleId)).document)
  expect([document.title, document.entries[0]!.body.slice(0, 8)]).toEqual(['A Full list', 'In it. y'])
})

test('a role that was taken a second ago, or a list that is gone, is asked about with each request', async () => {
  const [author, editor] = [await makeActor('author'), await makeActor('editor')]
  const { articleId, version } = await makeList(editor, makeDocument('List', []))
  await expect(change(author, articleId, version, titled('tabmine0', 0, 'My '))).rejects.toMatchObject({ code: 'not_found' })
  await change(editor, articleId, version, titled('tabmine0', 0, 'My '))
  const reader = { ...editor, account: { ...editor.account, role: 'reader' as const } }
  await expect(change(reader, articleId, version + 1, titled('tabmine0', 0, 'My '))).rejects.toMatchObject({ code: 'forbidden' })
  await deleteForGood(editor, { articleId })
  await expect(change(editor, articleId, version + 1, titled('tabmine0', 0, 'My '))).rejects.toMatchObject({ code: 'not_found' })
  expect(await rowsOf(articleId)).toEqual([])
})

test('operations are kept for 30 days; whoever comes back later gets the draft, and an edition that is brought back is one of them', async () => {
  const editor = await makeActor('editor')
  const { articleId, version, document } = await makePublished(editor, makeDocument('List', [makeEntry('One')]))
  moveClock(29 * 86_400_000)
  await change(editor, articleId, version, titled('tabmine0', 4, ' of mine'))
  await sweepOperations()
  expect((await change(editor, articleId, version)).log).toHaveLength(1)
  moveClock(2 * 86_400_000)
  // What is in no revision yet is all that is known of it, however old it is.
  await sweepOperations()
  expect(await rowsOf(articleId)).toHaveLength(2)
  await keepDrafts()
  await sweepOperations()
  await expect(change(editor, articleId, version - 1, titled('taboffer', 0, 'Old '))).rejects.toMatchObject({
    code: 'conflict',
    data: { version: version + 1, document: { title: 'List of mine' } },
  })
  const { id: editionId } = await read.edition.findFirstOrThrow({ where: { articleId } })
  await restoreEdition(editor, { articleId, editionId, version: version + 1 })
  // What it replaced is in the history, and what is written meanwhile is merged into it.
  expect((await rowsOf(articleId)).at(-1)).toMatchObject({ inverse: [{ do: 'edit', field: 'title', changes: [[4, 0, ' of mine']] }] })
  await change(editor, articleId, version + 1, operation('tabmine0', edit('list', 'intro', 0, 'Meanwhile')))
  expect((await draftOf(articleId)).document).toEqual({ ...document, intro: 'Meanwhile' })
  // A database from a backup is behind the browser.
  await expect(change(editor, articleId, 900, titled('tabmine0', 0, 'x'))).rejects.toMatchObject({ code: 'conflict' })
})

test('what is sent again after it was done is named, however long ago the base is', async () => {
  const editor = await makeActor('editor')
  const { articleId, version } = await makeList(editor, makeDocument('List', []))
  const done = titled('tabmine0', 4, ' of mine')
  await change(editor, articleId, version, done)
  for (let round = 0; round < 3; round++)
    await change(editor, articleId, version + 1, ...Array.from({ length: 400 }, () => operation('taboffer', edit('list', 'intro', 0, 'x'))))
  // From before it, which is more than can be told, and from after it.
  await expect(change(editor, articleId, version, done)).rejects.toMatchObject({
    code: 'conflict',
    data: { document: { title: 'List of mine' }, known: [done.id] },
  })
  const { version: now } = await draftOf(articleId)
  expect(await change(editor, articleId, now, done)).toEqual({ version: now, savedAt: expect.any(String), log: [], refused: [], known: [done.id] })
  expect((await draftOf(articleId)).document).toMatchObject({ title: 'List of mine' })
})

test('shapes and ceilings are checked on the way in, and nothing else', () => {
  const refusalOf = (changes: unknown[], count = 1) => {
    const operations = Array.from({ length: count }, () => ({ id: `tabmine0-${newId()}`, changes }))
    return operationsInput.safeParse({ id: 'list', base: 1, operations }).error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
  }
  expect(refusalOf([edit('list', 'title', 0, 'x'.repeat(5000))])).toBeUndefined()
  expect(refusalOf([], 10_000)).toEqual(['operations: At most 500 operations at once: send the others afterwards'])
  for (const changes of [
    [{ do: 'explode' }],
    [edit('list', 'format', 0, 'x')],
    [edit({ entry: 'one' }, '__proto__', 0, 'x')],
    [{ do: 'set', on: 'list', field: 'order', from: null, to: 'upwards' }],
    [{ do: 'set', on: { entry: 'one' }, field: 'slug', from: 'a', to: null }],
    [{ ...edit('list', 'title', 0, 'x'), changes: [[5, 3, 'a'], [6, 0, 'b']] }], // prettier-ignore
    [edit('list', 'title', 0, 'a\ud83d')],
    [{ do: 'insert', entry: { id: 'one' }, into: null, after: null }],
  ])
    expect(refusalOf(changes)).toHaveLength(1)
})

test('a half-written draft is saved as it is, and told at its places when it is published', async () => {
  const author = await makeActor('author')
  const { articleId, version } = await makeList(author, makeDocument('List', []))
  const entries = [makeEntry(''), makeEntry('x'.repeat(300), { slug: 'same' }), makeEntry('Two', { slug: 'same' })]
  const document = makeDocument('y'.repeat(300), entries)
  await saveDraft(author, { articleId, version, document: { ...document, entries: entries.with(2, { ...entries[2]!, slug: 'two' }) } })
  const saved = await saveDraft(author, { articleId, version, document })
  expect((await draftOf(articleId)).document).toEqual(document)
  await expect(publishArticle(author, { articleId, version: saved.version })).rejects.toMatchObject({
    code: 'invalid',
    fields: { title: 'At most 200 characters', 'entries.0.heading': 'Give this entry a heading', 'entries.2.slug': 'Two entries have the address “same”' },
    data: expect.arrayContaining([{ path: ['entries', 1, 'heading'], message: 'At most 200 characters' }]),
  })
})

test('saving does not change what readers see', async () => {
  const editor = await makeActor('editor')
  const { articleId, version, document } = await makePublished(editor, makeDocument('List', [makeEntry('One')]))
  await saveDraft(editor, { articleId, version, document: { ...document, title: 'Other', entries: [] } })
  const article = await read.article.findUniqueOrThrow({ where: { id: articleId }, include: { currentEdition: true } })
  expect(article).toMatchObject({ title: 'List', entryCount: 1, currentEdition: { document: { title: 'List' } } })
})

test('strangers find nothing, readers and guests may not write', async () => {
  const [author, stranger, reader] = [await makeActor('author'), await makeActor('author'), await makeActor('reader')]
  const { articleId, version, document } = await makeList(author, makeDocument('List', []))
  const save = { articleId, version, document: { ...document, title: 'Taken' } }
  await expect(saveDraft(stranger, save)).rejects.toMatchObject({ code: 'not_found' })
  await expect(saveDraft(reader, save)).rejects.toMatchObject({ code: 'forbidden' })
  await expect(saveDraft(guest, save)).rejects.toMatchObject({ code: 'unauthorized' })
  await expect(createArticle(reader, { title: 'No' })).rejects.toMatchObject({ code: 'forbidden' })
  await expect(deleteForGood(stranger, { articleId })).rejects.toMatchObject({ code: 'not_found' })
})

test('new lists have addresses of their own, and are signed with their writer’s author', async () => {
  const author = await makeActor('author')
  const slugs = []
  for (const title of ['Best MVs', 'Best MVs!', '지드래곤', '💜']) slugs.push((await createArticle(author, { title })).slug)
  expect(slugs).toEqual(['best-mvs', 'best-mvs-2', 'jideuraegon', 'list'])
  expect(await read.articleAuthor.count({ where: { authorId: author.authorId } })).toBe(4)
})

test('an entry of another list is refused where it is put in, with what was written in it; nothing else waits for it', async () => {
  const author = await makeActor('author')
  const foreign = makeEntry('Elsewhere')
  await makePublished(author, makeDocument('Other', [foreign]))
  const { articleId, version } = await makeList(author, makeDocument('List', []))
  const put = (entry: ListDocument['entries'][number]) => operation('tabmine0', { do: 'insert', entry, into: null, after: null })
  const own = makeEntry('Own')
  const [bad, within] = [put(foreign), operation('tabmine0', edit({ entry: foreign.id }, 'body', 0, 'Words'))]
  const answer = await change(author, articleId, version, bad, within, put(own))
  const message = expect.stringContaining('belongs to another list')
  expect(answer.refused).toEqual([bad, within].map(({ id }) => ({ id, message })))
  expect((await draftOf(articleId)).document).toMatchObject({ entries: [{ id: own.id }] })
  // One that was published here may come back.
  await publishArticle(author, { articleId, version: answer.version })
  const removal = await change(author, articleId, answer.version, operation('tabmine0', { do: 'remove', on: { entry: own.id } }))
  expect(await change(author, articleId, removal.version, put(own))).toMatchObject({ refused: [] })
})

test('a draft that nobody saw can be deleted, a published list cannot', async () => {
  const author = await makeActor('author')
  const draft = await makeList(author, makeDocument('Draft', []))
  await deleteForGood(author, draft)
  expect(await read.article.count()).toBe(0)
  const live = await makePublished(author, makeDocument('Live', [makeEntry('One')]))
  await expect(deleteForGood(author, live)).rejects.toMatchObject({ code: 'conflict' })
})

test('series and authors: who may, and whose address it is', async () => {
  const [author, editor] = [await makeActor('author'), await makeActor('editor')]
  const { id: seriesId } = await saveSeries(author, { id: null, slug: 'flashback', title: 'Flashback', description: '' })
  await expect(saveSeries(author, { id: seriesId, slug: 'flashback', title: 'Mine', description: '' })).rejects.toMatchObject({ code: 'forbidden' })
  await expect(saveSeries(editor, { id: null, slug: 'flashback', title: 'Other', description: '' })).rejects.toMatchObject({
    fields: { slug: expect.any(String) },
  })
  const { articleId } = await makePublished(author, makeDocument('List', [makeEntry('One')]))
  await setSeries(author, { articleId, seriesId, position: 3 })
  expect(await read.article.findUniqueOrThrow({ where: { id: articleId } })).toMatchObject({ seriesId, seriesPosition: 3 })
  const event = await read.event.findFirstOrThrow({ orderBy: { id: 'desc' } })
  expect(event.tags).toEqual(expect.arrayContaining([`series:${seriesId}`, `article:${articleId}`]))

  const own = { id: author.authorId, slug: 'me', name: 'Me', bio: '' }
  await saveAuthor(author, { ...own, accountId: author.account.id })
  await expect(saveAuthor(author, { ...own, id: editor.authorId, accountId: null })).rejects.toMatchObject({ code: 'forbidden' })
  await expect(saveAuthor(author, { ...own, id: null, slug: 'other', accountId: null })).rejects.toMatchObject({ code: 'forbidden' })
  await saveAuthor(editor, { id: null, slug: 'guest-writer', name: 'A guest', bio: '', accountId: null })
})
