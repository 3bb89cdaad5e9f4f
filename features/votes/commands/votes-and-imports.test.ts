import { expect, test } from 'vitest'
import { importContent } from '@/features/content-files/commands/import-content'
import { read } from '@/platform/db'
import { makeActor } from '@/tests/factories/writers'
import { useDatabase } from '@/tests/support/database'
import { castVote } from './cast-vote'

useDatabase()

const file = (entries: string[], title = 'Songs') => [
  {
    name: 'list.md',
    text: `---\nformat: 1\nslug: songs\ntitle: ${title}\n---\n\n${entries.map((entry) => `### ${entry} {#${entry}}\n\nWords.\n`).join('\n')}`,
  },
]
const article = () => read.article.findUniqueOrThrow({ where: { slug: 'songs' } })

test('a file with other entries does not take the place of a list that has its address, nor its votes', async () => {
  await importContent(file(['one', 'two', 'three']), { publish: true })
  await castVote(await makeActor('reader'), { slug: 'songs', entry: 'one' })
  expect(await article()).toMatchObject({ voteCount: 1 })
  const other = file(['four', 'five', 'three'], 'Other songs')
  await expect(importContent(other, { publish: true })).rejects.toThrow(
    'list.md:3: The address “songs” is that of “Songs”, and of its 3 entries the file has 1. If it is another list, give it another slug',
  )
  expect(await article()).toMatchObject({ title: 'Songs', voteCount: 1, entryCount: 3 })
  // Most entries are the same: the same list.
  await importContent(file(['one', 'two', 'four'], 'Songs again'), { publish: true })
  expect(await article()).toMatchObject({ title: 'Songs again', voteCount: 1 })
  await importContent(other, { publish: true, force: true })
  expect(await article()).toMatchObject({ title: 'Other songs' })
})
