import { afterEach, beforeEach, expect, test } from 'vitest'
import { leaveSite } from '@/features/accounts/commands/leave-site'
import { getHistoryPage } from './history'
import { moveClock, setClock } from '@/platform/clock'
import { read, write } from '@/platform/db'
import { newId } from '@/platform/id'
import type { Actor } from '@/platform/http/request'
import { useDatabase } from '@/tests/support/database'
import { deleteForGood, draftOf, makeDocument, makeEntry, makeList, makePublished, saveDraft } from '@/tests/factories/lists'
import { guest, makeActor } from '@/tests/factories/writers'
import { statementsOf } from '@/tests/support/statements'
import { readDocument } from '@/features/articles/document/read-document'
import { wholeEach } from '@/features/articles/document/revision-content'
import type { DraftChange } from '@/features/articles/document/operations'
import { keepDrafts, sweepOperations, thinHistories } from '@/features/articles/jobs'
import { draftAt } from '@/features/articles/queries/revisions'
import { entriesOf, type ListDocument } from '@/features/articles/schema'
import { changeDraft } from '@/features/articles/commands/change-draft'
import { nameRevision } from '@/features/articles/commands/name-revision'
import { publishArticle } from '@/features/articles/commands/publish-article'
import { restoreEdition } from '@/features/articles/commands/restore-edition'
import { replaceDraft } from '@/features/articles/commands/write-draft'
import { restoreRevision } from '@/features/articles/commands/restore-revision'
import { thinRevisions } from '@/features/articles/commands/thin-revisions'

useDatabase()
const start = new Date('2026-11-27T10:00:00Z')
beforeEach(() => setClock(() => start.getTime()))
afterEach(() => setClock(null))

const [minute, hour, day] = [60_000, 3_600_000, 86_400_000]
const nothingAsked = { a: '', b: '', before: '', show: '' }
const rowsOf = (articleId: string) => read.draftRevision.findMany({ where: { articleId }, orderBy: { version: 'asc' } })
const draftNow = async (articleId: string): Promise<ListDocument> => readDocument((await draftOf(articleId)).document)

/** Types words at the beginning of a text, as one operation. */
async function type(actor: Actor, articleId: string, words: string, { entry, field = 'title' }: { entry?: string; field?: string } = {}) {
  const { version } = await draftOf(articleId)
  const change: DraftChange = { do: 'edit', on: entry ? { entry } : 'list', field, changes: [[0, 0, words]] }
  return changeDraft(actor, { id: articleId, base: version, operations: [{ id: `factory0-${newId()}`, changes: [change] }] })
}

/** What the draft was at each version, seen while it was made. */
class Seen {
  readonly documents = new Map<number, ListDocument>()
  constructor(readonly articleId: string) {}
  async look() {
    const { version, document } = await draftOf(this.articleId)
    this.documents.set(version, readDocument(document))
  }
  /** These versions, from the first that was seen, are what they were. */
  async expectAll(versions: Iterable<number>) {
    for (const version of versions)
      if (version > 1) expect(await draftAt(read, this.articleId, version), `version ${version}`).toEqual(this.documents.get(version))
  }
}

test('work becomes revisions by person and five minutes, and each is what the draft was', async () => {
  const [author, editor] = [await makeActor('author', 'Anna'), await makeActor('editor', 'Ed')]
  const { articleId } = await makeList(author, makeDocument('List', [makeEntry('One'), makeEntry('Two')]))
  const seen = new Seen(articleId)
  await seen.look()
  for (const who of [author, author, editor, author, editor]) {
    moveClock(minute)
    await type(who, articleId, 'x ')
    await seen.look()
  }
  moveClock(10 * minute)
  const [, two] = (await draftNow(articleId)).entries
  await saveDraft(author, { articleId, document: { ...(await draftNow(articleId)), entries: [two!] } })
  await seen.look()
  await keepDrafts()
  // The beginning; Anna; the editor, who joined her, and both; the last one is not over.
  expect((await rowsOf(articleId)).map(({ version, kind, people, depth }) => ({ version, kind, people, depth }))).toEqual([
    { version: 1, kind: 'begun', people: [author.account.id], depth: 0 },
    { version: 4, kind: 'written', people: [author.account.id], depth: 1 },
    { version: 7, kind: 'written', people: [editor.account.id, author.account.id], depth: 2 },
  ])
  await seen.expectAll(seen.documents.keys())

  const page = await getHistoryPage(author, articleId, nothingAsked)
  expect(page.lines).toMatchObject([
    { ref: 'v8', isNow: true, people: ['You'], summary: { removed: { count: 1, named: ['One'] } }, from: '2026-11-27T10:15:00.000Z' },
    { ref: 'v7', people: ['Ed', 'You'], summary: { fields: ['title'] }, from: '2026-11-27T10:03:00.000Z', at: '2026-11-27T10:05:00.000Z' },
    { ref: 'v4', people: ['You'], summary: { fields: ['title'], added: { count: 2, named: ['One', 'Two'] } } },
    { ref: 'v1', is: 'begun' },
  ])
  expect([page.a.ref, page.b.ref, page.comparison.counts.removed]).toEqual(['v7', 'now', 1])

  moveClock(5 * minute)
  await Promise.all([keepDrafts(), keepDrafts()])
  expect((await rowsOf(articleId)).map(({ version }) => version)).toEqual([1, 4, 7, 8])
  await keepDrafts()
  expect(await rowsOf(articleId)).toHaveLength(4)
})

test('a deep history: 10,000 operations, read in pages, each state from fewer than 50 differences', async () => {
  const editor = await makeActor('editor')
  const { articleId, version } = await makeList(
    editor,
    makeDocument(
      'List',
      Array.from({ length: 20 }, (_, n) => makeEntry(`Entry ${n}`)),
    ),
  )
  const ids = entriesOf(await draftNow(articleId)).map(({ entry }) => entry.id)
  const seen = new Seen(articleId)
  let base = version
  for (let stretch = 0; stretch < 200; stretch++) {
    moveClock(6 * minute)
    const operations = Array.from({ length: 50 }, (_, n) => {
      const changes: DraftChange[] = [{ do: 'edit', on: { entry: ids[(stretch + n) % 20]! }, field: 'body', changes: [[0, 0, `${stretch}.${n} `]] }]
      return { id: `factory0-${newId()}`, changes }
    })
    base = (await changeDraft(editor, { id: articleId, base, operations })).version
    await seen.look()
    if (stretch % 60 === 30) await keepDrafts()
  }
  expect(base).toBe(version + 10_000)
  moveClock(6 * minute)
  await keepDrafts()
  const rows = await rowsOf(articleId)
  expect(rows).toHaveLength(202)
  expect(Math.max(...rows.map(({ depth }) => depth))).toBe(wholeEach - 1)
  await seen.expectAll(seen.documents.keys())

  let pages = 0
  const refs: string[] = []
  for (let before = ''; ; pages++) {
    const { lines, next } = await getHistoryPage(editor, articleId, { ...nothingAsked, before })
    refs.push(...lines.map(({ ref }) => ref))
    expect(lines.length).toBeLessThanOrEqual(50)
    if (next === null) break
    before = String(next)
  }
  expect(pages).toBe(4)
  expect(refs).toEqual(rows.map((row) => `v${row.version}`).toReversed())
  // Whatever is compared, two documents are read, and of the others none.
  const statements = await statementsOf(() => getHistoryPage(editor, articleId, { ...nothingAsked, a: `v${rows[120]!.version}`, b: `v${rows[33]!.version}` }))
  expect(statements.filter(({ sql }) => sql.includes('"content"') || sql.includes('`content`'))).toHaveLength(2)
})

test('histories are thinned out: all of seven days, one of an hour for 90 days, then one of a day; what is left is what it was', async () => {
  const [author, editor] = [await makeActor('author', 'Anna'), await makeActor('editor', 'Ed')]
  const { articleId } = await makeList(author, makeDocument('List', [makeEntry('One')]))
  const entry = (await draftNow(articleId)).entries[0]!.id
  const seen = new Seen(articleId)
  await seen.look()
  // Every ten minutes of four hours, on two days.
  for (let n = 0; n < 48; n++) {
    moveClock(n === 24 ? 20 * hour : 10 * minute)
    await type(n % 2 === 0 ? author : editor, articleId, `${n} `, n % 3 === 0 ? { entry, field: 'body' } : {})
    await seen.look()
  }
  moveClock(10 * minute)
  await keepDrafts()
  const all = await rowsOf(articleId)
  expect(all).toHaveLength(50)
  await nameRevision(author, { articleId, revision: all[10]!.version, name: 'Before the re-order' })
  moveClock(5 * day)
  await thinHistories()
  expect(await rowsOf(articleId)).toHaveLength(50)

  moveClock(4 * day)
  await thinHistories()
  const hourly = await rowsOf(articleId)
  const hours = (row: (typeof hourly)[number]) => Math.floor(row.endedAt.getTime() / hour)
  expect(hourly.filter(({ name, kind }) => name === null && kind === 'written').map(hours)).toEqual([...new Set(all.slice(1).map(hours))])
  expect(hourly.map(({ name }) => name)).toContain('Before the re-order')
  // A line tells the work of the hour: who wrote, and from when.
  expect(hourly.at(-1)).toMatchObject({ people: expect.arrayContaining([author.account.id, editor.account.id]) })
  await seen.expectAll(hourly.map(({ version }) => version))
  // What went from between is still known by its operations, while those are kept.
  await seen.expectAll(all.map(({ version }) => version))

  // Work goes on, and whole ones are among what goes.
  for (let n = 0; n < 60; n++) {
    moveClock(6 * minute)
    await type(author, articleId, `${n} `)
    await seen.look()
  }
  moveClock(91 * day)
  await keepDrafts()
  await thinHistories()
  await sweepOperations()
  const daily = await rowsOf(articleId)
  const days = (row: (typeof daily)[number]) => Math.floor(row.endedAt.getTime() / day)
  const written = daily.filter(({ name, kind }) => name === null && kind === 'written').map(days)
  expect(written).toEqual([...new Set(written)])
  expect(written).toHaveLength(3)
  await seen.expectAll(daily.map(({ version }) => version))
  expect(await draftAt(read, articleId, all[20]!.version)).toBeNull()
  expect(await read.draftRevision.count({ where: { thinned: { lt: 2 } } })).toBe(0)
  // Nothing is due: nothing is done again.
  await thinHistories()
  expect(await rowsOf(articleId)).toEqual(daily)
})

test('a list’s history has room for 20 MB: the oldest of it go, not those with a name', async () => {
  const editor = await makeActor('editor')
  const { articleId } = await makeList(editor, makeDocument('List', [makeEntry('One')]))
  const seen = new Seen(articleId)
  for (let n = 0; n < 6; n++) {
    moveClock(6 * minute)
    await type(editor, articleId, `${n} `)
    await seen.look()
  }
  moveClock(6 * minute)
  await keepDrafts()
  const all = await rowsOf(articleId)
  await nameRevision(editor, { articleId, revision: all[2]!.version, name: 'Kept' })
  // As if texts of megabytes had been pasted and cut out again.
  await write((tx) => tx.draftRevision.updateMany({ where: { articleId, version: { lt: all[4]!.version } }, data: { size: 9_000_000 } }))
  await thinRevisions(articleId)
  const left = await rowsOf(articleId)
  expect(left.map(({ version }) => version)).toEqual(all.slice(2).map(({ version }) => version))
  await seen.expectAll(left.map(({ version }) => version))
})

test('what is brought back replaces nothing for good, and can be undone in the same way', async () => {
  const [author, editor] = [await makeActor('author', 'Anna'), await makeActor('editor', 'Ed')]
  const { articleId, document } = await makePublished(author, makeDocument('List', [makeEntry('One')]))
  const { id: editionId } = await read.edition.findFirstOrThrow({ where: { articleId } })
  moveClock(minute)
  await type(editor, articleId, 'Their ')
  const theirs = await draftNow(articleId)
  const { version } = await draftOf(articleId)
  await expect(restoreRevision(author, { articleId, revision: 1, version: version - 1 })).rejects.toMatchObject({ code: 'conflict' })
  moveClock(minute)
  const restored = await restoreEdition(author, { articleId, editionId, version })
  expect(await draftNow(articleId)).toEqual(document)
  const { lines } = await getHistoryPage(author, articleId, nothingAsked)
  expect(lines).toMatchObject([
    { ref: `v${restored.version}`, isNow: true, is: 'restored', source: 'e1', people: ['You'] },
    { ref: `v${version}`, replaced: true, people: ['Ed'] },
    { ref: 'e1', edition: { number: 1, state: 'current' } },
    { people: ['You'] },
    { ref: 'v1' },
  ])
  // Bringing back what was replaced.
  const again = await restoreRevision(author, { articleId, revision: version, version: restored.version })
  expect([await draftNow(articleId), again.document]).toEqual([theirs, theirs])
  moveClock(120 * day)
  await type(author, articleId, 'Much later ')
  moveClock(hour)
  await keepDrafts()
  await thinHistories()
  await sweepOperations()
  expect(await draftAt(read, articleId, version)).toEqual(theirs)
  expect((await rowsOf(articleId)).filter(({ replaced }) => replaced).map((row) => row.version)).toEqual([version, restored.version])
  await expect(restoreRevision(author, { articleId, revision: 900, version: (await draftOf(articleId)).version })).rejects.toMatchObject({ code: 'not_found' })
})

test('a state gets a name, and loses it: the draft as it is now, in the middle of work, and an earlier one', async () => {
  const author = await makeActor('author')
  const { articleId, version } = await makeList(author, makeDocument('List', [makeEntry('One')]))
  await nameRevision(author, { articleId, revision: version, name: 'Just begun' })
  moveClock(minute)
  await type(author, articleId, 'x ')
  // The name is of what it was: what comes after it is a revision of its own.
  expect(await getHistoryPage(author, articleId, { ...nothingAsked, show: 'kept' })).toMatchObject({ lines: [{ ref: `v${version}`, name: 'Just begun' }] })
  expect((await draftAt(read, articleId, version))?.title).toBe('List')
  expect((await getHistoryPage(author, articleId, nothingAsked)).lines.map(({ ref }) => ref)).toEqual([`v${version + 1}`, `v${version}`, 'v1'])
  await nameRevision(author, { articleId, revision: version, name: '' })
  expect((await getHistoryPage(author, articleId, { ...nothingAsked, show: 'kept' })).lines).toEqual([])
  await expect(nameRevision(author, { articleId, revision: version + 9, name: 'No' })).rejects.toMatchObject({ code: 'not_found' })
})

test('who may not edit a list has nothing of its history', async () => {
  const [author, stranger, reader] = [await makeActor('author'), await makeActor('author'), await makeActor('reader')]
  const { articleId, version } = await makeList(author, makeDocument('List', []))
  for (const [actor, code] of [
    [stranger, 'not_found'],
    [reader, 'forbidden'],
    [guest, 'unauthorized'],
  ] as const) {
    // prettier-ignore
    await expect(nameRevision(actor, { articleId, revision: version, name: 'Mine' })).rejects.toMatchObject({ code })
    await expect(restoreRevision(actor, { articleId, revision: 1, version })).rejects.toMatchObject({ code })
    await expect(getHistoryPage(actor, articleId, nothingAsked)).rejects.toMatchObject({ code: 'not_found' })
  }
})

test('a list takes its history with it; who leaves the site has no name in it', async () => {
  const [author, editor] = [await makeActor('author', 'Anna'), await makeActor('editor', 'Ed')]
  const { articleId } = await makeList(author, makeDocument('List', [makeEntry('One')]))
  moveClock(minute)
  await type(editor, articleId, 'x ')
  moveClock(hour)
  await keepDrafts()
  await leaveSite('operator', { accountId: editor.account.id, leaving: 'anonymous' })
  expect((await getHistoryPage(author, articleId, nothingAsked)).lines).toMatchObject([{ people: [''] }, { people: ['You'] }, { people: ['You'] }])
  await deleteForGood(author, { articleId })
  expect([await read.draftRevision.count(), await read.draftOperation.count()]).toEqual([0, 0])
})

test('what operations do not tell is kept whole: a list without a first revision, and operations that are gone', async () => {
  const author = await makeActor('author')
  const { articleId } = await makeList(author, makeDocument('List', [makeEntry('One')]))
  await write((tx) => tx.draftRevision.deleteMany({ where: { articleId } }))
  moveClock(hour)
  await keepDrafts()
  expect(await rowsOf(articleId)).toMatchObject([{ version: 2, kind: 'begun', depth: 0 }])
  await type(author, articleId, 'x ')
  await type(author, articleId, 'y ')
  await write((tx) => tx.draftOperation.deleteMany({ where: { articleId, version: 3 } }))
  moveClock(hour)
  await keepDrafts()
  expect(await rowsOf(articleId)).toMatchObject([{ version: 2 }, { version: 4, kind: 'written', depth: 0 }])
  expect(await draftAt(read, articleId, 4)).toEqual(await draftNow(articleId))
  expect(await draftAt(read, articleId, 3)).toBeNull()
  expect(await getHistoryPage(author, articleId, { ...nothingAsked, a: 'v3', b: 'nonsense' })).toMatchObject({
    missing: true,
    a: { ref: 'v2' },
    b: { ref: 'now' },
  })
})

test('editions stand on the line of time, and any two things on it are compared', async () => {
  const author = await makeActor('author')
  const [one, two] = [makeEntry('One', { body: 'He plays a rebel, more or less.' }), makeEntry('Two')]
  const { articleId, document } = await makePublished(author, makeDocument('List', [one, two]))
  moveClock(hour)
  const three = makeEntry('Three')
  await saveDraft(author, { articleId, document: { ...document, entries: [two, three, { ...one, body: 'He plays the rebel.' }] } })
  await publishArticle(author, { articleId, version: (await draftOf(articleId)).version })
  const { lines, comparison } = await getHistoryPage(author, articleId, { ...nothingAsked, a: 'e1', b: 'e2' })
  expect(lines.map(({ ref }) => ref)).toEqual(['v3', 'e2', 'e1', 'v2', 'v1'])
  expect(comparison.counts).toMatchObject({ added: 1, moved: 1, removed: 0, rewritten: 1, same: 1 })
  expect((await getHistoryPage(author, articleId, { ...nothingAsked, show: 'editions' })).lines.map(({ ref }) => ref)).toEqual(['e2', 'e1'])
  // A file that is put over the draft stands among them.
  moveClock(hour)
  const article = await read.article.findUniqueOrThrow({ where: { id: articleId }, select: { id: true, currentEditionId: true } })
  const { version, savedAt } = await read.draft.findUniqueOrThrow({ where: { articleId }, select: { version: true, savedAt: true } })
  const [now, file] = [await draftNow(articleId), { ...document, entries: [three] }]
  await write((tx) => replaceDraft(tx, article, { draft: { version, savedAt, document: now }, document: file, by: null, imported: true }))
  const imported = await getHistoryPage(author, articleId, { ...nothingAsked, a: 'e2', b: 'v4' })
  expect(imported.lines.map(({ ref }) => ref)).toEqual(['v4', 'e2', 'v3', 'e1', 'v2', 'v1'])
  expect(imported.comparison.counts).toMatchObject({ removed: 2, same: 1 })
  expect((await getHistoryPage(author, articleId, { ...nothingAsked, show: 'imports' })).lines.map(({ ref, is }) => [ref, is])).toEqual([['v4', 'imported']])
})
