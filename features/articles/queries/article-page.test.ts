import { expect, test, vi } from 'vitest'
import { jsonOf, read, write } from '@/platform/db'
import { publishContent } from '@/tests/factories/content'
import { useDatabase } from '@/tests/support/database'
import { publishEdition } from '../commands/publish-edition'
import { findArticlePage, findNeighbours, listRelatedIds } from './article-page'
import { listArticlesById } from './cards'

const noted = vi.hoisted(() => new Set<string>())
vi.mock('@/platform/cache', async (original) => ({
  ...(await original<typeof import('@/platform/cache')>()),
  note: (...tags: string[]) => tags.forEach((tag) => noted.add(tag)),
}))

useDatabase()

test('what a list shows of others is made stale by those that share a record with it, and not by each list that is published', async () => {
  await publishContent()
  const article = (await findArticlePage('k-pop-mvs-filmed-abroad'))!
  noted.clear()
  await findNeighbours(article)
  const related = await listRelatedIds(article)
  expect(related.length).toBeGreaterThan(0)
  await listArticlesById(related, { counts: false })
  expect(noted).not.toContain('articles')
  // A fandom votes on one list all day; the lists beside it stay as they are.
  expect([...noted].filter((tag) => /^(tally|comments):/.test(tag))).toEqual([])
  for (const articleId of related) {
    await write((tx) => publishEdition(tx, { articleId, by: null }))
    const { tags } = await read.event.findFirstOrThrow({ where: { type: 'article.published' }, orderBy: { id: 'desc' } })
    expect((jsonOf(tags) as string[]).filter((tag) => noted.has(tag) && tag.startsWith('record:')).length).toBeGreaterThan(0)
  }
})
