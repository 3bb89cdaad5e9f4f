import { expect, test } from 'vitest'
import { changeSlug } from '@/features/articles/commands/change-slug'
import { publishArticle } from '@/features/articles/commands/publish-article'
import { saveSeries } from '@/features/articles/commands/save-series'
import { setSeries } from '@/features/articles/commands/set-series'
import { unpublishArticle } from '@/features/articles/commands/unpublish-article'
import { isThere } from '@/features/articles/queries/is-there'
import { makeDocument, makeEntry, makeList, makePublished, makeRecord, republish } from '@/tests/factories/lists'
import { makeActor } from '@/tests/factories/writers'
import { useDatabase } from '@/tests/support/database'
import { statementsOf } from '@/tests/support/statements'
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

test('a page beyond the last is none, and what is no number is the first', async () => {
  const editor = await makeActor('editor')
  const { id: seriesId } = await saveSeries(editor, { id: null, slug: 'nights', title: 'Nights', description: '' })
  for (let n = 1; n <= 25; n++) {
    const { articleId } = await makePublished(editor, makeDocument(`List ${n}`, [makeEntry('One')]))
    await setSeries(editor, { articleId, seriesId, position: n })
  }
  const read = (path: string, page: string) => {
    const query = pageQueries.find(({ route }) => route === path.replace('/nights', '/[slug]'))!
    return query.read!(path, { page })
  }
  expect(await read('/articles', '2')).toEqual({ page: '2' })
  expect(await read('/articles', '02')).toEqual({ page: '2' })
  for (const page of ['3', '100001', '9'.repeat(40)]) expect(await read('/articles', page), page).toBeNull()
  for (const page of ['1', '0', '-2', '2.5', 'two', '']) expect(await read('/articles', page), page).toEqual({})
  expect(await read('/series/nights', '2')).toBeNull()
  for (const index of ['/series', '/authors', '/people', '/groups', '/songs', '/places']) expect(await read(index, '2'), index).toBeNull()
  const statements = await statementsOf(() => read('/articles', '100001'))
  expect(statements).toEqual([])
})
