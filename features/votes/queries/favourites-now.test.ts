import { afterAll, expect, it } from 'vitest'
import { importContent } from '@/features/content-files/commands/import-content'
import { readContent } from '@/features/content-files/format/content-folder'
import { close, read, write } from '@/platform/db'
import { useDatabase } from '@/tests/support/database'
import { listFavouritesNow } from './favourites-now'

useDatabase({ whole: false })
afterAll(close)

it('favours nothing before the tenth vote, and says whose song it is', async () => {
  await importContent(readContent('content'), { publish: true })
  const article = await read.article.findUniqueOrThrow({ where: { slug: 'classic-k-pop-mvs-with-k-drama-actors' } })
  expect(await listFavouritesNow([article.id])).toEqual([])
  const [first, second] = await read.entry.findMany({ where: { articleId: article.id }, orderBy: { position: 'asc' }, take: 2 })
  await write(async (tx) => {
    await tx.tally.update({ where: { entryId: first!.id }, data: { counted: 3 } })
    await tx.tally.update({ where: { entryId: second!.id }, data: { counted: 9 } })
    await tx.article.update({ where: { id: article.id }, data: { voteCount: 12 } })
  })
  expect((await listFavouritesNow([article.id])).map(({ slug, share, line }) => [slug, share, line])).toEqual([
    [second!.slug, 0.75, 'Sandara Park, “Kiss”'],
    [first!.slug, 0.25, 'Bang Yong-guk, “I Remember”'],
  ])
})
