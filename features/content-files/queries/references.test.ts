import { expect, it } from 'vitest'
import { namesToFind, writeNameForms } from '@/features/records/commands/write-name-forms'
import { read, write } from '@/platform/db'
import { makeRecord } from '@/tests/factories/lists'
import { useDatabase } from '@/tests/support/database'
import { statementsOf } from '@/tests/support/statements'
import { listLikelyReferences } from './references'

useDatabase()

const named = async (kind: 'person' | 'group' | 'song', name: string, slug: string, others: string[] = []) => {
  const id = await makeRecord(kind, name)
  await write(async (tx) => {
    await tx.record.update({ where: { id }, data: { slug } })
    await writeNameForms(tx, kind, id, namesToFind({ name, slug, names: others.map((other) => ({ name: other })) }))
  })
}

it('what a name most likely means is found however it is written, for any number of names in a few statements', async () => {
  await named('person', 'G-Dragon', 'g-dragon', ['지드래곤'])
  await named('group', 'Røyksopp', 'royksopp')
  await named('song', 'Crooked', 'crooked')
  await named('group', 'CROOKED', 'crooked-group')
  const names = ['g dragon', 'G‐DRAGON', '지드래곤', 'ROYKSOPP', 'Crooked', 'CROOKED', 'Nobody', '…', ...Array.from({ length: 600 }, (_, n) => `Name ${n}`)]
  let found = new Map<string, string>()
  const asked = await statementsOf(async () => void (found = await listLikelyReferences(read, names)))
  expect(Object.fromEntries(found)).toEqual({
    'g dragon': 'people/g-dragon',
    'G‐DRAGON': 'people/g-dragon',
    지드래곤: 'people/g-dragon',
    ROYKSOPP: 'groups/royksopp',
    Crooked: 'songs/crooked',
    CROOKED: 'groups/crooked-group',
  })
  expect(asked.length).toBeLessThan(10)
})
