import { expect, test } from 'vitest'
import { publishArticle } from '@/features/articles/commands/publish-article'
import { importContent, type ImportProgress } from '@/features/content-files/commands/import-content'
import { read } from '@/platform/db'
import { listFile, someLists } from '@/tests/factories/list-files'
import { makeDocument, makeEntry, makeList, makeRecord } from '@/tests/factories/lists'
import { makeActor } from '@/tests/factories/writers'
import { engine, useDatabase } from '@/tests/support/database'
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

/** A vote for an entry of `list-0` that is cast when the import says this: how many files later it was on disk, or null when that was after the import. */
async function voteAt(moment: string, begin: (progress: ImportProgress) => Promise<unknown>): Promise<number | null> {
  const reader = await makeActor('reader')
  let vote: Promise<unknown> | undefined
  let ended = false
  let files = 0
  let waited: number | null = null
  const progress: ImportProgress = (phase, done) => {
    if (vote) files++
    if (`${phase} ${done}` === moment) vote = castVote(reader, { slug: 'list-0', entry: 'one' }).then(() => void (waited = ended ? null : files))
  }
  await begin(progress)
  ended = true
  await vote
  return waited
}

/** PostgreSQL lets many write at once, and says nothing of their order. */
const fewFiles = engine === 'sqlite' ? 2 : 28

const changed = (count: number) => Array.from({ length: count }, (_, n) => listFile(`list-${n}`, { intro: 'Other words.' }))

test('a vote waits for one list at the most, and not for the whole import', async () => {
  await importContent(someLists(1), { publish: true })
  const waited = await voteAt('import 1', (progress) => importContent(changed(30), { publish: true, progress }))
  expect(waited ?? Infinity).toBeLessThanOrEqual(fewFiles)
  expect(await read.article.count({ where: { state: 'published' } })).toBe(30)
})

test('a vote waits for no check, also when the list that it is for is checked', async () => {
  await importContent(someLists(1), { publish: true })
  expect(await voteAt('check 1', (progress) => importContent(changed(30), { publish: true, rehearse: true, progress }))).not.toBeNull()
  expect(await read.article.count()).toBe(1)
})

test('a publication waits for no check, also when new lists of the check credit the same record, series and author', async () => {
  const editor = await makeActor('editor')
  const credited = await makeRecord('person', 'Rain')
  const list = await makeList(editor, makeDocument('Ours', [makeEntry('One', { credits: [{ role: 'lead', subject: credited }] })]))
  const text = (n: number) => ({
    name: `new-${n}.md`,
    text: `---\nformat: 1\nslug: new-${n}\ntitle: New ${n}\n---\n\n### One {#one}\n\n- lead: people/rain\n\nWords.\n`,
  })
  let published: Promise<unknown> | undefined
  let [ended, first] = [false, false]
  await importContent(Array.from({ length: 30 }, (_, n) => text(n)), {
    publish: true,
    rehearse: true,
    progress: (phase, done) => {
      if (`${phase} ${done}` === 'check 1') published = publishArticle(editor, { articleId: list.articleId, version: list.version }).then(() => void (first = !ended))
    },
  }) // prettier-ignore
  ended = true
  await published
  expect(first).toBe(true)
  expect(await read.record.findUniqueOrThrow({ where: { id: credited } })).toMatchObject({ appearances: 1, shown: true })
})
