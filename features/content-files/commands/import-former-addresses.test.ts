import { expect, test } from 'vitest'
import { saveAuthor } from '@/features/articles/commands/save-author'
import { saveSeries } from '@/features/articles/commands/save-series'
import { read } from '@/platform/db'
import { makeActor } from '@/tests/factories/writers'
import { useDatabase } from '@/tests/support/database'
import { importContent } from './import-content'

useDatabase()

test('an import finds series and authors by their former addresses, and makes no second one', async () => {
  const editor = await makeActor('editor')
  const series = { title: 'A series', description: '' }
  const author = { name: 'An author', bio: '', accountId: null }
  const { id: seriesId } = await saveSeries(editor, { id: null, slug: 'flashback', ...series })
  const { id: authorId } = await saveAuthor(editor, { id: null, slug: 'desk', ...author })
  await saveSeries(editor, { id: seriesId, slug: 'flashbacks', ...series })
  await saveAuthor(editor, { id: authorId, slug: 'the-desk', ...author })
  const records = 'format: 1\nseries:\n  flashback: { title: Flashback }\nauthors:\n  desk: { name: The desk }\n'
  const list = '---\nformat: 1\nslug: list\ntitle: List\nseries: { slug: flashback }\nauthors: [desk]\n---\n\n### One {#one}\n\nWords.\n'
  const files = [
    { name: 'records.yaml', text: records },
    { name: 'list.md', text: list },
  ]
  expect(await importContent(files)).toMatchObject({ lists: [{ draft: 'created' }] })
  expect(await read.series.findMany()).toMatchObject([{ id: seriesId, slug: 'flashbacks', title: 'Flashback' }])
  expect(await read.author.findMany({ where: { accountId: null } })).toMatchObject([{ id: authorId, slug: 'the-desk', name: 'The desk' }])
  expect(await read.article.findFirstOrThrow({ include: { authors: true } })).toMatchObject({ seriesId, authors: [{ authorId }] })
})
