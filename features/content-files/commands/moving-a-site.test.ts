import { expect, test } from 'vitest'
import { changeSlug } from '@/features/articles/commands/change-slug'
import { saveAuthor } from '@/features/articles/commands/save-author'
import { saveSeries } from '@/features/articles/commands/save-series'
import { scheduleArticle } from '@/features/articles/commands/schedule-article'
import { publishScheduled } from '@/features/articles/jobs'
import { findArticlePage, findMovedArticle } from '@/features/articles/queries/article-page'
import { findMovedAuthor } from '@/features/articles/queries/authors'
import { findEntryPage } from '@/features/articles/queries/entry-page'
import { findMovedSeries } from '@/features/articles/queries/series'
import { saveRecord } from '@/features/records/commands/save-record'
import { findMovedRecord } from '@/features/records/queries/record-page'
import { nowMs } from '@/platform/clock'
import { read, write } from '@/platform/db'
import { deleteForGood, draftOf, makeDocument, makeEntry, makeList, makePublished, republish } from '@/tests/factories/lists'
import { makeActor } from '@/tests/factories/writers'
import { emptyTables, useDatabase } from '@/tests/support/database'
import { exportContent } from './export-content'
import { importContent } from './import-content'

useDatabase()

const due = new Date(Math.floor(nowMs() / 60_000) * 60_000 + 7 * 24 * 3_600_000)
const appeared = new Date('2020-02-03T04:05:06Z')

/** A site where things were renamed, an entry left its list, and a list waits for its time. */
async function fillSite() {
  const editor = await makeActor('editor')
  const group = { kind: 'group' as const, name: 'BIGBANG', names: [], description: '', parentId: null, latitude: null, longitude: null, date: null, url: null }
  const { id: groupId } = await saveRecord(editor, { id: null, ...group, slug: 'big-bang' })
  await saveRecord(editor, { id: groupId, ...group, slug: 'bigbang' })
  const { id: seriesId } = await saveSeries(editor, { id: null, slug: 'flashback', title: 'Flashback', description: '' })
  await saveSeries(editor, { id: seriesId, slug: 'flashbacks', title: 'Flashback', description: '' })
  const { id: authorId } = await saveAuthor(editor, { id: null, slug: 'desk', name: 'The desk', bio: '', accountId: null })
  await saveAuthor(editor, { id: authorId, slug: 'the-desk', name: 'The desk', bio: '', accountId: null })

  const [one, sober, three] = [makeEntry('One'), makeEntry('Sober', { subheading: '**BIGBANG**, drums', body: 'In the studio.', credits: [{ role: 'artist', subject: groupId }] }), makeEntry('Three')] // prettier-ignore
  const document = makeDocument('Songs', [one, sober, three])
  const { articleId } = await makePublished(editor, document)
  await republish(editor, articleId, { ...document, entries: [{ ...one, slug: 'first' }, { ...sober, slug: 'sober-again' }, three] })
  await republish(editor, articleId, { ...document, entries: [{ ...one, slug: 'first' }, three] })
  await changeSlug(editor, { articleId, slug: 'tunes' })
  const later = await makeList(editor, makeDocument('Later', [makeEntry('Soon')]))
  await write(async (tx) => {
    await tx.article.update({ where: { id: articleId }, data: { seriesId, seriesPosition: 1, firstPublishedAt: appeared } })
    await tx.articleAuthor.deleteMany()
    await tx.articleAuthor.create({ data: { articleId, authorId, position: 0 } })
  })
  await scheduleArticle(editor, { articleId: later.articleId, version: later.version, at: due })
  return { editor, articleId, later }
}

const songs = `---
format: 1
slug: tunes
formerly: [ songs ]
title: Songs
order: numbered
question: Which one was your favourite?
series: { slug: flashbacks, position: 1 }
authors: [ the-desk ]
published: 2020-02-03T04:05:06.000Z
---

### One {#first formerly: one}

### Three {#three}

# {removed}

### Sober {#sober-again no: 2 formerly: sober}
**BIGBANG**, drums
- artist: groups/bigbang

In the studio.
`
const later = `---
format: 1
slug: later
title: Later
order: numbered
question: Which one was your favourite?
published: ${due.toISOString()}
---

### Soon {#soon}
`
const records = `format: 1
groups:
  bigbang:
    name: BIGBANG
    formerly: [ big-bang ]
series:
  flashbacks:
    title: Flashback
    formerly: [ flashback ]
authors:
  the-desk:
    name: The desk
    formerly: [ desk ]
`

// The files are the same on both engines, so what one writes the other reads.
test('a site moves with its former addresses, the entries that left its lists, and its schedules', async () => {
  await fillSite()
  const exported = await exportContent('all')
  expect(Object.fromEntries(exported.files.map(({ name, text }) => [name, text]))).toEqual({ 'later.md': later, 'tunes.md': songs, 'records.yaml': records })
  expect(exported.notes).toEqual([])

  await emptyTables()
  const done = await importContent(exported.files, { publish: true })
  expect(done.lists).toMatchObject([
    { slug: 'later', draft: 'created', published: false, scheduled: due, note: null },
    { slug: 'tunes', draft: 'created', published: true, note: null },
  ])
  expect(await findMovedArticle('songs')).toBe('tunes')
  expect(await findMovedRecord('group', 'big-bang')).toBe('/groups/bigbang')
  expect(await findMovedSeries('flashback')).toBe('/series/flashbacks')
  expect(await findMovedAuthor('desk')).toBe('/authors/the-desk')
  const page = (await findArticlePage('tunes'))!
  expect(page).toMatchObject({ publishedAt: appeared, total: 2 })
  expect(await findEntryPage(page, 'one')).toEqual({ slug: 'first', page: null })
  expect(await findEntryPage(page, 'sober')).toEqual({ slug: 'sober-again', page: null })
  const gone = (await findEntryPage(page, 'sober-again'))?.page
  expect(gone).toMatchObject({ removed: true, placed: { entry: { heading: 'Sober', body: 'In the studio.', credits: [{ role: 'artist' }] } } })
  expect(gone?.article.numbers.get(gone.placed.entry.id)).toBe(2)
  expect(await read.entry.findMany({ where: { slug: 'sober-again' } })).toMatchObject([{ listed: false }])

  expect((await exportContent('all')).files).toEqual(exported.files)
  const told = await read.event.count()
  const again = await importContent(exported.files, { publish: true })
  expect(again).toMatchObject({ recordsAdded: 0, recordsChanged: 0, seriesAndAuthors: 0, lists: [{ draft: 'unchanged', published: false, scheduled: null }, { draft: 'unchanged', published: false }] }) // prettier-ignore
  expect(await read.event.count()).toBe(told)

  const [edition] = await read.edition.findMany({ where: { liveAt: null } })
  expect(edition?.publishAt).toEqual(due)
  await write((tx) => tx.edition.update({ where: { id: edition!.id }, data: { publishAt: new Date(nowMs() - 1) } }))
  await publishScheduled({ editionId: edition!.id })
  expect(await findArticlePage('later')).not.toBeNull()
})

test('what has not been approved is not published by a move, and what a file cannot have is said', async () => {
  const { editor, articleId, later: waiting } = await fillSite()
  const draft = (await draftOf(waiting.articleId)).document as Parameters<typeof republish>[2]
  await write((tx) => tx.draft.update({ where: { articleId: waiting.articleId }, data: { document: { ...draft, intro: 'Not yet approved.' }, version: 9 } }))
  const { version } = await draftOf(articleId)
  await scheduleArticle(editor, { articleId, version, at: due })
  const { files, notes } = await exportContent('all')
  expect(notes).toEqual([
    expect.stringMatching(/^later: its draft has other words than the edition that waits/),
    expect.stringMatching(/^tunes: the edition that is to replace what readers see/),
  ])
  await emptyTables()
  expect((await importContent(files, { publish: true })).lists).toMatchObject([
    { slug: 'later', published: false, scheduled: null, note: 'its file says state: draft' },
    { slug: 'tunes', published: true },
  ])
})

test('a file finds a list, a record, a series and an author that have the former address here, and renames them', async () => {
  const [old, now] = [
    { slug: 'songs', group: 'big-bang', series: 'flashback', author: 'desk', entry: 'one', more: '', former: '', entries: '' },
    { slug: 'tunes', group: 'bigbang', series: 'flashbacks', author: 'the-desk', entry: 'first', more: 'formerly: [songs]\n', former: ', formerly: ', entries: ' formerly: one' },
  ] // prettier-ignore
  const filesOf = ({ slug, group, series, author, entry, more, former, entries }: typeof old) => [
    { name: 'r.yaml', text: `format: 1\ngroups:\n  ${group}: { name: BIGBANG${former && `${former}[big-bang]`} }\nseries:\n  ${series}: { title: F${former && `${former}[flashback]`} }\nauthors:\n  ${author}: { name: D${former && `${former}[desk]`} }\n` },
    { name: 'l.md', text: `---\nformat: 1\nslug: ${slug}\n${more}title: T\nseries: { slug: ${series} }\nauthors: [${author}]\n---\n\n### One {#${entry}${entries}}\n- artist: groups/${group}\n` },
  ] // prettier-ignore
  await importContent(filesOf(old), { publish: true })
  const before = await read.article.findFirstOrThrow({ include: { entries: true } })
  expect((await importContent(filesOf(now), { publish: true })).lists).toMatchObject([{ slug: 'tunes', draft: 'changed', published: true, note: null }])
  expect(await read.article.findMany({ include: { entries: true } })).toMatchObject([
    { id: before.id, slug: 'tunes', entries: [{ id: before.entries[0]!.id, slug: 'first' }] },
  ])
  expect(await read.record.findMany()).toMatchObject([{ slug: 'bigbang' }])
  expect((await read.redirect.findMany({ orderBy: { path: 'asc' } })).map(({ path }) => path)).toEqual(['/articles/songs', '/authors/desk', '/groups/big-bang', '/series/flashback']) // prettier-ignore
  // A file from before the renaming still means the same things, and takes nothing back.
  const back = await importContent(filesOf(old).slice(0, 1))
  expect(back).toMatchObject({ recordsChanged: 0, seriesAndAuthors: 0 })
})

test('a former address that leads to something else here is refused at its line, and nothing is kept', async () => {
  await importContent([{ name: 'a.md', text: '---\nformat: 1\nslug: a\ntitle: A\n---\n\n### One {#one}\n\n### Two {#two}\n' }], { publish: true })
  const other = { name: 'b.md', text: '---\nformat: 1\nslug: b\ntitle: B\nformerly: [a]\n---\n\n### Four {#four}\n' }
  await expect(importContent([other])).rejects.toThrow(
    /^b\.md:5: The address “a” is that of “A”, and of its 2 entries the file has none\. If it is another list, take that address out/,
  )
  const stolen = { name: 'a.md', text: '---\nformat: 1\nslug: a\ntitle: A\n---\n\n### One {#one}\n\n### Three {#three formerly: one}\n' }
  await expect(importContent([stolen])).rejects.toThrow('a.md:9: The entry at line 7 has or had the address {#one} too')
  expect(await read.article.count()).toBe(1)
  await importContent([{ name: 'c.md', text: '---\nformat: 1\nslug: c\ntitle: C\nformerly: [old-c]\n---\n\n### One {#one}\n' }])
  const thief = { name: 'd.md', text: '---\nformat: 1\nslug: a\ntitle: A\nformerly: [c]\n---\n\n### One {#one}\n\n### Two {#two}\n' }
  await expect(importContent([thief])).rejects.toThrow('d.md:5: /articles/c is or was the address of something else here')
  // A draft that readers never saw can still be deleted, with the addresses that it brought.
  const draft = await read.article.findUniqueOrThrow({ where: { slug: 'c' } })
  await deleteForGood(await makeActor('editor'), { articleId: draft.id })
  expect(await read.redirect.count()).toBe(0)
})

test('entries that left a list come along with its publication, also when the list is here already, and an import of the draft says so', async () => {
  const plain = '---\nformat: 1\nslug: a\ntitle: A\norder: countdown\n---\n\n# S\n\n### One {#one}\n\n### Two {#two}\n'
  const more = `${plain}\n# {removed}\n\n### Gone {#gone no: 3}\n\nWords.\n`
  expect((await importContent([{ name: 'a.md', text: more }])).lists[0]?.note).toContain('kept when it is published')
  expect(await read.entry.count()).toBe(0)
  await importContent([{ name: 'a.md', text: plain }], { publish: true })
  expect((await importContent([{ name: 'a.md', text: more }], { publish: true })).lists).toMatchObject([{ draft: 'changed', published: false, note: null }])
  const page = (await findEntryPage((await findArticlePage('a'))!, 'gone'))!.page!
  expect(page).toMatchObject({ removed: true, placed: { position: 0, section: { heading: 'S' } } })
  expect(page.article.numbers.get(page.placed.entry.id)).toBe(3)
  expect((await exportContent(['a'])).files[0]?.text).toContain('### Gone {#gone no: 3}\n\nWords.')
  expect((await importContent([{ name: 'a.md', text: more }], { publish: true })).lists).toMatchObject([{ draft: 'unchanged', published: false }])
})
