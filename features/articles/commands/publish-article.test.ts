import { describe, expect, test } from 'vitest'
import { read, write } from '@/platform/db'
import { newId } from '@/platform/id'
import { useDatabase } from '@/tests/support/database'
import { draftOf, makeDocument, makeEntry, makeList, makePublished, makeRecord, republish, saveDraft } from '@/tests/factories/lists'
import { guest, makeActor } from '@/tests/factories/writers'
import { publishArticle } from './publish-article'
import { restoreEdition } from './restore-edition'
import { setAuthors } from './set-authors'
import { unpublishArticle } from './unpublish-article'

useDatabase()

const entriesOfArticle = (articleId: string) => read.entry.findMany({ where: { articleId }, orderBy: [{ listed: 'desc' }, { position: 'asc' }] })
const lastEvent = () => read.event.findFirstOrThrow({ orderBy: { id: 'desc' } })

async function addVote(articleId: string, entryId: string) {
  const readerId = newId()
  await write(async (tx) => {
    await tx.reader.create({ data: { id: readerId } })
    await tx.vote.create({ data: { readerId, articleId, entryId, signals: [] } })
    await tx.tally.update({ where: { entryId }, data: { counted: { increment: 1 } } })
    await tx.article.update({ where: { id: articleId }, data: { voteCount: { increment: 1 } } })
  })
}

describe('publishing', () => {
  test('makes an edition, and projects entries, addresses, credits and tallies', async () => {
    const author = await makeActor('author')
    const [singer, video, place] = await Promise.all([makeRecord('person', 'G-Dragon'), makeRecord('video', 'Crooked'), makeRecord('place', 'London')])
    const crooked = makeEntry('Crooked', { credits: [{ role: 'artist', subject: singer }], video })
    const lonely = makeEntry('Lonely')
    const section = { id: newId(), heading: 'London', body: '', place, entries: [crooked], sections: [] }
    const { articleId, version } = await makeList(author, makeDocument('Two MVs', [lonely], { order: 'countdown', sections: [section] }))
    expect(await publishArticle(author, { articleId, version, note: 'First' })).toMatchObject({ number: 1 })

    const article = await read.article.findUniqueOrThrow({ where: { id: articleId }, include: { currentEdition: true } })
    expect(article).toMatchObject({ state: 'published', title: 'Two MVs', entryCount: 2, publishedVersion: version, voteCount: 0 })
    expect(article.firstPublishedAt).toEqual(article.publishedAt)
    expect(article.currentEdition).toMatchObject({ number: 1, note: 'First', ofVersion: version, createdById: author.account.id })
    expect(await entriesOfArticle(articleId)).toMatchObject([
      { id: lonely.id, number: 2, position: 0, listed: true },
      { id: crooked.id, number: 1, position: 1, heading: 'Crooked' },
    ])
    expect(await read.credit.findMany({ orderBy: { position: 'asc' } })).toMatchObject([
      { entryId: crooked.id, recordId: singer, role: 'artist' },
      { recordId: video, role: 'video' },
      { recordId: place, role: 'place' },
    ])
    expect(await read.tally.count({ where: { articleId } })).toBe(2)
    const event = await lastEvent()
    expect(event).toMatchObject({ type: 'article.published', hard: false })
    expect(event.tags).toEqual(
      expect.arrayContaining([`article:${articleId}`, 'articles', `author:${author.authorId}`, `record:${singer}`, `record:${video}`, `record:${place}`]),
    )
  })

  test('keeps entries, votes and old addresses through reordering, renaming, removal and restoring', async () => {
    const editor = await makeActor('editor')
    const [one, two, three] = [makeEntry('One'), makeEntry('Two'), makeEntry('Three')]
    const { articleId } = await makePublished(editor, makeDocument('Three', [one, two, three]))
    await addVote(articleId, two.id)
    await addVote(articleId, one.id)

    await republish(editor, articleId, makeDocument('Three', [three, { ...two, heading: 'Two again', slug: 'two-again' }]))
    expect(await entriesOfArticle(articleId)).toMatchObject([
      { id: three.id, position: 0, number: 1 },
      { id: two.id, slug: 'two-again', listed: true },
      { id: one.id, slug: 'one', listed: false },
    ])
    expect(await read.entrySlug.findMany({ where: { entryId: two.id }, orderBy: { slug: 'asc' } })).toMatchObject([{ slug: 'two' }, { slug: 'two-again' }])
    expect(await read.article.findUniqueOrThrow({ where: { id: articleId } })).toMatchObject({ voteCount: 1, entryCount: 2 })
    expect(await read.vote.count({ where: { articleId } })).toBe(2)

    const first = await read.edition.findFirstOrThrow({ where: { articleId, number: 1 } })
    const restored = await restoreEdition(editor, { articleId, editionId: first.id, version: (await draftOf(articleId)).version })
    expect(restored.document.entries.map(({ id }) => id)).toEqual([one.id, two.id, three.id])
    // Readers still see the second edition.
    expect(await read.article.findUniqueOrThrow({ where: { id: articleId } })).toMatchObject({ entryCount: 2 })
    await publishArticle(editor, { articleId, version: restored.version })
    expect(await read.article.findUniqueOrThrow({ where: { id: articleId } })).toMatchObject({ voteCount: 2, entryCount: 3 })
    expect(await read.edition.count({ where: { articleId } })).toBe(3)
  })

  test('an address that an entry once had is not given to another', async () => {
    const editor = await makeActor('editor')
    const [one, two] = [makeEntry('One'), makeEntry('Two')]
    const { articleId } = await makePublished(editor, makeDocument('List', [one, two]))
    await republish(editor, articleId, makeDocument('List', [{ ...one, slug: 'uno' }, two]))
    await expect(
      republish(
        editor,
        articleId,
        makeDocument('List', [
          { ...one, slug: 'uno' },
          { ...two, slug: 'one' },
        ]),
      ),
    ).rejects.toMatchObject({
      code: 'invalid',
      data: [{ path: ['entries', 1, 'slug'], message: expect.stringContaining('still leads there') }],
    })
    // It may have its own back, and two entries may not swap theirs.
    await republish(editor, articleId, makeDocument('List', [one, two]))
    await expect(
      republish(
        editor,
        articleId,
        makeDocument('List', [
          { ...one, slug: 'two' },
          { ...two, slug: 'one' },
        ]),
      ),
    ).rejects.toMatchObject({ code: 'invalid' })
    expect(await read.edition.count({ where: { articleId } })).toBe(3)
  })

  test('refuses what readers cannot be shown, at its place', async () => {
    const editor = await makeActor('editor')
    const empty = await makeList(editor, makeDocument('', []))
    await expect(publishArticle(editor, empty)).rejects.toMatchObject({ code: 'invalid', data: [{ path: ['title'] }, { path: ['entries'] }] })
    const gone = await makeList(editor, makeDocument('A', [makeEntry('One', { credits: [{ role: 'artist', subject: newId() }] })]))
    await expect(publishArticle(editor, gone)).rejects.toMatchObject({ data: [{ path: ['entries', 0, 'credits', 0] }] })
    const group = await makeRecord('group', 'BIGBANG')
    const notVideo = await makeList(editor, makeDocument('B', [makeEntry('One', { video: group })]))
    await expect(publishArticle(editor, notVideo)).rejects.toMatchObject({ data: [{ path: ['entries', 0, 'video'] }] })
    const other = await makePublished(editor, makeDocument('C', [makeEntry('One')]))
    // The draft takes no such entry any more; one that has it from before is not published.
    const stolen = await makeList(editor, makeDocument('D', []))
    await write((tx) => tx.draft.update({ where: { articleId: stolen.articleId }, data: { document: makeDocument('D', other.document.entries) } }))
    await expect(publishArticle(editor, stolen)).rejects.toMatchObject({ data: [{ path: ['entries', 0] }] })
    expect(await read.edition.count()).toBe(1)
  })

  test('purges the pages of records and authors that the list no longer names', async () => {
    const editor = await makeActor('editor')
    const other = await makeActor('author')
    const [kept, dropped] = [await makeRecord('person', 'Kept'), await makeRecord('person', 'Dropped')]
    const entry = makeEntry('One', { credits: [kept, dropped].map((subject) => ({ role: 'artist' as const, subject })) })
    const { articleId } = await makePublished(editor, makeDocument('List', [entry]))
    await republish(editor, articleId, makeDocument('List', [{ ...entry, credits: entry.credits.slice(0, 1) }]))
    expect((await lastEvent()).tags).toEqual(expect.arrayContaining([`record:${kept}`, `record:${dropped}`]))
    await setAuthors(editor, { articleId, authorIds: [other.authorId] })
    expect((await lastEvent()).tags).toEqual(expect.arrayContaining([`author:${other.authorId}`, `author:${editor.authorId}`]))
  })
})

describe('who may', () => {
  test('authors their own, signed or begun; editors all; readers and guests none', async () => {
    const [author, stranger, editor, reader] = [await makeActor('author'), await makeActor('author'), await makeActor('editor'), await makeActor('reader')]
    const { articleId, version } = await makeList(author, makeDocument('Mine', [makeEntry('One')]))
    const publish = { articleId, version }
    await expect(publishArticle(guest, publish)).rejects.toMatchObject({ code: 'unauthorized' })
    await expect(publishArticle(reader, publish)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(publishArticle(stranger, publish)).rejects.toMatchObject({ code: 'not_found' })
    await setAuthors(editor, { articleId, authorIds: [author.authorId, stranger.authorId] })
    await publishArticle(stranger, publish)
    await publishArticle(author, publish)
    await publishArticle(editor, publish)
    expect(await read.edition.count({ where: { articleId } })).toBe(3)
  })
})

describe('at the same time', () => {
  test('two writers publish: two editions with numbers of their own, one of them current', async () => {
    const editor = await makeActor('editor')
    const { articleId, version } = await makeList(editor, makeDocument('List', [makeEntry('One'), makeEntry('Two')]))
    const made = await Promise.all([1, 2, 3, 4].map((n) => publishArticle(editor, { articleId, version, note: String(n) })))
    expect(made.map(({ number }) => number).sort()).toEqual([1, 2, 3, 4])
    const live = await read.article.findUniqueOrThrow({ where: { id: articleId } })
    expect(live.currentEditionId).toBe(made.find(({ number }) => number === 4)!.editionId)
    expect(await read.entry.count({ where: { articleId, listed: true } })).toBe(2)
  })

  test('publishing what has been saved over is refused with the newer document', async () => {
    const editor = await makeActor('editor')
    const { articleId, version, document } = await makeList(editor, makeDocument('List', [makeEntry('One')]))
    await saveDraft(editor, { articleId, version, document: { ...document, title: 'Newer' } })
    await expect(publishArticle(editor, { articleId, version })).rejects.toMatchObject({
      code: 'conflict',
      data: { version: version + 1, document: { title: 'Newer' } },
    })
  })

  test('what was read is published as it was, when the writer wants that, and what came since stays in the draft', async () => {
    const editor = await makeActor('editor')
    const [one, two] = [makeEntry('One', { body: 'Read.' }), makeEntry('Two')]
    const { articleId, version, document } = await makeList(editor, makeDocument('List', [one, two]))
    const later = { ...document, title: 'Half a sen', entries: [{ ...one, body: 'Read. And' }] }
    await saveDraft(editor, { articleId, document: later })
    expect(await publishArticle(editor, { articleId, version, asRead: true, seen: { live: null, waiting: null } })).toMatchObject({ number: 1, version })
    const article = await read.article.findUniqueOrThrow({ where: { id: articleId }, include: { currentEdition: true, draft: true } })
    expect(article).toMatchObject({ title: 'List', publishedVersion: version, entryCount: 2, currentEdition: { document, ofVersion: version } })
    expect(article.draft).toMatchObject({ version: version + 1, document: later })
    // What readers see by now is asked for as ever, and a version that nothing is known of is refused.
    await expect(publishArticle(editor, { articleId, version, asRead: true, seen: { live: null, waiting: null } })).rejects.toMatchObject({ code: 'conflict' })
    await write((tx) => tx.draftRevision.deleteMany({ where: { articleId } }))
    await expect(publishArticle(editor, { articleId, version, asRead: true })).rejects.toMatchObject({ code: 'conflict', data: { version: version + 1 } })
  })
})

test('unpublishing takes a list away at once and keeps what readers gave', async () => {
  const editor = await makeActor('editor')
  const singer = await makeRecord('person', 'Taeyang')
  const entry = makeEntry('One', { credits: [{ role: 'artist', subject: singer }] })
  const { articleId, version } = await makePublished(editor, makeDocument('List', [entry]))
  await addVote(articleId, entry.id)
  await unpublishArticle(editor, { articleId })
  expect(await read.article.findUniqueOrThrow({ where: { id: articleId } })).toMatchObject({ state: 'unpublished', currentEditionId: null, voteCount: 0 })
  expect(await read.credit.count()).toBe(0)
  expect(await lastEvent()).toMatchObject({ type: 'article.unpublished', hard: true })
  expect((await lastEvent()).tags).toEqual(expect.arrayContaining([`article:${articleId}`, `record:${singer}`]))
  await expect(unpublishArticle(editor, { articleId })).rejects.toMatchObject({ code: 'conflict' })
  await publishArticle(editor, { articleId, version })
  expect(await read.article.findUniqueOrThrow({ where: { id: articleId } })).toMatchObject({ state: 'published', voteCount: 1 })
})
