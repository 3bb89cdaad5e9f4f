import { expect, test } from 'vitest'
import { writeNameForms } from '@/features/records/commands/write-name-forms'
import { write } from '@/platform/db'
import { useDatabase } from '@/tests/support/database'
import { makeDocument, makeEntry, makeList, makePublished, makeRecord } from '@/tests/factories/lists'
import { guest, makeActor } from '@/tests/factories/writers'
import { findLinkTargets } from './link-targets'

useDatabase()

test('a name leads to records, published lists, and the entries of those that credit the records; no one else may ask', async () => {
  const editor = await makeActor('editor')
  const crooked = await makeRecord('song', 'Crooked')
  const video = await makeRecord('video', 'Crooked MV')
  const entry = { ...makeEntry('“Crooked” in Shoreditch'), credits: [{ role: 'song' as const, subject: crooked }] }
  const { articleId, slug, document } = await makePublished(editor, makeDocument('Crooked streets', [makeEntry('First'), entry]))
  await makeList(editor, makeDocument('Crooked drafts', [{ ...makeEntry('Hidden'), credits: [{ role: 'song' as const, subject: crooked }] }]))

  // As the records' commands and the search index do.
  await write(async (tx) => {
    await writeNameForms(tx, 'song', crooked, ['Crooked'])
    await writeNameForms(tx, 'video', video, ['Crooked MV'])
    await writeNameForms(tx, 'list', articleId, ['Crooked streets'])
  })
  const found = await findLinkTargets(editor, { text: 'crook' })
  expect(found.map(({ name, note }) => `${name}: ${note}`)).toEqual([
    'Crooked: Song',
    'Crooked streets: List',
    '“Crooked” in Shoreditch: Entry 2 of Crooked streets',
  ])
  expect(found.map(({ href }) => href)).toEqual(['/songs/crooked', `/articles/${slug}`, `/articles/${slug}/${document.entries[1]!.slug}`])
  expect(await findLinkTargets(editor, { text: 'nobody' })).toEqual([])
  for (const other of [guest, await makeActor('reader')]) await expect(findLinkTargets(other, { text: 'crook' })).rejects.toMatchObject({ code: 'forbidden' })
})
