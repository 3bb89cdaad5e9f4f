import { expect, test } from 'vitest'
import { useDatabase } from '@/tests/support/database'
import { draftOf, makeDocument, makeEntry, makeList, saveDraft } from '@/tests/factories/lists'
import { makeActor } from '@/tests/factories/writers'
import { draftDocument } from './schema'

useDatabase()

test.each([
  ['an emoji', 'a💜b', true],
  ['many in one', '👩‍👩‍👧', true],
  ['the last character of all', '\u{10ffff}', true],
  ['a first half', 'a\ud83d', false],
  ['a second half', '\udc9cb', false],
  ['two halves the wrong way round', '\udc9c\ud83d', false],
  ['NUL', 'a\0b', false],
])('%s is kept as it is or refused with a message at its place', async (_, text, isKept) => {
  const editor = await makeActor('editor')
  const { articleId, version } = await makeList(editor, makeDocument('List', []))
  const checked = draftDocument.safeParse(makeDocument('List', [makeEntry('One', { body: text })]))
  expect(checked.error?.issues.map(({ path, message }) => [path.join('.'), message]) ?? []).toEqual(
    isKept ? [] : [['entries.0.body', expect.stringContaining('Type this part again')]],
  )
  if (!checked.success) return
  await saveDraft(editor, { articleId, version, document: checked.data })
  expect((await draftOf(articleId)).document).toEqual(checked.data)
})
