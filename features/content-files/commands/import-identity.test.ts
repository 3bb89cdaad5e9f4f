import { expect, test } from 'vitest'
import { publishScheduled } from '@/features/articles/jobs'
import { nowMs } from '@/platform/clock'
import { read, write } from '@/platform/db'
import { useDatabase } from '@/tests/support/database'
import { importContent } from './import-content'

useDatabase()

const file = (entries: string[], { slug = 'songs', title = 'Songs', more = '' } = {}) => [
  {
    name: 'list.md',
    text: `---\nformat: 1\nslug: ${slug}\ntitle: ${title}\n${more}---\n\n${entries.map((entry) => `### ${entry} {#${entry}}\n\nWords.\n`).join('\n')}`,
  },
]
const article = (slug = 'songs') => read.article.findUniqueOrThrow({ where: { slug }, include: { editions: true } })

test('the same holds for an address that the list had before', async () => {
  await importContent(file(['one', 'two']), { publish: true })
  const { id } = await article()
  await write(async (tx) => {
    await tx.article.update({ where: { id }, data: { slug: 'tunes' } })
    await tx.redirect.create({ data: { path: '/articles/songs', articleId: id } })
  })
  await expect(importContent(file(['five']))).rejects.toThrow('The address “songs” was that of “Songs”')
  expect((await importContent(file(['one', 'two']))).lists).toMatchObject([{ slug: 'tunes', draft: 'unchanged' }])
})

test('a date to come is a schedule, once', async () => {
  const soon = new Date(nowMs() + 3_600_000)
  const later = file(['one'], { more: `published: ${soon.toISOString()}\n` })
  const done = await importContent(later, { publish: true })
  expect(done.lists).toMatchObject([{ draft: 'created', published: false, scheduled: soon }])
  expect(await article()).toMatchObject({ state: 'scheduled', currentEditionId: null, firstPublishedAt: null })
  const again = await importContent(later, { publish: true })
  expect(again.lists).toMatchObject([{ draft: 'unchanged', published: false, scheduled: null }])
  const { editions } = await article()
  expect(editions).toMatchObject([{ publishAt: soon, liveAt: null, cancelledAt: null }])
  const editionId = editions[0]!.id
  expect(await read.job.findMany()).toMatchObject([{ payload: { editionId }, runAt: soon }])
  await write((tx) => tx.edition.update({ where: { id: editionId }, data: { publishAt: new Date(nowMs() - 1) } }))
  await publishScheduled({ editionId })
  expect(await article()).toMatchObject({ state: 'published', currentEditionId: editionId })
})

test('a date that is too far away is refused at its line, and the draft alone takes any', async () => {
  const far = file(['one'], { more: 'published: 2099-01-01T00:00:00Z\n' })
  await expect(importContent(far, { publish: true })).rejects.toThrow('list.md:5: published: Choose a time within two years')
  expect(await read.article.count()).toBe(0)
  expect((await importContent(far)).lists).toMatchObject([{ draft: 'created', published: false }])
})

test('a credit by name is refused at its line, with the record that it may mean', async () => {
  const records = { name: 'records.yaml', text: 'format: 1\ngroups:\n  bigbang: { name: BIGBANG, names: [{ name: 빅뱅, lang: ko }] }\n' }
  const by = (name: string) => [records, { name: 'list.md', text: `---\nformat: 1\nslug: x\ntitle: X\n---\n\n### One {#one}\n\n- artist: ${name}\n` }]
  await expect(importContent(by('빅뱅'))).rejects.toThrow('list.md:9: Expected a reference, not the name “빅뱅”: did you mean groups/bigbang?')
  await expect(importContent(by('Nobody'))).rejects.toThrow('list.md:9: Expected a reference, not the name “Nobody”: a record such as')
  expect(await read.article.count()).toBe(0)
})

test('an image is told at its line, and stops a publication', async () => {
  const { name, text } = file(['one'])[0]!
  const withImage = [{ name, text: `${text}\n![A cover](https://example.com/c.png)\n` }]
  expect(await importContent(withImage)).toMatchObject({ lists: [{ draft: 'created' }], notes: [{ file: 'list.md', line: 11 }] })
  await expect(importContent(withImage, { publish: true })).rejects.toThrow(/^list\.md:9: A picture of another site is not shown/)
  const records = { name: 'records.yaml', text: 'format: 1\ngroups:\n  bigbang: { name: BIGBANG }\n' }
  const inSubheading = [records, { name, text: text.replace('{#one}\n', '{#one}\n![A cover](https://example.com/c.png), here\n- artist: groups/bigbang\n') }]
  expect((await importContent(inSubheading)).notes).toMatchObject([{ line: 8, message: expect.stringContaining('A picture cannot stand in a subheading') }])
  await expect(importContent(inSubheading, { publish: true })).rejects.toThrow(/^list\.md:8: A picture cannot stand in a subheading/)
  const covered = file(['one'], { more: `cover: ${'0'.repeat(64)}\n` })
  await expect(importContent(covered)).rejects.toThrow('list.md:5: There is no picture with this hash here: send it in under Pictures')
})
