import { beforeAll, describe, expect, it } from 'vitest'
import { unpublishArticle } from '@/features/articles/commands/unpublish-article'
import { read } from '@/platform/db'
import { publishContent } from '@/tests/factories/content'
import { makeActor } from '@/tests/factories/writers'
import { useDatabase } from '@/tests/support/database'
import { findTitleAt } from './title-at'

const list = { title: 'K-pop MVs filmed abroad', within: null, question: 'Which one was your favourite?' }

describe('the title of the page at a path', () => {
  useDatabase({ each: false })
  beforeAll(() => publishContent())

  it.each([
    ['/articles/k-pop-mvs-filmed-abroad', list],
    ['/articles/k-pop-mvs-filmed-abroad/', list],
    ['/articles/k-pop-mvs-filmed-abroad?sort=oldest&page=2#comment-x', list],
    ['/articles/k-pop-mvs-filmed-abroad/crooked', { ...list, title: '“Crooked”', within: { number: 4, title: list.title } }],
  ])('is found: %s', async (path, found) => expect(await findTitleAt(path)).toEqual(found))

  it.each([
    '/',
    '/articles',
    '/about',
    '/articles/no-such-list',
    '/articles/k-pop-mvs-filmed-abroad/never-an-entry',
    '/articles/%00',
    '/articles/%E0%A4%A',
    '/articles/%ED%A0%80',
    `/articles/${'x'.repeat(1900)}`,
    '/articles/a/b/c',
    '',
  ])('is nothing of ours: %s', async (path) => expect(await findTitleAt(path)).toBeNull())

  it('is not told of a list that readers cannot see', async () => {
    const { id } = await read.article.findUniqueOrThrow({ where: { slug: 'classic-k-pop-mvs-with-k-drama-actors' }, select: { id: true } })
    expect(await findTitleAt('/articles/classic-k-pop-mvs-with-k-drama-actors')).not.toBeNull()
    await unpublishArticle(await makeActor('owner'), { articleId: id })
    expect(await findTitleAt('/articles/classic-k-pop-mvs-with-k-drama-actors')).toBeNull()
  })
})
