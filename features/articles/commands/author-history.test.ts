import { expect, test } from 'vitest'
import { saveAuthor } from './save-author'
import { makeActor } from '@/tests/factories/writers'
import { useDatabase } from '@/tests/support/database'
import { getFieldHistory } from '@/features/records/queries/field-history'

useDatabase()

test('whose account a byline belongs to is read by editors alone', async () => {
  const [editor, owner, other] = [await makeActor('editor', 'Edda'), await makeActor('author', 'Ari'), await makeActor('author', 'Otto')]
  const author = { id: owner.authorId, slug: 'ari', name: 'Ari', bio: '', base: { slug: 'ari', name: 'Ari', bio: '', accountId: owner.account.id } }
  await saveAuthor(editor, { ...author, base: { ...author.base, slug: `Ari-${owner.account.id}` }, accountId: owner.account.id })
  await saveAuthor(editor, { ...author, accountId: null })
  const fieldsFor = async (actor: typeof editor) =>
    (await getFieldHistory(actor, { authorId: owner.authorId })).lines.map(({ changes }) => changes.map(({ field }) => field))
  expect((await fieldsFor(editor))[0]).toHaveLength(1)
  expect((await fieldsFor(other))[0]).toEqual([])
})
