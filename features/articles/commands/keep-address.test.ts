import { describe, expect, test } from 'vitest'
import { read } from '@/platform/db'
import { makeDocument, makeEntry, makePublished } from '@/tests/factories/lists'
import { makeActor } from '@/tests/factories/writers'
import { useDatabase } from '@/tests/support/database'
import { findAuthor, findMovedAuthor } from '../queries/authors'
import { findMovedSeries, findSeries } from '../queries/series'
import { saveAuthor } from './save-author'
import { saveSeries } from './save-series'
import { setSeries } from './set-series'

useDatabase()

const redirects = async () => (await read.redirect.findMany({ orderBy: { path: 'asc' } })).map(({ path }) => path)
const lastTags = async () => (await read.event.findFirstOrThrow({ orderBy: { id: 'desc' } })).tags

const kinds = {
  series: {
    save: async (id: string | null, slug: string, title = 'A name') => saveSeries(await makeActor('editor'), { id, slug, title, description: '' }),
    find: findSeries,
    findMoved: findMovedSeries,
    folder: '/series',
    tag: 'series',
  },
  authors: {
    save: async (id: string | null, slug: string, name = 'A name') => saveAuthor(await makeActor('editor'), { id, slug, name, bio: '', accountId: null }),
    find: findAuthor,
    findMoved: findMovedAuthor,
    folder: '/authors',
    tag: 'author',
  },
} as const

describe.each(Object.entries(kinds))('addresses of %s', (_, { save, find, findMoved, folder, tag }) => {
  test('former ones lead to the present one, without chains, and can be taken back', async () => {
    const { id } = await save(null, 'a')
    for (const slug of ['a', 'b', 'b', 'c']) await save(id, slug)
    expect(await redirects()).toEqual([`${folder}/a`, `${folder}/b`])
    expect([await findMoved('a'), await findMoved('b')]).toEqual([`${folder}/c`, `${folder}/c`])
    expect(await find('a')).toBeNull()
    await save(id, 'a')
    expect(await redirects()).toEqual([`${folder}/b`, `${folder}/c`])
    expect(await find('a')).not.toBeNull()
    expect([await findMoved('a'), await findMoved('never-was')]).toEqual([null, null])
    expect(await lastTags()).toContain(`${tag}:${id}`)
  })

  test('one that is or was another’s is refused in words, beside its field', async () => {
    const { id } = await save(null, 'first')
    await save(id, 'second')
    const { id: other } = await save(null, 'other')
    for (const mine of [other, null]) {
      await expect(save(mine, 'second')).rejects.toMatchObject({ code: 'conflict', fields: { slug: expect.stringMatching(/^Another \w+ has this address/) } })
      await expect(save(mine, 'first')).rejects.toMatchObject({ code: 'conflict', fields: { slug: expect.stringContaining('still leads there') } })
    }
    expect(await redirects()).toEqual([`${folder}/first`])
    // What is refused changes nothing else.
    expect(await find('other')).toMatchObject({})
  })

  test('of two who want one address at the same moment one gets it, and the other is told', async () => {
    const both = await Promise.allSettled([save(null, 'wanted'), save(null, 'wanted')])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'conflict', fields: { slug: expect.any(String) } } })
  })
})

test('things of different kinds may have one address, now or before', async () => {
  const editor = await makeActor('editor')
  const { articleId } = await makePublished(editor, makeDocument('Same', [makeEntry('One')]))
  const { id } = await kinds.series.save(null, 'same')
  await kinds.authors.save(null, 'same')
  await kinds.series.save(id, 'moved')
  await setSeries(editor, { articleId, seriesId: id, position: 1 })
  expect(await findMovedAuthor('same')).toBeNull()
  expect(await findMovedSeries('same')).toBe('/series/moved')
})
