import { afterEach, expect, test } from 'vitest'
import { changeDraft } from '@/features/articles/commands/change-draft'
import { publishArticle } from '@/features/articles/commands/publish-article'
import { keepDrafts, sweepOperations } from '@/features/articles/jobs'
import { readDocument } from '@/features/articles/document/read-document'
import { entriesOf, type ListDocument } from '@/features/articles/schema'
import { moveClock, setClock } from '@/platform/clock'
import { read, write } from '@/platform/db'
import { newId } from '@/platform/id'
import { draftOf, makeDocument, makeEntry, makeList, makePublished, makeRecord, republish, saveDraft } from '@/tests/factories/lists'
import { guest, makeActor } from '@/tests/factories/writers'
import { useDatabase } from '@/tests/support/database'
import { putEntryBack } from '../document/removed-entries'
import { putSectionBack } from '../document/removed-sections'
import { removeSection } from '../document/sections'
import { getRemovedEntry, getRemovedSection, listRemovedEntries } from './removed-entries'

useDatabase()
afterEach(() => setClock(null))

type Writer = Parameters<typeof listRemovedEntries>[0]
const headings = async (actor: Writer, articleId: string) => (await listRemovedEntries(actor, articleId)).entries.map(({ heading }) => heading)
const orderOf = async (articleId: string) => entriesOf(readDocument((await draftOf(articleId)).document)).map(({ entry }) => entry.heading)

/** Puts an entry back as the editor does. */
async function putBack(actor: Writer, articleId: string, heading: string): Promise<void> {
  const { id, from } = (await listRemovedEntries(actor, articleId)).entries.find((one) => one.heading === heading)!
  const { insert } = await getRemovedEntry(actor, { id: articleId, entry: id, from })
  await saveDraft(actor, { articleId, document: putEntryBack(readDocument((await draftOf(articleId)).document), insert, {}) })
}

test('what left the draft, newest first, with who and when; it comes back at its old place, once', async () => {
  const [author, editor] = [await makeActor('author', 'Anna'), await makeActor('editor', 'Mina')]
  const [one, two, three, four] = ['One', 'Two', 'Three', 'Four'].map((name) => makeEntry(name, { body: `Words of *${name}*.` }))
  const all = makeDocument('List', [one!, two!, three!, four!])
  const { articleId } = await makeList(author, all)
  expect(await listRemovedEntries(author, articleId)).toEqual({ entries: [], more: false })
  await saveDraft(author, { articleId, document: { ...all, entries: [one!, three!, four!] } })
  moveClock(60_000)
  await saveDraft(editor, { articleId, document: { ...all, entries: [one!] } })
  const { entries } = await listRemovedEntries(author, articleId)
  expect(entries.map(({ heading, by }) => [heading, by])).toEqual(expect.arrayContaining([['Two', 'You']]))
  expect(entries).toHaveLength(3)
  expect(entries.at(-1)).toMatchObject({ id: two!.id, words: 'Words of Two.', at: expect.any(String), votes: 0, comments: 0 })
  expect(entries[0]).toMatchObject({ by: 'Mina' })
  for (const stranger of [guest, await makeActor('reader'), await makeActor('author', 'Ben')]) {
    await expect(listRemovedEntries(stranger, articleId)).rejects.toMatchObject({ code: 'not_found' })
    await expect(getRemovedEntry(stranger, { id: articleId, entry: two!.id, from: entries[0]!.from })).rejects.toMatchObject({ code: 'not_found' })
  }
  // Removed in one go and put back one after the other, whichever is first: each is at its place.
  await putBack(author, articleId, 'Four')
  expect(await orderOf(articleId)).toEqual(['One', 'Four'])
  await putBack(author, articleId, 'Three')
  expect(await orderOf(articleId)).toEqual(['One', 'Three', 'Four'])
  await putBack(author, articleId, 'Two')
  expect(await orderOf(articleId)).toEqual(['One', 'Two', 'Three', 'Four'])
  expect(await headings(author, articleId)).toEqual([])
  const from = entries.find(({ id }) => id === two!.id)!.from
  await expect(getRemovedEntry(author, { id: articleId, entry: two!.id, from })).rejects.toMatchObject({ code: 'conflict' })
  // Another list’s operation is none of this one’s, and what is not kept is told.
  const other = await makeList(author, makeDocument('Other', []))
  await expect(getRemovedEntry(author, { id: other.articleId, entry: two!.id, from })).rejects.toMatchObject({ code: 'not_found' })
  for (const nowhere of ['o999999', 'e7', 'v999'])
    await expect(getRemovedEntry(author, { id: other.articleId, entry: two!.id, from: nowhere })).rejects.toMatchObject({ code: 'not_found' })
})

test('two who put back the same entry: the list has it once', async () => {
  const author = await makeActor('author')
  const [one, two] = [makeEntry('One'), makeEntry('Two')]
  const { articleId, document } = await makeList(author, makeDocument('List', [one, two]))
  await saveDraft(author, { articleId, document: { ...document, entries: [one] } })
  const { from } = (await listRemovedEntries(author, articleId)).entries[0]!
  const { insert } = await getRemovedEntry(author, { id: articleId, entry: two.id, from })
  const { version } = await draftOf(articleId)
  for (const tab of ['tabfirst', 'tabother']) await changeDraft(author, { id: articleId, base: version, operations: [{ id: `${tab}-${newId()}`, changes: [insert] }] }) // prettier-ignore
  expect(await orderOf(articleId)).toEqual(['One', 'Two'])
})

test('its place may be gone: then it stands at the end; a section that is there has it again', async () => {
  const author = await makeActor('author')
  const [one, two, three] = [makeEntry('One'), makeEntry('Two'), makeEntry('Three')]
  const section = (id: string, heading: string, entries: ListDocument['entries']) => ({ id, heading, body: '', place: null, entries, sections: [] })
  const whole = makeDocument('List', [one], { sections: [section('sectiona', 'A', [two]), section('sectionb', 'B', [three])] })
  const { articleId } = await makeList(author, whole)
  await saveDraft(author, { articleId, document: { ...whole, sections: [section('sectiona', 'A', []), section('sectionb', 'B', [three])] } })
  await putBack(author, articleId, 'Two')
  expect(readDocument((await draftOf(articleId)).document)).toEqual(whole)
  await saveDraft(author, { articleId, document: { ...whole, sections: [section('sectionb', 'B', [three])] } })
  await putBack(author, articleId, 'Two')
  expect(await orderOf(articleId)).toEqual(['One', 'Three', 'Two'])
})

test('what readers saw comes from an edition, with its votes and comments, long after the operations are forgotten', async () => {
  const editor = await makeActor('editor')
  const rain = await makeRecord('person', 'Rain')
  const [one, two] = [makeEntry('One'), makeEntry('Two', { credits: [{ role: 'artist', subject: rain }] })]
  const { articleId, document } = await makePublished(editor, makeDocument('List', [one, two]))
  await write(async (tx) => {
    const { id: readerId } = await tx.reader.create({ data: { id: newId() } })
    await tx.vote.create({ data: { readerId, articleId, entryId: two.id, signals: [] } })
    await tx.tally.update({ where: { entryId: two.id }, data: { counted: 1 } })
    const id = newId()
    await tx.comment.create({ data: { id, threadId: id, articleId, entryId: two.id, readerId, name: 'Somebody', body: 'Yes' } })
    await tx.entry.update({ where: { id: two.id }, data: { commentCount: 1 } })
    await tx.article.update({ where: { id: articleId }, data: { voteCount: 1, commentCount: 1 } })
  })
  await republish(editor, articleId, { ...document, entries: [one] })
  const tellsOf = async () => (await listRemovedEntries(editor, articleId)).entries.map(({ heading, from, by, votes, comments }) => [heading, from[0], by, votes, comments]) // prettier-ignore
  expect(await tellsOf()).toEqual([['Two', 'o', 'You', 1, 1]])
  await keepDrafts()
  moveClock(31 * 86_400_000)
  await keepDrafts()
  await sweepOperations()
  expect(await read.draftOperation.count()).toBe(0)
  const [found] = (await listRemovedEntries(editor, articleId)).entries
  expect(found).toMatchObject({ heading: 'Two', votes: 1, comments: 1 })
  await write((tx) => tx.draftRevision.deleteMany({ where: { articleId } }))
  expect(await tellsOf()).toEqual([['Two', 'e', null, 1, 1]])
  const { from, edition } = (await listRemovedEntries(editor, articleId)).entries[0]!
  expect([from, edition]).toEqual(['e1', 1])
  const { insert, records } = await getRemovedEntry(editor, { id: articleId, entry: two.id, from })
  expect(insert).toEqual({ do: 'insert', entry: two, into: null, after: one.id })
  expect(records).toMatchObject([{ id: rain, name: 'Rain' }])
  await putBack(editor, articleId, 'Two')
  // Published again it has what readers gave it.
  const { version } = await draftOf(articleId)
  await publishArticle(editor, { articleId, version })
  expect(await read.entry.findUniqueOrThrow({ where: { id: two.id }, select: { listed: true, slug: true, commentCount: true } })).toEqual({ listed: true, slug: 'two', commentCount: 1 }) // prettier-ignore
})

test('an entry of a draft that readers never saw comes from its revisions', async () => {
  const author = await makeActor('author', 'Anna')
  const [one, two] = [makeEntry('One'), makeEntry('Two')]
  const { articleId, document } = await makeList(author, makeDocument('List', [one, two]))
  moveClock(10 * 60_000)
  await saveDraft(author, { articleId, document: { ...document, entries: [one] } })
  moveClock(10 * 60_000)
  await keepDrafts()
  moveClock(31 * 86_400_000)
  await sweepOperations()
  expect((await listRemovedEntries(await makeActor('editor'), articleId)).entries).toMatchObject([{ heading: 'Two', by: 'Anna', from: expect.stringMatching(/^v/) }]) // prettier-ignore
  await putBack(author, articleId, 'Two')
  expect(await orderOf(articleId)).toEqual(['One', 'Two'])
})

test('a hundred, then those before them, and none that is empty; a word that is typed is no removal', async () => {
  const author = await makeActor('author')
  const { articleId, document } = await makeList(author, makeDocument('List', [makeEntry('Stays', { body: '{"do":"remove"}' })]))
  const many = Array.from({ length: 60 }, (_, n) => makeEntry(`First ${n}`))
  const more = Array.from({ length: 60 }, (_, n) => makeEntry(`Second ${n}`))
  const blank = makeEntry('', { slug: 'entry' })
  for (const entries of [many, more, [blank]]) {
    await saveDraft(author, { articleId, document: { ...document, entries: [...document.entries, ...entries] } })
    moveClock(1000)
    await saveDraft(author, { articleId, document })
  }
  const { entries, more: isMore } = await listRemovedEntries(author, articleId)
  expect([entries.length, isMore]).toEqual([100, true])
  expect(entries.filter(({ heading }) => heading.startsWith('Second'))).toHaveLength(60)
  expect(entries[0]!.heading).toMatch(/^Second/)
  const all = await listRemovedEntries(author, articleId, 200)
  expect([all.entries.length, all.more]).toEqual([120, false])
  expect(all.entries.slice(0, 100)).toEqual(entries)
})

test('an entry that was put in again without its last words: those come back beside it', async () => {
  const author = await makeActor('editor')
  const [one, two] = [makeEntry('One', { body: 'First words.' }), makeEntry('Two')]
  const all = makeDocument('List', [one, two])
  const { articleId } = await makePublished(author, all)
  await write((tx) => tx.entry.update({ where: { id: one.id }, data: { commentCount: 1 } }))
  await saveDraft(author, { articleId, document: { ...all, entries: [{ ...one, body: 'First words. Second thoughts.' }, two] } })
  await saveDraft(author, { articleId, document: { ...all, entries: [two] } })
  // Somebody comes back who had heard neither of the second thoughts nor of the removal.
  await saveDraft(author, { articleId, document: { ...all, entries: [{ ...one, body: 'First words, changed.' }, two] } })
  const { entries } = await listRemovedEntries(author, articleId)
  expect(entries).toMatchObject([{ id: one.id, beside: true, words: 'First words. Second thoughts.', by: 'You', votes: 0, comments: 0 }])
  await write((tx) => tx.entry.update({ where: { id: one.id }, data: { commentCount: 0 } }))
  const { insert } = await getRemovedEntry(author, { id: articleId, entry: one.id, from: entries[0]!.from })
  expect(insert).toMatchObject({ after: one.id, into: null, entry: { body: 'First words. Second thoughts.' } })
  const copy = { ...insert, entry: { ...insert.entry, id: newId() } }
  await saveDraft(author, { articleId, document: putEntryBack(readDocument((await draftOf(articleId)).document), copy, {}) })
  expect(await orderOf(articleId)).toEqual(['One', 'One', 'Two'])
  expect(new Set(entriesOf(readDocument((await draftOf(articleId)).document)).map(({ entry }) => entry.slug)).size).toBe(3)
  // All of its words are in the list now. One that was removed and put back as it was is none of these.
  expect(await headings(author, articleId)).toEqual([])
})

test('what was put in again without its last words, and removed once more, is listed with both', async () => {
  const author = await makeActor('editor')
  const [one, two] = [makeEntry('One', { body: 'First words.' }), makeEntry('Two')]
  const section = { id: 'sectionlondon', heading: 'London', body: 'Where it began.', place: null, entries: [], sections: [] }
  const [all, without] = [makeDocument('List', [one, two], { sections: [section] }), makeDocument('List', [two])]
  const { articleId } = await makeList(author, all)
  const later = { ...all, entries: [{ ...one, body: 'First words. Second thoughts.' }, two], sections: [{ ...section, body: 'Where it began. And ended.' }] }
  for (const document of [later, without, all, without]) {
    await saveDraft(author, { articleId, document })
    moveClock(1000)
  }
  const { entries } = await listRemovedEntries(author, articleId)
  expect(entries.map(({ id, beside, words }) => [id, beside, words]).toSorted()).toEqual(
    [
      [one.id, false, 'First words.'],
      [one.id, true, 'First words. Second thoughts.'],
      [section.id, false, 'Where it began.'],
      [section.id, true, 'Where it began. And ended.'],
    ].toSorted(),
  )
  const from = (id: string) => entries.find((row) => row.id === id && row.beside)!.from
  const { insert } = await getRemovedEntry(author, { id: articleId, entry: one.id, from: from(one.id) })
  expect(insert).toMatchObject({ into: null, entry: { body: 'First words. Second thoughts.' } })
  const { section: comes } = await getRemovedSection(author, { id: articleId, entry: section.id, from: from(section.id) })
  expect(comes.inserts).toMatchObject([{ section: { body: 'Where it began. And ended.' } }])
})

test('a section that was put in again without its last words: those come back beside it', async () => {
  const author = await makeActor('author')
  const section = { id: 'sectionlondon', heading: 'London', body: 'First words.', place: null, entries: [], sections: [] }
  const all = makeDocument('List', [makeEntry('One')], { sections: [section] })
  const { articleId } = await makeList(author, all)
  await saveDraft(author, { articleId, document: { ...all, sections: [{ ...section, body: 'First words. Second thoughts.' }] } })
  await saveDraft(author, { articleId, document: { ...all, sections: [] } })
  await saveDraft(author, { articleId, document: { ...all, sections: [section] } })
  const { entries } = await listRemovedEntries(author, articleId)
  expect(entries).toMatchObject([{ of: 'section', id: section.id, beside: true, words: 'First words. Second thoughts.' }])
  const { section: comes } = await getRemovedSection(author, { id: articleId, entry: section.id, from: entries[0]!.from })
  expect(comes).toMatchObject({ inserts: [{ after: section.id, into: null }], moves: [] })
  const copy = { ...comes, inserts: comes.inserts.map((insert) => ({ ...insert, section: { ...insert.section, id: newId() } })) }
  await saveDraft(author, { articleId, document: putSectionBack(readDocument((await draftOf(articleId)).document), copy) })
  const after = readDocument((await draftOf(articleId)).document)
  expect(after.sections.map(({ body }) => body)).toEqual(['First words.', 'First words. Second thoughts.'])
  expect(await headings(author, articleId)).toEqual([])
})

test('a section with words of its own, and what it had: the sections in it, and entries that fell to the part before it', async () => {
  const author = await makeActor('author', 'Anna')
  const [one, two, three, four] = ['One', 'Two', 'Three', 'Four'].map((name) => makeEntry(name))
  const inner = { id: 'sectioninner', heading: 'Camden', body: 'By the *canal*.', place: null, entries: [three!] }
  const london = { id: 'sectionlondon', heading: 'London', body: 'Where it was filmed.', place: null, entries: [two!], sections: [inner] }
  const bare = { id: 'sectionbare', heading: '', body: '', place: null, entries: [four!], sections: [] }
  const all = makeDocument('List', [one!], { sections: [london, bare] })
  const { articleId } = await makeList(author, all)
  const removed = removeSection(removeSection(all, 'sectionbare'), 'sectionlondon')
  await saveDraft(author, { articleId, document: removed })
  // One that has nothing but entries is not listed.
  const { entries } = await listRemovedEntries(author, articleId)
  expect(entries).toMatchObject([{ of: 'section', id: 'sectionlondon', heading: 'London', words: 'Where it was filmed. Camden By the canal.', by: 'You' }])
  const input = { id: articleId, entry: 'sectionlondon', from: entries[0]!.from }
  const { section } = await getRemovedSection(author, input)
  // Somebody has moved one of its entries meanwhile: it stays there.
  const moved = { ...removed, entries: removed.entries.filter(({ id }) => id !== three!.id), sections: [{ ...bare, id: 'sectionnew', entries: [three!] }] }
  await saveDraft(author, { articleId, document: moved })
  await saveDraft(author, { articleId, document: putSectionBack(moved, section) })
  const after = readDocument((await draftOf(articleId)).document)
  const found = after.sections.find(({ id }) => id === 'sectionlondon')!
  expect(found).toMatchObject({ heading: 'London', body: 'Where it was filmed.', entries: [{ id: two!.id }], sections: [{ ...inner, entries: [] }] })
  expect([after.entries.map(({ id }) => id).toSorted(), putSectionBack(after, section) === after]).toEqual([[one!.id, four!.id].toSorted(), true])
  expect(await headings(author, articleId)).toEqual([])
  await expect(getRemovedSection(author, input)).rejects.toMatchObject({ code: 'conflict' })
  await expect(getRemovedSection(guest, input)).rejects.toMatchObject({ code: 'not_found' })
  await expect(getRemovedSection(author, { ...input, entry: 'sectionbare00' })).rejects.toMatchObject({ code: 'not_found' })
})
