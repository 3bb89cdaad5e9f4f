import { describe, expect, it } from 'vitest'
import { saveAuthor } from '@/features/articles/commands/save-author'
import { saveSeries } from '@/features/articles/commands/save-series'
import { setAuthors } from '@/features/articles/commands/set-authors'
import { setSeries } from '@/features/articles/commands/set-series'
import { unpublishArticle } from '@/features/articles/commands/unpublish-article'
import { importContent } from '@/features/content-files/commands/import-content'
import { saveRecord } from '@/features/records/commands/save-record'
import { recordInput, type RecordInput } from '@/features/records/schema'
import { recordHref } from '@/features/records/view'
import { read, write } from '@/platform/db'
import { makeDocument, makeEntry, makeList, makePublished, republish } from '@/tests/factories/lists'
import { makeActor } from '@/tests/factories/writers'
import { useDatabase } from '@/tests/support/database'
import { statementsOf } from '@/tests/support/statements'
import { fillIndex } from './commands/fill-index'
import { indexListsOf } from './commands/index-lists-of'
import { defineSearchIndex } from './jobs'
import { countEntriesByList, findEntryNumbers, type EntryNumbers } from './queries/entries'
import { search } from './queries/search'
import { findWhileTyping } from './queries/typed'
import { suggest } from './queries/suggest'
import type { Piece } from './ui/typed'
import { limits, question, type Cursor } from './schema'

defineSearchIndex()

const find = async (text: unknown) => search(question.parse(text))
const listsOf = async (text: string) => (await find(text)).lists.items.map(({ title }) => title)
const entriesOf = async (text: string) => (await find(text)).entries.items.map(({ heading }) => heading)
const namesOf = async (text: string) => (await find(text)).records.items.map(({ kind, name }) => `${kind} ${name}`)
const record = (kind: RecordInput['kind'], name: string, slug: string, rest: Partial<RecordInput> = {}) => ({
  id: null,
  ...recordInput.parse({ kind, name, slug }),
  ...rest,
})
const korean = (name: string) => ({ name, lang: 'ko', alias: false })
const alias = (name: string, lang = 'en') => ({ name, lang, alias: true })

/** Two lists like those of content/, with names in Hangul and aliases. */
async function makeSite() {
  const editor = await makeActor('editor')
  const save = async (...args: Parameters<typeof record>) => (await saveRecord(editor, record(...args))).id
  const bigbang = await save('group', 'BIGBANG', 'bigbang', { names: [korean('빅뱅')] })
  const twoNe1 = await save('group', '2NE1', '2ne1', { names: [korean('투애니원')] })
  const bap = await save('group', 'B.A.P', 'bap', { names: [korean('비에이피')] })
  const dragon = await save('person', 'G-Dragon', 'g-dragon', { parentId: bigbang, names: [korean('지드래곤'), alias('지디', 'ko'), alias('GD')] })
  const daesung = await save('person', 'Daesung', 'daesung', { parentId: bigbang, names: [korean('대성')] })
  const yongguk = await save('person', 'Bang Yong-guk', 'bang-yong-guk', { parentId: bap, names: [korean('방용국')] })
  const eunhyuk = await save('person', 'Eunhyuk', 'eunhyuk', { names: [korean('은혁')] })
  const sandara = await save('person', 'Sandara Park', 'sandara-park', { parentId: twoNe1 })
  const minho = await save('person', 'Lee Min-ho', 'lee-min-ho')
  const minyoung = await save('person', 'Park Min-young', 'park-min-young')
  const seojoon = await save('person', 'Park Seo-joon', 'park-seo-joon', { names: [korean('박서준')] })
  const hyolyn = await save('person', 'Hyolyn', 'hyolyn')
  const uk = await save('place', 'United Kingdom', 'united-kingdom', { names: [alias('UK'), alias('Britain')] })
  const us = await save('place', 'United States', 'united-states', { names: [alias('USA')] })
  const london = await save('place', 'London', 'london', { parentId: uk, names: [korean('런던')] })
  const vegas = await save('place', 'Las Vegas', 'las-vegas', { parentId: us })
  const crooked = await save('song', 'Crooked', 'crooked', { parentId: dragon, names: [korean('삐딱하게')] })
  const haru = await save('song', 'Haru Haru', 'haru-haru', { parentId: bigbang, names: [korean('하루하루')] })
  const fall = await save('song', 'Let’s Not Fall in Love', 'lets-not-fall-in-love', { parentId: bigbang })
  const kiss = await save('song', 'Kiss', 'kiss', { parentId: sandara })
  const credit = (role: 'artist' | 'lead' | 'song' | 'filmed-in', subject: string) => ({ role, subject })
  const abroad = await makePublished(
    editor,
    makeDocument(
      'K-pop MVs filmed abroad',
      [
        makeEntry('“Crooked”', {
          credits: [credit('artist', dragon), credit('song', crooked), credit('filmed-in', london)],
          body: 'He *runs* through Shoreditch at night.',
        }),
        makeEntry('“Tonight”', { credits: [credit('artist', bigbang), credit('filmed-in', vegas)], body: 'Members on a strip of neon.' }),
        makeEntry('“Lonely”', { credits: [credit('artist', hyolyn), credit('filmed-in', london)], body: 'Two friends and a sword dance.' }),
        makeEntry('Somewhere else', { credits: [credit('artist', yongguk), credit('artist', eunhyuk), credit('artist', daesung)] }),
      ],
      { standfirst: 'From London’s rooftops to a café in Seoul.', intro: 'Every music video here was made far away.' },
    ),
  )
  const flashback = await makePublished(
    editor,
    makeDocument('Classic K-pop MVs with K-drama actors', [
      makeEntry('Lee Min-ho', {
        subheading: 'in **Sandara Park’s** “Kiss”',
        credits: [credit('lead', minho), credit('artist', sandara), credit('song', kiss)],
        body: 'Before Boys Over Flowers he was here.',
      }),
      makeEntry('Park Min-young', { credits: [credit('lead', minyoung), credit('artist', bigbang), credit('song', haru)] }),
      makeEntry('Seo Yea-ji', { credits: [credit('artist', bigbang), credit('song', fall)] }),
      makeEntry('Park Seo-joon', { credits: [credit('lead', seojoon)] }),
      makeEntry('Wooga Squad', { credits: [credit('lead', seojoon)] }),
    ]),
  )
  const { id: series } = await saveSeries(editor, {
    id: null,
    slug: 'k-drama-flashback',
    title: 'K-drama Flashback',
    description: 'Actors before they were famous',
  })
  const { id: author } = await saveAuthor(editor, { id: null, slug: 'flashback-desk', name: 'Flashback desk', bio: 'A blackjack since 2009', accountId: null })
  await setSeries(editor, { articleId: flashback.articleId, seriesId: series, position: 1 })
  await setAuthors(editor, { articleId: flashback.articleId, authorIds: [author] })
  return { editor, abroad, flashback, bigbang, dragon, london, uk, series }
}

describe('what a fan types', () => {
  useDatabase({ each: false })
  let site: Awaited<ReturnType<typeof makeSite>>
  it('finds entries by what they credit, and says why', async () => {
    site = await makeSite()
    const six = ['“Crooked”', '“Tonight”', 'Somewhere else', 'Park Min-young', 'Seo Yea-ji']
    for (const text of ['bigbang', 'BIGBANG', '빅뱅', '빅뱅'.normalize('NFD'), 'big bang', 'big-bang', 'Ｂｉｇ Ｂａｎｇ', '빅ㅂ', 'ㅂㅂ'])
      expect((await entriesOf(text)).toSorted(), text).toEqual(six.toSorted())
    const crooked = (await find('bigbang')).entries.items.find(({ heading }) => heading === '“Crooked”')!
    expect(crooked).toMatchObject({
      number: 1,
      slug: 'crooked',
      article: { title: 'K-pop MVs filmed abroad' },
      reasons: [{ role: 'by', name: 'G-Dragon', of: 'BIGBANG' }],
    })
    const tonight = (await find('빅뱅')).entries.items.find(({ heading }) => heading === '“Tonight”')!
    expect(tonight.reasons).toEqual([{ role: 'by', name: 'BIGBANG', also: expect.objectContaining({ name: '빅뱅' }), of: null }])
  })

  it.each([
    ['Haru Haru', ['Park Min-young']],
    ['하루하루', ['Park Min-young']],
    ['하룽', []],
    ['haruharu', ['Park Min-young']],
    ['park seo joon', ['Park Seo-joon', 'Wooga Squad']],
    ['parkseojoon', ['Park Seo-joon', 'Wooga Squad']],
    ['london', ['“Crooked”', '“Lonely”']],
    ['Lee Min-ho kiss', ['Lee Min-ho']],
    ['lee minho kiss', ['Lee Min-ho']],
    ['park min young haru haru', ['Park Min-young']],
    ['bigbang las vegas', ['“Tonight”']],
    ['London G-Dragon', ['“Crooked”']],
    ['hyolyn london', ['“Lonely”']],
    ['hyol lond', ['“Lonely”']],
    ['빅ㅂ 라스', []],
    ['빅ㅂ vega', ['“Tonight”']],
    ['대성', ['Somewhere else']],
    ['은혁', ['Somewhere else']],
    ['투애니원', ['Lee Min-ho']],
    ['비에이피', ['Somewhere else']],
    ['삐딱하게', ['“Crooked”']],
    ['런던', ['“Crooked”', '“Lonely”']],
    ['지디', ['“Crooked”']],
    ['ㅈㄷㄹㄱ', ['“Crooked”']],
    ['GD', ['“Crooked”']],
    ['UK', ['“Crooked”', '“Lonely”']],
    ['usa', ['“Tonight”']],
    ['bap', ['Somewhere else']],
    ['B.A.P', ['Somewhere else']],
    ['lets not fall', ['Seo Yea-ji']],
    ['Let’s not', ['Seo Yea-ji']],
    ['sword dance', ['“Lonely”']],
    ['boys over flowers', ['Lee Min-ho']],
    ['shoreditch', ['“Crooked”']],
    ['runs through crooked', ['“Crooked”']],
  ])('%s finds entries', async (text, headings) => expect(await entriesOf(text)).toEqual(headings))

  it.each([
    ['london', ['place London']],
    ['런던', ['place London']],
    ['대성', ['person Daesung']],
    ['은혁', ['person Eunhyuk']],
    ['투애니원', ['group 2NE1', 'person Sandara Park']],
    ['삐딱하게', ['song Crooked']],
    ['지디', ['person G-Dragon', 'song Crooked']],
    ['ㅈㄷㄹㄱ', ['person G-Dragon', 'song Crooked']],
    ['GD', ['person G-Dragon', 'song Crooked']],
    ['UK', ['place United Kingdom', 'place London']],
    ['usa', ['place United States', 'place Las Vegas']],
    ['daesung bigbang', ['person Daesung']],
    ['kiss', ['song Kiss']],
    ['bang', ['person Bang Yong-guk', 'group BIGBANG']],
    ['park', ['person Park Seo-joon', 'person Park Min-young', 'person Sandara Park']],
  ])('%s finds names, the beginnings of words before their middles', async (text, names) => expect(await namesOf(text)).toEqual(names))

  it('finds the members and songs of a group, however it is written', async () => {
    const names = ['group BIGBANG', 'song Haru Haru', 'song Let’s Not Fall in Love', 'person Daesung', 'person G-Dragon']
    for (const text of ['bigbang', 'big bang', '빅뱅']) {
      const { best, records } = await find(text)
      expect(best?.name, text).toBe('BIGBANG')
      expect(records.items.map(({ kind, name }) => `${kind} ${name}`).toSorted(), text).toEqual(names.toSorted())
      expect(
        records.items.find(({ name }) => name === 'Daesung'),
        text,
      ).toMatchObject({ byUnder: true, under: 'BIGBANG' })
    }
    expect((await find('지디')).records.items[0]).toMatchObject({ name: 'G-Dragon', also: { name: '지디' } })
  })

  it('finds lists by their own words, then by their entries', async () => {
    for (const text of ['kpop abroad', 'K-POP filmed', 'mvs rooftops', 'londons', 'cafe', 'Café', 'music video', 'far away'])
      expect((await find(text)).lists.items[0]?.title, text).toBe('K-pop MVs filmed abroad')
    const { lists } = await find('bigbang')
    expect(lists.items.map(({ title, entries }) => [title, entries])).toEqual([
      ['K-pop MVs filmed abroad', 3],
      ['Classic K-pop MVs with K-drama actors', 2],
    ])
  })

  it('finds series and authors', async () => {
    const pagesOf = async (text: string) => (await find(text)).pages.items.map(({ kind, name }) => `${kind} ${name}`)
    expect(await pagesOf('flashback')).toEqual(['series K-drama Flashback', 'author Flashback desk'])
    for (const text of ['K-drama Flashback', 'kdrama flash', 'actors famous']) expect(await pagesOf(text), text).toEqual(['series K-drama Flashback'])
    for (const text of ['Flashback desk', 'blackjack']) expect(await pagesOf(text), text).toEqual(['author Flashback desk'])
  })

  it.each([
    ['crookd', 'Crooked'],
    ['bingbang', 'BIGBANG'],
    ['hyorin', 'Hyolyn'],
    ['bigbnag', 'BIGBANG'],
    ['gdragn london', 'G-Dragon london'],
    ['flashbak', 'Flashback'],
    ['빙뱅', '빅뱅'],
  ])('%s: did you mean %s', async (text, meant) => {
    expect(await find(text)).toMatchObject({ entries: { total: 0 }, records: { total: 0 } })
    const suggestion = await suggest(question.parse(text))
    expect(suggestion?.text).toMatch(new RegExp(`^${meant}`))
    expect(suggestion!.results.entries.total + suggestion!.results.pages.total).toBeGreaterThan(0)
  })

  it('means nothing else by what is like nothing', async () => {
    for (const text of ['zzyzx', 'x', '%', 'qqqqqqqq bigbang', '💜']) expect(await suggest(question.parse(text)), text).toBeNull()
  })

  it('looks for other spellings of few words: each reads the names that begin as it does', async () => {
    const lookedFor = async (text: string) =>
      (await statementsOf(() => suggest(question.parse(text)))).filter(({ sql }) => sql.includes('LENGTH("text")')).map(({ sql }) => /LIMIT/.test(sql))
    expect(await lookedFor('gdragn londn')).toEqual([true, true, true])
    expect(await lookedFor('gdragn londn crookd tonigt bingbang flashbak abrod hyorin')).toEqual([true])
  })

  it('takes wildcards, quotes and operators for what they are', async () => {
    for (const text of ['%', '_', "'", '\\', 'cr%d', 'cr_oked', 'é%', '\u202Edekoorc', '💜', 'NEAR(a b)', 'NOT NEAR', '{head} : crooked*', ':*', '&!()'])
      expect(
        (await find(text)).entries.items.map(({ heading }) => heading),
        text,
      ).toEqual([])
    expect(await entriesOf("crooked' OR 1=1 --")).toEqual([])
    expect(await entriesOf('"crooked" NOT "london"')).toEqual([])
    expect(await entriesOf('\0crooked\0')).toEqual(['“Crooked”'])
  })

  it('says while one types what the page of results would show first, in rows with the marks in them', async () => {
    const typed = async (text: string) => findWhileTyping(question.parse(text))
    const textOf = (pieces: Piece[]) => pieces.map(({ text, mark }) => (mark ? `[${text}]` : text)).join('')
    const rowsOf = async (text: string) => (await typed(text)).rows.map(({ kind, href, name, note }) => `${kind} ${href} ${textOf(name)}: ${textOf(note)}`)
    expect((await rowsOf('빅ㅂ'))[0]).toBe('group /groups/bigbang BIGBANG [빅뱅]: Group')
    expect(await rowsOf('crooked')).toEqual([
      'song /songs/crooked [Crooked] 삐딱하게: Song, by G-Dragon',
      'entry /articles/k-pop-mvs-filmed-abroad/crooked “[Crooked]”: by G-Dragon, song [Crooked]',
      'list /articles/k-pop-mvs-filmed-abroad K-pop MVs filmed abroad: List, 1 entry',
    ])
    expect((await rowsOf('London G-Dragon'))[0]).toBe('entry /articles/k-pop-mvs-filmed-abroad/crooked “Crooked”: by [G-Dragon], filmed in [London]')
    expect(await rowsOf('flashback')).toEqual(['series /series/k-drama-flashback K-drama [Flashback]: Series, 1 list'])
    for (const text of ['bigbang', 'london', 'kpop', '빅뱅']) {
      const [{ total, rows }, { records, entries, lists, pages }] = [await typed(text), await find(text)]
      expect(total, text).toBe(records.total + entries.total + lists.total + pages.total)
      const hrefs = [...records.items.map(({ kind, slug }) => recordHref(kind, slug)), ...entries.items.map(({ slug, article }) => `/articles/${article.slug}/${slug}`), ...lists.items.map(({ slug }) => `/articles/${slug}`)] // prettier-ignore
      expect(rows.length, text).toBeGreaterThan(0)
      expect(rows.length, text).toBeLessThanOrEqual(10)
      expect(hrefs, text).toEqual(expect.arrayContaining(rows.map(({ href }) => href)))
    }
    expect(await typed('crookd')).toMatchObject({ q: 'crookd', meant: 'Crooked', rows: [{ href: '/songs/crooked' }, { kind: 'entry' }, { kind: 'list' }] })
    expect(await typed('zzyzx')).toEqual({ q: 'zzyzx', problem: null, total: 0, meant: null, rows: [] })
    expect(await typed('…')).toMatchObject({ problem: expect.stringContaining('no letter'), rows: [] })
  })

  it('follows what changes: a name, an edition, an unpublished list', async () => {
    const { editor, dragon, bigbang, abroad, flashback } = site
    await saveRecord(editor, { ...record('person', 'Kwon Jiyong', 'g-dragon', { parentId: bigbang }), id: dragon })
    expect(await namesOf('kwon')).toEqual(['person Kwon Jiyong', 'song Crooked'])
    const [job] = await read.job.findMany({ where: { type: 'search.records' }, orderBy: { createdAt: 'desc' }, take: 1 })
    await indexListsOf((job!.payload as { recordIds: string[] }).recordIds)
    expect(await entriesOf('kwon')).toEqual(['“Crooked”'])
    expect(await entriesOf('gd')).toEqual([])

    await republish(editor, abroad.articleId, { ...abroad.document, entries: abroad.document.entries.slice(1) })
    expect(await entriesOf('shoreditch')).toEqual([])
    expect(await entriesOf('neon')).toEqual(['“Tonight”'])

    await unpublishArticle(editor, { articleId: flashback.articleId })
    expect(await find('haru')).toMatchObject({ entries: { total: 0 }, lists: { total: 0 }, records: { total: 0 } })
    expect(await find('flashback')).toMatchObject({ pages: { total: 0 } })
  })
})

describe('the index', () => {
  useDatabase()

  it('shows the first, says how many there are, and goes on where it ended', async () => {
    const editor = await makeActor('editor')
    const entries = Array.from({ length: limits.entries + 5 }, (_, index) => makeEntry(`Rain number ${index}`))
    await makePublished(editor, makeDocument('Rain', [...entries, makeEntry('Sun', { body: 'After the rain.' })]))
    const { entries: found, lists } = await find('rain')
    expect([found.items.length, found.total, lists.total]).toEqual([limits.entries, limits.entries + 6, 1])
    expect(found.items.map(({ number }) => number)).toEqual(Array.from({ length: limits.entries }, (_, index) => index + 1))
    const { entries: rest } = await search(question.parse('rain'), { group: 'entries', after: found.next })
    expect(rest.items.map(({ number }) => number)).toEqual([21, 22, 23, 24, 25, 26])
    expect(rest.items.at(-1)).toMatchObject({ heading: 'Sun', excerpt: 'After the rain.' })
    expect(rest.next).toBeNull()
  })

  it('finds the same where so many are there that the newest are looked through first', async () => {
    const editor = await makeActor('editor')
    for (const title of ['Rain', 'More rain'])
      await makePublished(editor, makeDocument(title, Array.from({ length: 12 }, (_, index) => makeEntry(index % 3 ? `Sun ${index} of it` : `Rain ${index}`, { body: 'After the rain and the sun.' })))) // prettier-ignore
    for (const words of [['rain'], ['sun'], ['sun', 'rain'], ['ra'], ['nowhere']])
      for (const take of [0, 1, 5, 20]) {
        const sought = { words, half: false }
        let after: Cursor | null = null
        do {
          const few: EntryNumbers = await findEntryNumbers(read, sought, take, after, 0)
          expect(await findEntryNumbers(read, sought, take, after, limits.counted), `${words} ${take}`).toEqual(few)
          after = take > 0 ? few.next : null
        } while (after)
        const counts = await countEntriesByList(read, sought, take + 1, 0)
        expect(await countEntriesByList(read, sought, take + 1, limits.counted)).toEqual(counts)
      }
  })

  it('finds a group by a member who stands in no list', async () => {
    await makeSite()
    const { id: parentId } = await read.record.findFirstOrThrow({ where: { kind: 'group', name: 'BIGBANG' } })
    const editor = await makeActor('editor')
    await saveRecord(editor, record('person', 'Taeyang', 'taeyang', { parentId, names: [{ name: '태양', lang: 'ko', alias: false }] }))
    for (const [typed, name] of [
      ['태양', '태양'],
      ['taeyan', 'Taeyang'],
    ] as const)
      expect((await find(typed)).records.items).toMatchObject([{ kind: 'group', name: 'BIGBANG', member: { name } }])
    expect((await find('태양 nothing')).records.items).toEqual([])
  })

  it('knows nothing of drafts', async () => {
    const editor = await makeActor('editor')
    await makeList(editor, makeDocument('Seoul that nobody reads yet', [makeEntry('Secret')]))
    expect(await find('secret')).toMatchObject({ entries: { total: 0 }, lists: { total: 0 } })
    expect(await listsOf('seoul')).toEqual([])
  })

  it('is filled from what was there before it, and goes on where a run was ended', async () => {
    await makeSite()
    const answers = async () => Promise.all(['bigbang', 'ㅂㅂ', 'flashback', 'sword dance', 'kpop'].map((text) => find(text)))
    const before = await answers()
    await write(async (tx) => {
      await tx.nameForm.deleteMany()
      await tx.$executeRaw`DELETE FROM "EntryText"`
      await tx.$executeRaw`DELETE FROM "PageText"`
      await tx.searchPage.deleteMany()
    })
    expect((await find('bigbang')).entries.total).toBe(0)
    const ended = new AbortController()
    ended.abort(new Error('the process stops'))
    await expect(fillIndex(ended.signal)).rejects.toThrow('the process stops')
    await fillIndex()
    expect(await answers()).toEqual(before)
    expect(await read.setting.findUnique({ where: { name: 'search' } })).toMatchObject({ value: { step: 'done' } })
  })

  it('holds what an import brought, and a rehearsal leaves nothing', async () => {
    const files = [
      {
        name: 'records.yaml',
        text: 'format: 1\nseries:\n  night:\n    title: Night songs\npeople:\n  rain:\n    name: Rain\n    names:\n      - { name: 비, lang: ko }\n',
      },
    ]
    await importContent(files, { rehearse: true })
    expect(await read.nameForm.count()).toBe(0)
    await importContent(files)
    expect((await read.nameForm.findMany({ where: { rank: 0 }, orderBy: { text: 'asc' } })).map(({ kind }) => kind).toSorted()).toEqual([
      'person',
      'person',
      'series',
    ])
  })
})
