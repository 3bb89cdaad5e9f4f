import { describe, expect, test } from 'vitest'
import { findArticlePage } from '@/features/articles/queries/article-page'
import { listArticles } from '@/features/articles/queries/cards'
import { findCover } from '@/features/articles/queries/covers'
import { findEntryPage, type EntryPage } from '@/features/articles/queries/entry-page'
import { chipsOf } from '@/features/articles/reading/records'
import { entriesOf } from '@/features/articles/schema'
import { publishArticle } from '@/features/articles/commands/publish-article'
import { restoreEdition } from '@/features/articles/commands/restore-edition'
import { scheduleArticle } from '@/features/articles/commands/schedule-article'
import { publishScheduled } from '@/features/articles/jobs'
import { findCoverFile } from '@/features/artwork/queries/covers'
import { findShareCard, findShareImage } from '@/features/artwork/queries/share-images'
import { exportList } from '@/features/content-files/commands/export-list'
import { importContent } from '@/features/content-files/commands/import-content'
import { printList } from '@/features/content-files/format/print-list'
import { getDraftPage } from '@/features/editor/queries/draft-page'
import { getEdition, getHistory } from '@/features/editor/queries/editions'
import { getEditor } from '@/features/editor/queries/editor'
import { listForStudio } from '@/features/editor/queries/studio-list'
import { articleLd } from '@/features/feeds/json-ld/article'
import { getSiteFeed } from '@/features/feeds/queries/feed'
import { indexArticle } from '@/features/search/commands/index-article'
import { search } from '@/features/search/queries/search'
import { read, write } from '@/platform/db'
import { draftOf, makeDocument, makeEntry, makePublished, saveDraft } from '@/tests/factories/lists'
import { makeFixtureRecords, makeStored, makeStoredLive, storedDocument } from '@/tests/factories/stored-documents'
import { makeActor } from '@/tests/factories/writers'
import { useDatabase } from '@/tests/support/database'

useDatabase()

const site = { name: 'Lists', url: 'https://lists.example' }
const pageOf = async (slug: string) => (await findArticlePage(slug)) ?? expect.unreachable(`no page of ${slug}`)
const entryPageOf = async (slug: string, entry: string): Promise<EntryPage> =>
  (await findEntryPage(await pageOf(slug), entry))?.page ?? expect.unreachable(`no page of ${entry}`)

/** Documents that today's rules refuse, and what each must still show: [fixture, title, slugs of its entries]. */
const stored = [
  ['format-1', '3 K-pop MVs filmed abroad', ['blue', 'crooked', 'lonely']],
  ['format-1-outgrown', 'An older list', ['results', 'bare', 'in-a-section']],
  ['format-2', '3 K-pop MVs filmed abroad', ['blue', 'crooked', 'lonely']],
] as const

describe.each(stored)('%s', (name, title, slugs) => {
  test('readers see it: page, entries, cards, cover, share images, feed and search', async () => {
    await makeFixtureRecords()
    const { articleId, slug } = await makeStoredLive(await makeActor('editor'), storedDocument(name))
    const page = await pageOf(slug)
    expect(page).toMatchObject({ total: 3, document: { title } })
    expect(entriesOf(page.document).map(({ entry }) => entry.slug)).toEqual(slugs)
    for (const { entry } of entriesOf(page.document)) {
      expect(await entryPageOf(slug, entry.slug)).toMatchObject({ removed: false, placed: { entry: { heading: entry.heading } } })
      const image = (await findShareImage('entry', entry.id))!
      expect(await findShareCard(image.src.slice('/share/'.length))).toMatchObject({ card: { title: entry.heading } })
    }
    const credited = entriesOf(page.document).find(({ entry }) => entry.credits.length > 1)!.entry
    expect(chipsOf(credited, page.records).map(({ record }) => record.name)).toEqual(expect.arrayContaining(['G-Dragon', 'London']))
    expect((await listArticles()).items).toMatchObject([{ id: articleId, title, entryCount: 3 }])
    expect(await findCoverFile((await findCover(articleId))!.src.slice('/covers/'.length))).toHaveProperty('svg')
    expect(await findShareImage('article', articleId)).toMatchObject({ alt: title })
    const { items } = await getSiteFeed(site)
    expect(items).toMatchObject([{ title }])
    for (const { entry } of entriesOf(page.document)) expect(items[0]!.html).toContain(`/articles/${slug}/${entry.slug}"`)
    await write((tx) => indexArticle(tx, articleId))
    expect((await search({ words: title.split(' ') })).lists.items).toMatchObject([{ id: articleId }])
  })

  test('writers open it: editor, preview, studio list, history, comparison, export', async () => {
    await makeFixtureRecords()
    const editor = await makeActor('editor')
    const { articleId, slug, editionId } = await makeStoredLive(editor, storedDocument(name))
    expect((await getEditor(editor, articleId)).document).toMatchObject({ title })
    expect(await getDraftPage(editor, articleId)).toMatchObject({ article: { total: 3 } })
    expect(await getDraftPage(editor, articleId, editionId)).toMatchObject({ article: { total: 3 } })
    expect((await listForStudio(editor, { state: null, search: '', page: 1 })).rows).toMatchObject([{ id: articleId, draftVersion: 1 }])
    expect(await getHistory(editor, articleId)).toMatchObject({ list: { draftTitle: title }, editions: [{ id: editionId, state: 'current' }] })
    expect(await getEdition(editor, articleId, editionId)).toMatchObject({ document: { title }, toDraft: { fields: [], entries: [] } })
    for (const published of [true, false]) expect(printList((await exportList(read, slug, { published })).list)).toContain(`title: ${title}`)
    expect(await restoreEdition(editor, { articleId, editionId, version: 1 })).toMatchObject({ version: 2, document: { title } })
  })
})

test('readers are never told of waived checks, although the edition has them; the line for search engines is what they get', async () => {
  await makeFixtureRecords()
  const { slug } = await makeStoredLive(await makeActor('editor'), storedDocument('format-2'))
  const page = await pageOf(slug)
  expect(page.document.waived).toHaveLength(2)
  const { items } = await getSiteFeed(site)
  const data = articleLd(page, { site })
  expect(items[0]!.summary).toBe('Three K-pop videos filmed far from Seoul, and where.')
  expect(data).toMatchObject({ description: items[0]!.summary })
  expect(JSON.stringify([items, data])).not.toMatch(/The outro takes it up|There is none of this song/)
})

test('an entry that left a list keeps its page, although the edition that had it breaks today’s rules', async () => {
  await makeFixtureRecords()
  const editor = await makeActor('editor')
  const { articleId, slug } = await makeStoredLive(editor, storedDocument('format-1-outgrown'))
  const { document } = await getEditor(editor, articleId)
  const { version } = await saveDraft(editor, { articleId, version: 1, document: { ...document, entries: document.entries.slice(1), sections: [] } })
  await publishArticle(editor, { articleId, version })
  expect(await entryPageOf(slug, 'results')).toMatchObject({ removed: true, placed: { entry: { subheading: 'of an older day' } } })
})

test('a draft that breaks today’s rules is saved as it is and refused when it is published, each fault at its place', async () => {
  await makeFixtureRecords()
  const editor = await makeActor('editor')
  const { articleId, slug } = await makeStoredLive(editor, storedDocument('format-1-outgrown'))
  const { document } = await getEditor(editor, articleId)
  const saved = await saveDraft(editor, { articleId, version: 1, document: { ...document, intro: 'Changed.' } })
  const refused = expect.objectContaining({
    code: 'invalid',
    data: [
      { path: ['entries', 0, 'slug'], message: expect.stringContaining('part of the page itself') },
      { path: ['entries', 0, 'heading'], message: 'At most 200 characters' },
      { path: ['sections', 0, 'entries', 0, 'body'], message: 'At most 20,000 characters' },
    ],
  })
  await expect(publishArticle(editor, { articleId, version: saved.version })).rejects.toEqual(refused)
  const at = new Date(Date.now() + 60_000)
  await expect(scheduleArticle(editor, { articleId, version: saved.version, at })).rejects.toEqual(refused)
  expect((await pageOf(slug)).document.intro).toBe('Written before the rules of today.')
  // What the export of it says is held against the rules again when it is imported.
  const { list } = await exportList(read, slug)
  await expect(importContent([{ name: 'old.md', text: printList(list) }])).rejects.toThrow('old.md')
})

describe('a scheduled edition', () => {
  test('goes live at its time, although a rule has changed since it was checked', async () => {
    await makeFixtureRecords()
    const { articleId, slug, editionId } = await makeStored(await makeActor('author'), storedDocument('format-1-outgrown'))
    await publishScheduled({ editionId })
    expect(await read.article.findUniqueOrThrow({ where: { id: articleId } })).toMatchObject({ state: 'published', currentEditionId: editionId, entryCount: 3 })
    expect((await pageOf(slug)).total).toBe(3)
    const entries = await read.entry.findMany({
      where: { articleId },
      orderBy: { position: 'asc' },
      select: { slug: true, credits: { select: { role: true } } },
    })
    expect(entries).toEqual([
      { slug: 'results', credits: [{ role: 'with' }, { role: 'filmed-in' }] },
      { slug: 'bare', credits: [] },
      { slug: 'in-a-section', credits: [] },
    ])
  })

  test('goes live without the credit of a record that is gone', async () => {
    const { articleId, slug, editionId } = await makeStored(await makeActor('author'), storedDocument('format-1'))
    await publishScheduled({ editionId })
    expect((await pageOf(slug)).total).toBe(3)
    expect(await read.credit.count({ where: { articleId } })).toBe(0)
  })

  test('does not take an address from another entry, nor an entry from another list', async () => {
    const author = await makeActor('author')
    const other = await makePublished(author, makeDocument('Other', [makeEntry('Theirs')]))
    const stolen = await makeStored(author, { ...makeDocument('Mine', other.document.entries) })
    await expect(publishScheduled({ editionId: stolen.editionId })).rejects.toMatchObject({ code: 'invalid', data: [{ path: ['entries', 0] }] })
    const mine = await makePublished(author, makeDocument('Mine too', [makeEntry('One')]))
    const editionId = 'takesanaddress0000000'
    const document = { ...makeDocument('Mine too', [makeEntry('Two', { slug: 'one' })]) }
    await write((tx) => tx.edition.create({ data: { id: editionId, articleId: mine.articleId, number: 2, document, ofVersion: 2, publishAt: new Date(0) } }))
    await expect(publishScheduled({ editionId })).rejects.toMatchObject({ code: 'invalid', data: [{ path: ['entries', 0, 'slug'] }] })
    expect((await pageOf(mine.slug)).document.entries).toMatchObject([{ heading: 'One' }])
  })

  test('does not put an empty page in the place of a list when it cannot be read', async () => {
    const { slug, editionId } = await makeStored(await makeActor('author'), { format: 1 })
    await expect(publishScheduled({ editionId })).rejects.toMatchObject({ code: 'conflict' })
    expect(await findArticlePage(slug)).toBeNull()
  })
})

test('a document that cannot be understood opens for writers, says so, and is replaced from the history', async () => {
  const editor = await makeActor('editor')
  const { articleId, slug, document } = await makePublished(editor, makeDocument('List', [makeEntry('One')]))
  await write((tx) => tx.draft.update({ where: { articleId }, data: { document: 'torn' } }))
  const { document: shown, version } = await getEditor(editor, articleId)
  expect(shown).toMatchObject({ intro: expect.stringContaining('could not be read'), entries: [] })
  expect((await pageOf(slug)).document.title).toBe('List')
  await expect(exportList(read, slug)).rejects.toMatchObject({ code: 'conflict' })
  await expect(publishArticle(editor, { articleId, version })).rejects.toMatchObject({ code: 'conflict' })
  const { id: editionId } = await read.edition.findFirstOrThrow({ where: { articleId } })
  await restoreEdition(editor, { articleId, editionId, version })
  expect((await draftOf(articleId)).document).toEqual(document)
})

test('what cannot be read, or is newer than this code, is not replaced by an import, nor published or exported with less in it', async () => {
  const editor = await makeActor('editor')
  const { articleId, slug } = await makePublished(editor, makeDocument('List', [makeEntry('One')]))
  const { list } = await exportList(read, slug)
  const file = { name: `${slug}.md`, text: printList({ ...list, title: 'Another title' }) }
  const { version: importedVersion } = await read.draft.findUniqueOrThrow({ where: { articleId } })
  for (const [imported, stored] of [
    [false, 'torn'],
    [true, 'torn'],
    [false, { format: 99, title: 'From tomorrow', hologram: 'kept' }],
    [true, { format: 99, title: 'From tomorrow', hologram: 'kept' }],
  ] as const) {
    await write((tx) => tx.draft.update({ where: { articleId }, data: { document: stored, importedVersion: imported ? importedVersion : null } }))
    for (const force of [false, true]) await expect(importContent([file], { force })).rejects.toMatchObject({ code: 'conflict' })
    await expect(exportList(read, slug)).rejects.toMatchObject({ code: 'conflict' })
    const { version } = await getEditor(editor, articleId)
    await expect(publishArticle(editor, { articleId, version })).rejects.toMatchObject({ code: 'conflict' })
    await expect(scheduleArticle(editor, { articleId, version, at: new Date(Date.now() + 60_000) })).rejects.toMatchObject({ code: 'conflict' })
    expect(await read.draft.findUnique({ where: { articleId }, select: { document: true } })).toEqual({ document: stored })
  }
  expect(await read.edition.count({ where: { articleId } })).toBe(1)
})

test('what cannot be read, or is newer than this code, is not written over by a save, and a torn edition is not brought back', async () => {
  const editor = await makeActor('editor')
  const { articleId } = await makePublished(editor, makeDocument('List', [makeEntry('One')]))
  const { id: editionId } = await read.edition.findFirstOrThrow({ where: { articleId } })
  for (const stored of ['torn', { format: 99, title: 'From tomorrow', hologram: 'kept' }]) {
    await write((tx) => tx.draft.update({ where: { articleId }, data: { document: stored } }))
    const { document, version } = await getEditor(editor, articleId)
    await expect(saveDraft(editor, { articleId, version, document: { ...document, title: 'One letter more' } })).rejects.toMatchObject({ code: 'conflict' })
    expect(await read.draft.findUnique({ where: { articleId }, select: { document: true } })).toEqual({ document: stored })
  }
  const { version } = await getEditor(editor, articleId)
  await expect(restoreEdition(editor, { articleId, editionId, version })).rejects.toMatchObject({ code: 'conflict' })
  await write(async (tx) => {
    await tx.draft.update({ where: { articleId }, data: { document: makeDocument('List', [makeEntry('Two')]) } })
    await tx.edition.update({ where: { id: editionId }, data: { document: 'torn' } })
  })
  await expect(restoreEdition(editor, { articleId, editionId, version })).rejects.toMatchObject({
    code: 'conflict',
    message: expect.stringContaining('edition'),
  })
  expect((await draftOf(articleId)).document).toMatchObject({ entries: [{ heading: 'Two' }] })
})
