import { beforeAll, describe, expect, it } from 'vitest'
import { findRecordPage } from '@/features/records/queries/record-page'
import { read, write, type Db } from '@/platform/db'
import { publishContent } from '@/tests/factories/content'
import { unpublishArticle } from '@/features/articles/commands/unpublish-article'
import { setSeries } from '@/features/articles/commands/set-series'
import { makeActor } from '@/tests/factories/writers'
import { useDatabase } from '@/tests/support/database'
import { publishEdition } from '../commands/publish-edition'
import { entryTitle, readingMinutes } from '../reading/edition'
import { chipsOf, embedOf, linesOf, videoOf } from '../reading/records'
import { readDocument } from '../document/read-document'
import { entriesOf, type ListDocument } from '../schema'
import { listAppearances, listCreditedRecords } from './appearances'
import { findArticlePage, findMovedArticle, findNeighbours, listRelatedIds } from './article-page'
import { findAuthor } from './authors'
import { listArticles, listArticlesById } from './cards'
import { statementsOf } from '@/tests/support/statements'
import { findEntryPage } from './entry-page'
import { findSeries, listSeriesShelves } from './series'

const abroad = 'k-pop-mvs-filmed-abroad'
const flashback = 'classic-k-pop-mvs-with-k-drama-actors'

/** The reading client, counting what is asked of it. */
function counting() {
  let count = 0
  const counted = (model: object) =>
    new Proxy(model, {
      get: (target, method) => {
        const own = Reflect.get(target, method) as unknown
        return typeof own === 'function' ? (...args: unknown[]) => (count++, own.apply(target, args)) : own
      },
    })
  const db = new Proxy({} as Db, {
    get: (_, name) => {
      const own = Reflect.get(read, name) as object
      if (typeof own !== 'function') return counted(own)
      // A plain statement is one question.
      return (...args: unknown[]) => (count++, (own as (...args: unknown[]) => unknown).apply(read, args))
    },
  })
  return { db, count: () => count }
}

/** Changes the draft of a list and publishes it. */
const editDraft = async (slug: string, change: (draft: ListDocument) => void) => {
  const row = await read.article.findUniqueOrThrow({ where: { slug }, select: { id: true, draft: true } })
  const draft = readDocument(row.draft?.document)
  change(draft)
  await write(async (tx) => {
    await tx.draft.update({ where: { articleId: row.id }, data: { document: draft, version: { increment: 1 } } })
    await publishEdition(tx, { articleId: row.id, by: null })
  })
}

const pageOf = async (slug: string) => (await findArticlePage(slug)) ?? expect.unreachable(`no page of ${slug}`)
const recordOf = async (kind: 'person' | 'group' | 'song' | 'place', slug: string) =>
  (await findRecordPage(kind, slug)) ?? expect.unreachable(`no page of ${slug}`)
const appearancesOf = async (kind: Parameters<typeof recordOf>[0], slug: string) => (await listAppearances(await recordOf(kind, slug))).items

describe('reading what is published', () => {
  useDatabase({ each: false })
  beforeAll(async () => void (await publishContent()))

  it('shows a whole list with its records in few questions to the database', async () => {
    await pageOf(abroad) // the edition is kept from here on
    const { db, count } = counting()
    const article = (await findArticlePage(abroad, db))!
    await Promise.all([findNeighbours(article, db), listRelatedIds(article, 3, db).then((ids) => listArticlesById(ids, {}, db))])
    expect(count()).toBeLessThanOrEqual(10)
    expect(article.total).toBe(14)
    expect(article.document.sections.map(({ heading }) => heading)).toEqual(['London', 'Europe', 'United States', 'Canada'])
    expect(article.prose.entries.size).toBe(14)
    expect(readingMinutes(article.prose)).toBeGreaterThan(3)
    for (const { entry } of entriesOf(article.document)) for (const credit of entry.credits) expect(article.records.has(credit.subject)).toBe(true)
  })

  it('asks no more for a longer list', async () => {
    for (const entries of [1, 14]) {
      if (entries === 1)
        await editDraft(abroad, (draft) => Object.assign(draft, { sections: [{ ...draft.sections[0], entries: draft.sections[0]!.entries.slice(0, 1) }] }))
      else await publishContent({ force: true })
      for (const questions of [7, 5]) {
        const { db, count } = counting()
        expect((await findArticlePage(abroad, db))?.total).toBe(entries)
        // The second time the edition is kept, for its words and for its cover.
        expect(count()).toBe(questions)
      }
    }
  })

  it('credits somebody with the group that is not credited beside them', async () => {
    const article = await pageOf(abroad)
    const crooked = entriesOf(article.document).find(({ entry }) => entry.slug === 'crooked')!.entry
    expect(chipsOf(crooked, article.records).map(({ role, record }) => `${role}: ${record.name}`)).toContain('Of: BIGBANG')
    expect(videoOf(crooked, article.records)).toEqual({
      by: 'G-Dragon',
      title: 'Crooked',
      href: 'https://www.youtube.com/watch?v=RKhsHGfrFmY',
      site: 'YouTube',
      found: true,
      embed: 'https://www.youtube-nocookie.com/embed/RKhsHGfrFmY?rel=0',
      date: null,
      name: expect.any(String),
      poster: null,
    })
    // Without an address it is looked for.
    expect(videoOf({ ...crooked, video: null }, article.records)).toMatchObject({
      found: false,
      site: 'YouTube',
      embed: null,
      href: expect.stringContaining('youtube.com/results?'),
    })
    const lines = linesOf(article.document, article.records)
    expect(lines.get(crooked.id)).toBe('G-Dragon')
    expect(entryTitle(article, crooked)).toMatch(/^“Crooked”, G-Dragon/)
  })

  it('plays only addresses of a player that it knows', () => {
    expect(embedOf('https://www.youtube.com/watch?v=abcdefghijk&t=3')).toBe('https://www.youtube-nocookie.com/embed/abcdefghijk?rel=0')
    expect(embedOf('https://youtu.be/abcdefghijk')).toBe('https://www.youtube-nocookie.com/embed/abcdefghijk?rel=0')
    expect(embedOf('https://vimeo.com/76979871/8272103f6e')).toBe('https://player.vimeo.com/video/76979871?dnt=1&h=8272103f6e')
    for (const other of [
      null,
      'https://youtube.com.evil.example/watch?v=abcdefghijk',
      'https://vimeo.com/1',
      'https://vimeo.com.evil.example/76979871',
      'https://www.youtube.com/watch?v=short',
    ])
      expect(embedOf(other)).toBeNull()
  })

  it('lists every appearance of a group, its members included, in every list', async () => {
    const bigbang = await appearancesOf('group', 'bigbang')
    expect(new Set(bigbang.map(({ article }) => article.slug))).toEqual(new Set([abroad, flashback]))
    expect(bigbang.map(({ entry }) => entry.slug)).toEqual(expect.arrayContaining(['crooked', 'tonight', 'blue', 'bad-boy', 'park-min-young', 'seo-yea-ji']))
    const crooked = bigbang.find(({ entry }) => entry.slug === 'crooked')!
    expect(crooked.roles[0]).toMatchObject({ role: 'Artist', by: [{ name: 'G-Dragon' }] })

    const sistar = await appearancesOf('group', 'sistar')
    expect(sistar.map(({ entry }) => entry.slug)).toEqual(expect.arrayContaining(['alone', 'loving-u', 'lonely', 'ji-chang-wook']))
    expect((await appearancesOf('person', 'hyolyn')).map(({ entry }) => entry.slug)).toEqual(['lonely'])
  })

  it('counts cities for a country, and leads from city to country', async () => {
    const states = await recordOf('place', 'united-states')
    expect(states.children.map(({ name }) => name)).toEqual(expect.arrayContaining(['Las Vegas', 'New York']))
    expect((await listAppearances(states)).total).toBe(8)
    const london = await recordOf('place', 'london')
    expect((await listAppearances(london)).total).toBe(4)
  })

  it('pages appearances without losing one', async () => {
    const bigbang = await recordOf('group', 'bigbang')
    const pages = await Promise.all([1, 2, 3].map((page) => listAppearances(bigbang, { page, size: 2 })))
    expect(pages.map(({ items }) => items.length)).toEqual([2, 2, 2])
    expect(new Set(pages.flatMap(({ items }) => items.map(({ entry }) => entry.id))).size).toBe(6)
    expect(pages[0]).toMatchObject({ pages: 3, total: 6 })
  })

  it('indexes records that a list credits, and groups whose members one credits', async () => {
    const groups = await listCreditedRecords('group')
    expect(groups.items.map(({ slug }) => slug)).toEqual(expect.arrayContaining(['bigbang', 'sistar', 'bts']))
    expect(groups.items.find(({ slug }) => slug === 'bigbang')?.original).toEqual({ name: '빅뱅', lang: 'ko' })
    const people = await listCreditedRecords('person')
    expect(people.items.map(({ name }) => name)).toEqual(people.items.map(({ name }) => name).toSorted((a, b) => (a < b ? -1 : 1)))
  })

  it('finds related lists, series, shelves and writers', async () => {
    const article = await pageOf(abroad)
    expect((await listArticlesById(await listRelatedIds(article))).map(({ slug }) => slug)).toEqual([flashback])
    const { series, cards } = (await findSeries('k-drama-flashback'))!
    expect(series.count).toBe(1)
    expect(cards.map(({ slug }) => slug)).toEqual([flashback])
    expect(await listSeriesShelves()).toEqual([])
    const author = (await findAuthor('flashback-desk'))!
    expect((await listArticles({ authorId: author.id })).items.map(({ slug }) => slug)).toEqual([flashback])
    expect(await findSeries('no-such')).toBeNull()
    expect(await findAuthor('no-such')).toBeNull()
  })
})

describe('what has moved or gone', () => {
  useDatabase()

  it('keeps the page of an entry under its new address, and after it left the list', async () => {
    await publishContent()
    await editDraft(flashback, (draft) => void (draft.entries[1]!.slug = 'kiss'))
    const renamed = await pageOf(flashback)
    expect(await findEntryPage(renamed, 'lee-min-ho')).toEqual({ slug: 'kiss', page: null })
    expect((await findEntryPage(renamed, 'kiss'))?.page).toMatchObject({ removed: false, previous: { position: 0 }, next: { position: 2 } })

    await editDraft(flashback, (draft) => void draft.entries.splice(1, 1))
    const shorter = await pageOf(flashback)
    expect(shorter.total).toBe(11)
    const gone = (await findEntryPage(shorter, 'kiss'))!.page!
    expect(gone).toMatchObject({ removed: true, previous: null, next: null })
    // However often the list was published since, its editions are asked in one statement.
    for (const title of ['Once', 'Twice', 'Three times']) await editDraft(flashback, (draft) => void (draft.title = title))
    const later = await pageOf(flashback)
    const asked = await statementsOf(() => findEntryPage(later, 'kiss'))
    expect(asked.filter(({ sql }) => sql.includes('Edition'))).toHaveLength(1)
    expect((await findEntryPage(later, 'kiss'))!.page!.placed.entry.id).toBe(gone.placed.entry.id)
    expect(gone.article.numbers.get(gone.placed.entry.id)).toBe(2)
    expect(chipsOf(gone.placed.entry, gone.article.records).length).toBeGreaterThan(1)
    expect((await appearancesOf('person', 'lee-min-ho')).length).toBe(0)
    expect(await findEntryPage(shorter, 'crooked')).toBeNull()
  })

  it('knows the former addresses of a list, and nothing of one that is not published', async () => {
    await publishContent()
    const { id } = await pageOf(abroad)
    await write(async (tx) => {
      await tx.redirect.create({ data: { path: '/articles/mvs-abroad', articleId: id } })
    })
    expect(await findMovedArticle('mvs-abroad')).toBe(abroad)
    expect(await findMovedArticle('never-was')).toBeNull()
    await unpublishArticle(await makeActor('editor'), { articleId: id })
    expect(await findArticlePage(abroad)).toBeNull()
    expect(await findMovedArticle('mvs-abroad')).toBeNull()
    expect((await listArticles()).items.map(({ slug }) => slug)).toEqual([flashback])
  })

  it('puts a series in order and knows the neighbours', async () => {
    await publishContent()
    const series = await read.series.findUniqueOrThrow({ where: { slug: 'k-drama-flashback' } })
    await setSeries(await makeActor('editor'), { articleId: (await pageOf(abroad)).id, seriesId: series.id, position: 2 })
    expect(await findNeighbours(await pageOf(abroad))).toMatchObject({ previous: { slug: flashback }, next: null })
    expect(await findNeighbours(await pageOf(flashback))).toMatchObject({ previous: null, next: { slug: abroad } })
    const [shelf] = await listSeriesShelves()
    expect(shelf?.cards.map(({ slug }) => slug)).toEqual([flashback, abroad])
  })
})
