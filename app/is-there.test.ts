import { expect, test } from 'vitest'
import { changeSlug } from '@/features/articles/commands/change-slug'
import { publishArticle } from '@/features/articles/commands/publish-article'
import { saveSeries } from '@/features/articles/commands/save-series'
import { setSeries } from '@/features/articles/commands/set-series'
import { unpublishArticle } from '@/features/articles/commands/unpublish-article'
import { findCover } from '@/features/articles/queries/covers'
import { findShareImage, siteShareImage } from '@/features/artwork/queries/share-images'
import { listAppearances } from '@/features/articles/queries/appearances'
import { findRecordPage } from '@/features/records/queries/record-page'
import { read, write } from '@/platform/db'
import { makeDocument, makeEntry, makeList, makePublished, makeRecord, republish } from '@/tests/factories/lists'
import { makeActor } from '@/tests/factories/writers'
import { useDatabase } from '@/tests/support/database'
import { statementsOf } from '@/tests/support/statements'
import { isThere } from './is-there'
import { pageQueries } from './page-queries'

useDatabase()

const areThere = async (...paths: string[]) => Promise.all(paths.map((path) => isThere(path)))

test('a list is there from the moment it is published, with its entries and under each address that it had', async () => {
  const editor = await makeActor('editor')
  const [one, two] = [makeEntry('One'), makeEntry('Two')]
  const list = await makeList(editor, makeDocument('Songs', [one, two]))
  const paths = ['/articles/songs', '/articles/songs/one', '/articles/songs/two']
  expect(await areThere(...paths)).toEqual([false, false, false])
  await publishArticle(editor, { articleId: list.articleId, version: list.version })
  expect(await areThere(...paths, '/articles/songs/three', '/articles/song')).toEqual([true, true, true, false, false])
  // An entry that left keeps its page, and one that was renamed its address.
  await republish(editor, list.articleId, makeDocument('Songs', [{ ...two, slug: 'second' }]))
  expect(await areThere(...paths, '/articles/songs/second')).toEqual([true, true, true, true])
  await changeSlug(editor, { articleId: list.articleId, slug: 'tunes' })
  expect(await areThere('/articles/tunes', '/articles/songs', '/articles/songs/one', '/articles/tunes/one')).toEqual([true, true, true, true])
  await unpublishArticle(editor, { articleId: list.articleId })
  expect(await areThere('/articles/tunes', '/articles/tunes/one')).toEqual([false, false])
  // What was never published and what is not any more look alike.
  expect(await areThere('/articles/tunes/nothing', '/articles/nothing/one', `/articles/${encodeURIComponent('둘')}`)).toEqual([false, false, false])
})

test('so are series, authors and records; of all other paths nothing is asked', async () => {
  const editor = await makeActor('editor')
  await saveSeries(editor, { id: null, slug: 'nights', title: 'Nights', description: '' })
  await makeRecord('person', 'Mina')
  expect(await areThere('/series/nights', '/series/nights/feed.xml', '/series/days', '/people/mina', '/groups/mina', '/authors/nobody')).toEqual([
    true,
    true,
    false,
    true,
    false,
    false,
  ])
  const statements = await statementsOf(() => areThere('/', '/articles', '/about', '/posters/x.svg', '/feed.xml'))
  expect(statements).toEqual([])
})

test('what is made up costs two small statements, whatever the site holds', async () => {
  for (const path of ['/articles/made-up', '/articles/made-up/entry', '/series/made-up', '/people/made-up'])
    expect((await statementsOf(() => isThere(path))).length, path).toBeLessThanOrEqual(2)
})

test('a picture is there as soon as what it shows, whatever its hash, and no made-up name is', async () => {
  const editor = await makeActor('editor')
  const list = await makeList(editor, makeDocument('Songs', [makeEntry('One')]))
  const { articleId } = list
  const hash = '0123456789ab'
  const place = await makeRecord('place', 'Seoul')
  await write((tx) => tx.record.update({ where: { id: place }, data: { latitude: 37.5, longitude: 127 } }))
  const { id: seriesId } = await saveSeries(editor, { id: null, slug: 'nights', title: 'Nights', description: '' })
  const ofList = [`/covers/${articleId}-${hash}.svg`, `/share/article-${articleId}-${hash}.png`]
  expect(await areThere(...ofList)).toEqual([false, false])
  await publishArticle(editor, { articleId, version: list.version })
  const { id: entryId } = await read.entry.findFirstOrThrow({ where: { articleId } })
  const others = [`/share/entry-${entryId}-${hash}.png`, `/posters/${entryId}.svg`, `/covers/place-${place}-${hash}.svg`, `/share/subject-${place}-${hash}.png`, `/share/series-${seriesId}-${hash}.png`] // prettier-ignore
  // What the pages really name.
  const real = [(await findCover(articleId))!.src, (await findShareImage('article', articleId))!.src, (await siteShareImage('frontpage')).src, '/covers/world-1.svg', '/covers/world-2.svg', '/covers/lights-1.svg'] // prettier-ignore
  for (const path of [...ofList, ...others, ...real]) expect(await isThere(path), path).toBe(true)
  const nobody = 'abcdefgh'
  const shapeless = ['/posters/nothing.webp', '/posters/short.svg', '/share/x.png', `/share/nothing-${nobody}-${hash}.png`, `/share/site-${nobody}-${hash}.png`, '/covers/x.svg', '/covers/world-3.svg', '/sitemap/999.xml', '/sitemap/articles-1', '/sitemap/articles-0.xml', '/sitemap/nothing-1.xml'] // prettier-ignore
  const made = [`/covers/${nobody}-${hash}.svg`, `/covers/place-${nobody}-${hash}.svg`, ...['article', 'entry', 'series', 'subject', 'author'].map((kind) => `/share/${kind}-${nobody}-${hash}.png`), '/sitemap/articles-2.xml', '/sitemap/entries-2.xml', '/sitemap/pages-2.xml', '/sitemap/subjects-99999.xml'] // prettier-ignore
  for (const path of [...shapeless, ...made]) expect(await isThere(path), path).toBe(false)
  expect(await statementsOf(() => areThere(...shapeless))).toEqual([])
  for (const path of [...made, ...ofList]) expect((await statementsOf(() => isThere(path))).length, path).toBeLessThanOrEqual(1)
  expect(await areThere(...['pages', 'articles', 'entries', 'subjects'].map((name) => `/sitemap/${name}-1.xml`))).toEqual([true, true, true, true])
})

test('a page beyond the last is none, and what is no number is the first', async () => {
  const editor = await makeActor('editor')
  const { id: seriesId } = await saveSeries(editor, { id: null, slug: 'nights', title: 'Nights', description: '' })
  for (let n = 1; n <= 25; n++) {
    const { articleId } = await makePublished(editor, makeDocument(`List ${n}`, [makeEntry('One')]))
    await setSeries(editor, { articleId, seriesId, position: n })
  }
  const readPage = (path: string, page: string) => {
    const query = pageQueries.find(({ route }) => route === path.replace('/nights', '/[slug]'))!
    return query.read!(path, { page })
  }
  expect(await readPage('/articles', '2')).toEqual({ page: '2' })
  expect(await readPage('/articles', '02')).toEqual({ page: '2' })
  for (const page of ['3', '100001', '9'.repeat(40)]) expect(await readPage('/articles', page), page).toBeNull()
  for (const page of ['1', '0', '-2', '2.5', 'two', '']) expect(await readPage('/articles', page), page).toEqual({})
  expect(await readPage('/series/nights', '2')).toBeNull()
  for (const index of ['/series', '/authors', '/people', '/groups', '/songs', '/places']) expect(await readPage(index, '2'), index).toBeNull()
  const statements = await statementsOf(() => readPage('/articles', '100001'))
  expect(statements).toEqual([])
  // Counted, whatever is on the pages: the render looks that up.
  for (const path of ['/articles', '/series', '/series/nights', '/authors', '/people', '/songs'])
    expect((await statementsOf(() => readPage(path, '2'))).length, path).toBe(1)
})

test('the pages of a record are bounded by what is kept of it and of what is below it, in one statement that looks at no credit', async () => {
  const editor = await makeActor('editor')
  const group = await makeRecord('group', 'Nights')
  const member = await makeRecord('person', 'Mina')
  await write((tx) => tx.record.update({ where: { id: member }, data: { parentId: group } }))
  const credits = [{ role: 'artist' as const, subject: group }, { role: 'with' as const, subject: member }] // prettier-ignore
  for (const title of ['One', 'Two', 'Three'])
    await makePublished(editor, makeDocument(title, Array.from({ length: 9 }, (_, n) => makeEntry(`Entry ${n}`, { credits: credits.slice(n % 2) })))) // prettier-ignore
  const readGroup = (page: string) => pageQueries.find(({ route }) => route === '/groups/[slug]')!.read!('/groups/nights', { page })
  expect(await readGroup('2')).toEqual({ page: '2' })
  expect(await readGroup('3')).toBeNull()
  for (const page of ['2', '3', '99999']) {
    const asked = await statementsOf(() => readGroup(page))
    expect(asked.map(({ sql }) => /"Credit"|"Entry"/.test(sql))).toEqual([false])
  }
  // Made up, and of a record that does not stand in any list.
  expect(await pageQueries.find(({ route }) => route === '/songs/[slug]')!.read!('/songs/made-up', { page: '2' })).toBeNull()
  // Of the exact number the page itself decides.
  expect((await listAppearances((await findRecordPage('group', 'nights'))!, { size: 24 })).pages).toBe(2)
})

test('all that is below a record counts, also when it is more than a page could name', async () => {
  const editor = await makeActor('editor')
  const country = await makeRecord('place', 'Korea')
  await write((tx) =>
    tx.record.createMany({
      data: Array.from({ length: 1050 }, (_, n) => ({
        id: `city${n}`,
        kind: 'place' as const,
        name: `City ${String(n).padStart(4, '0')}`,
        slug: `city-${n}`,
        parentId: country,
      })),
    }),
  )
  await makePublished(editor, makeDocument('Songs', [makeEntry('One', { credits: [{ role: 'filmed-in', subject: 'city1049' }] })]))
  const record = (await findRecordPage('place', 'korea'))!
  const { items, total } = await listAppearances(record)
  expect([total, items.map(({ roles }) => roles.flatMap(({ by }) => by.map(({ name }) => name)))]).toEqual([1, [['City 1049']]])
  expect(record.children).toHaveLength(1050)
})
