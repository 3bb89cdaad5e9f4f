import { randomBytes } from 'node:crypto'
import { afterEach, beforeAll, expect, test, vi } from 'vitest'
import { draftBounds, limits } from '@/features/articles/schema'
import { getEditor } from '@/features/editor/queries/editor'
import { turnSwitch } from '@/features/settings/commands/turn-switch'
import * as clock from '@/platform/clock'
import { read, write } from '@/platform/db'
import { docxOf } from '@/tests/support/docx'
import { makeRecord } from '@/tests/factories/lists'
import { guest, makeActor } from '@/tests/factories/writers'
import { engine, useDatabase } from '@/tests/support/database'
import { bundleThread } from '@/tests/support/threads'
import { makeListInput, type ReadArticle } from '../schema'
import { placeLeftOver, toMake } from '../ui/article-mends.client'
import { makeList } from './make-list'
import { readArticle } from './read-article'

useDatabase()
beforeAll(() => bundleThread('features/content-files/split/article-thread.ts'))
afterEach(() => {
  vi.unstubAllEnvs()
  vi.restoreAllMocks()
})

const article = `# Three dogs

They do not act.

## 1. Harbour Kids – “Fetch”

https://www.youtube.com/watch?v=aaaaaaaaaa1

Biscuit.

## 2. BIGBANG – “Blue”

No dog.

## 3. “Stray” by Ines Calder

It walked on.

Which one would you take home?`

const asSent = (read: ReadArticle) => makeListInput.parse(JSON.parse(JSON.stringify(toMake(read))))

test('an article is read, and the list is made of it with its records, in one go', async () => {
  const author = await makeActor('author', 'mina')
  const bigbang = await makeRecord('group', 'BIGBANG')
  const given = await readArticle(author, { text: article })
  expect(given).toMatchObject({
    title: { words: 'Three dogs' },
    question: { words: 'Which one would you take home?' },
    order: 'numbered',
    leftOver: [],
    faults: 0,
  })
  expect(given.records.find(({ name }) => name === 'BIGBANG')).toMatchObject({ isNew: false })
  expect(await read.article.count()).toBe(0)

  const { id, slug } = await makeList(author, asSent(given))
  expect(slug).toBe('three-dogs')
  const { title, draft, authors, createdById } = await read.article.findUniqueOrThrow({
    where: { id },
    select: { title: true, createdById: true, draft: { select: { document: true } }, authors: { select: { authorId: true } } },
  })
  expect({ title, createdById, authors }).toEqual({ title: 'Three dogs', createdById: author.account.id, authors: [{ authorId: author.authorId }] })
  const document = draft!.document as {
    entries: { heading: string; body: string; credits: { role: string; subject: string }[]; video: string | null }[]
    intro: string
  }
  expect(document.intro).toBe('They do not act.')
  expect(document.entries.map(({ heading, body }) => [heading, body])).toEqual([
    ['“Fetch”', 'Biscuit.'],
    ['“Blue”', 'No dog.'],
    ['“Stray”', 'It walked on.'],
  ])
  expect(document.entries[1]!.credits.find(({ role }) => role === 'artist')!.subject).toBe(bigbang)
  const video = await read.record.findUniqueOrThrow({ where: { id: document.entries[0]!.video! }, select: { kind: true, url: true } })
  expect(video).toEqual({ kind: 'video', url: 'https://www.youtube.com/watch?v=aaaaaaaaaa1' })
  expect(await getEditor(author, id)).not.toBeNull()
})

test('a new artist is made with the name in Hangul that stands beside it', async () => {
  const author = await makeActor('author', 'mina')
  const given = await readArticle(author, { text: article.replaceAll('Harbour Kids', 'Harbour Kids (항구 아이들)') })
  await makeList(author, asSent(given))
  const { names } = await read.record.findFirstOrThrow({
    where: { name: 'Harbour Kids' },
    select: { names: { select: { name: true, lang: true, alias: true } } },
  })
  expect(names).toEqual([{ name: '항구 아이들', lang: 'ko', alias: false }])
})

test('the same article read again is another list, and makes no record twice', async () => {
  const editor = await makeActor('editor', 'edda')
  const given = await readArticle(editor, { text: article })
  const again = await readArticle(editor, { text: article })
  const [first, second] = [await makeList(editor, asSent(given)), await makeList(editor, asSent(again))]
  expect([first.slug, second.slug]).toEqual(['three-dogs', 'three-dogs-2'])
  expect(await read.record.count({ where: { name: 'Harbour Kids' } })).toBe(1)
  expect(await read.record.count({ where: { name: 'Fetch', kind: 'song' } })).toBe(1)
})

test('one reading is one list, however often it is sent, also at once; nobody else gets it by its id', async () => {
  const author = await makeActor('author', 'mina')
  const input = asSent(await readArticle(author, { text: article }))
  const answers = await Promise.all([makeList(author, input), makeList(author, input), makeList(author, input)])
  const later = await makeList(author, { ...input, title: 'Three other dogs' })
  expect(new Set([...answers, later].map(({ id }) => id))).toEqual(new Set([input.id]))
  expect(answers.map(({ wasThere }) => wasThere).toSorted()).toEqual([false, true, true])
  expect(later).toEqual({ id: input.id, slug: 'three-dogs', wasThere: true })
  expect(await read.article.findMany({ select: { id: true, title: true } })).toEqual([{ id: input.id, title: 'Three dogs' }])
  await expect(makeList(await makeActor('author', 'noah'), input)).rejects.toMatchObject({
    code: 'conflict',
    message: expect.stringContaining('read it again'),
  })
})

test('records that stand below each other or themselves are refused, in words', async () => {
  const editor = await makeActor('editor', 'edda')
  const given = asSent(await readArticle(editor, { text: article }))
  const [one, two, ...rest] = given.records
  const made = (...records: typeof given.records) => makeList(editor, { ...given, records: [...records, ...rest] })
  const refused = (message: string) => ({ code: 'invalid', fields: { records: message } })
  await expect(made({ ...one!, parent: one!.record }, two!)).rejects.toMatchObject(refused(`“${one!.name}” stands below itself`))
  await expect(made({ ...one!, parent: two!.record }, { ...two!, parent: one!.record })).rejects.toMatchObject(
    refused(`“${one!.name}” and “${two!.name}” stand below each other`),
  )
  await expect(made(one!, two!, one!)).rejects.toMatchObject(refused('One of them is there twice'))
  expect(await read.record.count()).toBe(0)
})

test('a record that got another address meanwhile is not changed by one that is made', async () => {
  const author = await makeActor('author', 'mina')
  const given = asSent(await readArticle(author, { text: article }))
  await makeRecord('song', 'Fetch!')
  const other = await makeRecord('song', 'Sit')
  await write((tx) => tx.redirect.create({ data: { path: '/songs/fetch-2', recordId: other } }))
  await turnSwitch(await makeActor('owner', 'ow'), { name: 'authors-change-records', on: false })
  await makeList(author, { ...given, records: given.records.map((one) => (one.name === 'Fetch' ? { ...one, name: 'Fetch it' } : one)) })
  const songs = await read.record.findMany({ where: { kind: 'song' }, orderBy: { slug: 'asc' }, select: { slug: true, name: true } })
  expect(songs.filter(({ name }) => !['Blue', 'Stray'].includes(name))).toEqual([
    { slug: 'fetch', name: 'Fetch!' },
    { slug: 'fetch-3', name: 'Fetch it' },
    { slug: 'sit', name: 'Sit' },
  ])
})

test('an address that another record took meanwhile is not taken from it', async () => {
  const editor = await makeActor('editor', 'edda')
  const given = await readArticle(editor, { text: article })
  const other = await makeRecord('song', 'Fetch!')
  await makeList(editor, asSent({ ...given, records: given.records.map((one) => (one.name === 'Fetch' ? { ...one, name: 'Fetch it' } : one)) }))
  expect(await read.record.findUniqueOrThrow({ where: { id: other }, select: { name: true } })).toEqual({ name: 'Fetch!' })
  expect(await read.record.count({ where: { kind: 'song', name: 'Fetch it' } })).toBe(1)
})

test('a group that is a person becomes one', async () => {
  const editor = await makeActor('editor', 'edda')
  const given = await readArticle(editor, { text: article })
  const isKids = ({ name }: { name: string }) => name === 'Harbour Kids'
  const wanted = given.records.find(isKids)!.kind === 'group' ? 'person' : 'group'
  await makeList(editor, asSent({ ...given, records: given.records.map((one) => (isKids(one) ? { ...one, kind: wanted } : one)) }))
  expect(await read.record.findMany({ where: { name: 'Harbour Kids' }, select: { kind: true } })).toEqual([{ kind: wanted }])
})

test('what a known record would show is left to those who may change it', async () => {
  const author = await makeActor('author', 'mina')
  await makeRecord('group', 'BIGBANG')
  await turnSwitch(await makeActor('owner', 'ow'), { name: 'authors-change-records', on: false })
  const given = await readArticle(author, { text: article })
  await makeList(author, asSent(given))
  const songs = await read.record.findMany({ where: { kind: 'song' }, orderBy: { name: 'asc' }, select: { name: true, parent: { select: { name: true } } } })
  expect(songs).toEqual([
    { name: 'Blue', parent: null },
    { name: 'Fetch', parent: { name: 'Harbour Kids' } },
    { name: 'Stray', parent: { name: 'Ines Calder' } },
  ])
})

test('nothing is kept when one part is refused', async () => {
  const editor = await makeActor('editor', 'edda')
  const given = asSent(await readArticle(editor, { text: article }))
  const broken = { ...given, records: given.records.filter(({ name }) => name !== 'Fetch') }
  await expect(makeList(editor, broken)).rejects.toMatchObject({ code: 'conflict', message: expect.stringContaining('songs/fetch') })
  expect(await read.article.count()).toBe(0)
  expect(await read.record.count()).toBe(0)
})

test('a Word document is read; what is none is refused with a word', async () => {
  const author = await makeActor('author', 'mina')
  const docx = docxOf(['# Two dogs', '* 1. Harbour Kids – “Fetch”', 'Biscuit.', '* 2. BIGBANG – “Blue”', 'None.'])
  const given = await readArticle(author, { docx: docx.toString('base64'), name: 'dogs.docx' })
  expect(given.parts.map(({ heading }) => heading)).toEqual(['“Fetch”', '“Blue”'])
  const refused = (message: RegExp) => ({ code: 'invalid', fields: { text: expect.stringMatching(message) } })
  await expect(readArticle(author, { docx: Buffer.from('no').toString('base64'), name: 'dogs.docx' })).rejects.toMatchObject(refused(/no \.docx file/))
  await expect(readArticle(author, { docx: docxOf(['']).toString('base64'), name: 'dogs.docx' })).rejects.toMatchObject(refused(/no words/))
  await expect(readArticle(author, { text: ' \n' })).rejects.toMatchObject(refused(/Paste an article/))
})

test('a Word document of more text or tags than an article has is not opened', async () => {
  const author = await makeActor('author', 'mina')
  const refused = { code: 'invalid', fields: { text: expect.stringContaining('more than an article can be') } }
  const read = (docx: Buffer) => readArticle(author, { docx: docx.toString('base64'), name: 'dogs.docx' })
  const text = docxOf(['Biscuit.'], { 'word/theme.xml': 'a dog and another dog '.repeat(200_000) + randomBytes(20_000).toString('hex') })
  await expect(read(text)).rejects.toMatchObject(refused)
  await expect(read(docxOf(['Biscuit.'], { 'word/theme.xml': '<p/>'.repeat(150_000) }))).rejects.toMatchObject(refused)
})

// The turns are the process's own; on PostgreSQL those who ask at once come to them in any order.
test.runIf(engine === 'sqlite')('articles are read one at a time, in turns', async () => {
  vi.stubEnv('LIMITS_OFF', 'true')
  const [mina, noah] = [await makeActor('author', 'mina'), await makeActor('author', 'noah')]
  const order: string[] = []
  const reading = (who: typeof mina, name: string) =>
    readArticle(who, { text: article }).then(
      () => void order.push(name),
      ({ code }: { code: string }) => void order.push(`${name} ${code}`),
    )
  await Promise.all([reading(mina, 'mina 1'), reading(mina, 'mina 2'), reading(mina, 'mina 3'), reading(mina, 'mina 4'), reading(noah, 'noah')])
  expect(order).toEqual(['mina 4 unavailable', 'mina 1', 'mina 2', 'noah', 'mina 3'])
})

test('a writer reads a dozen articles in a row, and then one after the other', async () => {
  const author = await makeActor('author', 'mina')
  vi.spyOn(clock, 'monotonicMs').mockReturnValue(1e12)
  for (let times = 0; times < 12; times++) await readArticle(author, { text: article })
  await expect(readArticle(author, { text: article })).rejects.toMatchObject({ code: 'too_many' })
})

test('words beyond what is published have a way into the draft; more than a draft may have is refused', async () => {
  const author = await makeActor('author', 'mina')
  const long = `${'It rained. '.repeat(60).trim()}\n\n`.repeat(80)
  const given = await readArticle(author, { text: `# Rain\n\n${long}` })
  expect(given.leftOver.join('').length).toBeGreaterThan(20_000)
  const words = (text: string) => text.replaceAll(/\s+/g, '')
  const placed = given.leftOver.reduce((read) => placeLeftOver(read, 0, 'intro'), given)
  const { id } = await makeList(author, asSent(placed))
  const { document } = await read.draft.findUniqueOrThrow({ where: { articleId: id }, select: { document: true } })
  const { intro } = document as { intro: string }
  expect(words(intro)).toBe(words(long))
  expect(intro.length).toBeGreaterThan(limits.body)
  expect((await getEditor(author, id)).document.intro).toBe(intro)
  const tooLong = { ...toMake(placed), intro: 'x'.repeat(draftBounds.maxCharacters + 1) }
  expect(makeListInput.safeParse(tooLong).error?.issues).toMatchObject([{ path: ['intro'], message: 'At most 200,000 characters' }])
  expect(makeListInput.safeParse({ ...toMake(given), parts: [{ ...toMake(given).parts[0], video: 'people/rain' }] }).success).toBe(false)
})

test('only writers read articles and make lists', async () => {
  const reader = await makeActor('reader', 'rae')
  const given = asSent(await readArticle(await makeActor('author', 'mina'), { text: article }))
  for (const [actor, code] of [
    [guest, 'unauthorized'],
    [reader, 'forbidden'],
  ] as const) {
    await expect(readArticle(actor, { text: article })).rejects.toMatchObject({ code })
    await expect(makeList(actor, given)).rejects.toMatchObject({ code })
  }
  expect(await read.article.count()).toBe(0)
})
