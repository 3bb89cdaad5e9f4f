import { describe, expect, it, test } from 'vitest'
import { saveRecord } from '@/features/records/commands/save-record'
import { recordInput, type RecordInput } from '@/features/records/schema'
import { makeDocument, makeEntry, makeList, makePublished, republish } from '@/tests/factories/lists'
import { makeActor } from '@/tests/factories/writers'
import { useDatabase } from '@/tests/support/database'
import { findMarks } from './marked'
import { search } from './queries/search'
import { limits, question } from './schema'

const find = async (text: unknown) => search(question.parse(text).words)
const listsOf = async (text: string) => (await find(text)).lists.items.map(({ title }) => title)
const entriesOf = async (text: string) => (await find(text)).entries.items.map(({ heading }) => heading)
const namesOf = async (text: string) => (await find(text)).records.items.map(({ kind, name }) => `${kind} ${name}`)
const record = (kind: RecordInput['kind'], name: string, slug: string, rest: Partial<RecordInput> = {}) => ({
  id: null,
  ...recordInput.parse({ kind, name, slug }),
  ...rest,
})
const korean = (name: string) => ({ name, lang: 'ko', alias: false })

describe('searching what is published', () => {
  useDatabase()

  it('finds lists by words of title and standfirst, however they are spelt', async () => {
    const editor = await makeActor('editor')
    await makePublished(editor, makeDocument('K-pop MVs filmed abroad', [makeEntry('Crooked')], { standfirst: 'From London’s rooftops to a café in Seoul.' }))
    await makePublished(editor, makeDocument('Seoul at night: 서울의 밤', [makeEntry('Blue')]))
    await makeList(editor, makeDocument('Seoul that nobody reads yet', [makeEntry('Secret')]))
    for (const text of ['kpop', 'K-POP', 'k-pop abroad', 'abroad filmed', 'mvs rooftops', 'londons', 'cafe', 'Café'])
      expect(await listsOf(text), text).toEqual(['K-pop MVs filmed abroad'])
    expect(await listsOf('서울의')).toEqual(['Seoul at night: 서울의 밤'])
    // In the title first, then in the standfirst; drafts are nobody's business.
    expect(await listsOf('seoul')).toEqual(['Seoul at night: 서울의 밤', 'K-pop MVs filmed abroad'])
    expect(await listsOf('seoul abroad night')).toEqual([])
  })

  it('finds listed entries by their headings', async () => {
    const editor = await makeActor('editor')
    const entries = [makeEntry('“Crooked”, G-Dragon'), makeEntry('Rosé on the Ground'), makeEntry('100% of 빅뱅')]
    const { articleId, document } = await makePublished(editor, makeDocument('Some list', entries))
    for (const text of ['crooked', 'gdragon', 'g dragon', 'dragon “crooked”']) expect(await entriesOf(text), text).toEqual(['“Crooked”, G-Dragon'])
    for (const text of ['rose', 'Rosé', 'ROSE ground']) expect(await entriesOf(text), text).toEqual(['Rosé on the Ground'])
    expect(await entriesOf('빅뱅')).toEqual(['100% of 빅뱅'])
    expect((await find('crooked')).entries.items[0]).toMatchObject({ slug: 'crooked-g-dragon', number: 1, article: { slug: 'some-list', title: 'Some list' } })
    await republish(editor, articleId, { ...document, entries: entries.slice(1) })
    expect(await entriesOf('crooked')).toEqual([])
  })

  it('finds records that lists name, by any name in any script', async () => {
    const editor = await makeActor('editor')
    const { id: bigbang } = await saveRecord(editor, record('group', 'BIGBANG', 'bigbang', { names: [korean('빅뱅')] }))
    const { id: dragon } = await saveRecord(editor, record('person', 'G-Dragon', 'g-dragon', { parentId: bigbang, names: [korean('지드래곤')] }))
    await saveRecord(editor, record('song', 'Crooked', 'crooked', { parentId: dragon }))
    await saveRecord(editor, record('person', 'G-Dragon’s Friend', 'g-dragons-friend'))
    await makePublished(editor, makeDocument('Some list', [makeEntry('Somewhere', { credits: [{ role: 'artist', subject: dragon }] })]))
    for (const text of ['gdragon', 'g dragon', 'G-Dragon', '지드래곤', '지드래']) expect(await namesOf(text), text).toEqual(['person G-Dragon'])
    expect(await namesOf('dragon bigbang')).toEqual(['person G-Dragon'])
    // Its member is named, so is the group; of the friend nobody wrote, nor of the song.
    expect(await namesOf('빅뱅')).toEqual(['group BIGBANG'])
    for (const text of ['friend', 'crooked']) expect(await namesOf(text), text).toEqual([])
  })

  it('shows the first and says how many there are', async () => {
    const editor = await makeActor('editor')
    const entries = Array.from({ length: limits.entries + 5 }, (_, index) => makeEntry(`Rain number ${index}`))
    await makePublished(editor, makeDocument('Rain', entries))
    const { entries: found, lists } = await find('rain')
    expect([found.items.length, found.total, lists.total]).toEqual([limits.entries, limits.entries + 5, 1])
    expect(found.items.map(({ number }) => number)).toEqual(Array.from({ length: limits.entries }, (_, index) => index + 1))
  })

  it('takes wildcards, quotes and control characters for what they are', async () => {
    const editor = await makeActor('editor')
    await makePublished(editor, makeDocument('Rain', [makeEntry('Rain')]))
    for (const text of ['%', '_', "'", '\\', 'r%n', 'ra_n', "rain' OR 1=1 --", 'é%', '비_', '\u202Eniar', '💜'])
      expect(await find(text), text).toMatchObject({ lists: { total: 0 }, entries: { total: 0 }, records: { total: 0 } })
    expect(await listsOf('\0rain\0')).toEqual(['Rain'])
  })
})

test('what is asked is read from any address', () => {
  expect(question.parse(undefined)).toEqual({ text: '', words: [], problem: null })
  expect(question.parse(['  a  b a ', 'c'])).toEqual({ text: 'a  b a', words: ['a', 'b'], problem: null })
  expect(question.parse('x'.repeat(limits.characters + 1))).toMatchObject({
    text: 'x'.repeat(limits.characters + 1),
    words: [],
    problem: expect.stringContaining('too long'),
  })
  expect(question.parse('a b c d e f g h i')).toMatchObject({ words: [], problem: expect.stringContaining('too many') })
  expect(question.parse('…')).toMatchObject({ text: '…', words: [], problem: expect.stringContaining('no letter') })
})

test('marks are where the words are', () => {
  const marked = (text: string, ...words: string[]) => findMarks(text, words).map(([from, to]) => text.slice(from, to))
  expect(marked('K-pop and kpop', 'kpop')).toEqual(['K-pop', 'kpop'])
  expect(marked('“Crooked”, G-Dragon', 'g', 'dragon')).toEqual(['G', 'Dragon'])
  expect(marked('Rosé, 지드래곤', 'rose', '드래')).toEqual(['Rosé', '드래'])
  expect(marked('pop ular', 'popular')).toEqual([])
  expect(marked('aaa', 'aa', 'aaa')).toEqual(['aaa'])
})
