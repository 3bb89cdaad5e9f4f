import { expect, test } from 'vitest'
import { read } from '@/platform/db'
import { useDatabase } from '@/tests/support/database'
import { fillDatabase } from '@/tests/support/fill-database'
import { exportSeriesAndAuthors } from './export-series-and-authors'

useDatabase()

test('of however many lists, series and authors come once each and by their addresses', async () => {
  await fillDatabase(process.env.DATABASE_URL!, { lists: 1100, entries: 1, people: 5, words: 1 })
  const slugs = (await read.article.findMany({ select: { slug: true } })).map(({ slug }) => slug)
  const { series, authors } = await exportSeriesAndAuthors(read, slugs)
  for (const found of [series, authors]) {
    const addresses = found.map(({ slug }) => slug)
    expect(addresses.length).toBeGreaterThan(20)
    expect(addresses).toEqual([...new Set(addresses)].sort())
  }
  expect((await exportSeriesAndAuthors(read, slugs.slice(0, 1))).authors).toHaveLength(1)
  expect((await exportSeriesAndAuthors(read, 'all')).series).toHaveLength(55)
})
