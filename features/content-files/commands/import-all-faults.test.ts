import { expect, test } from 'vitest'
import { saveRecord } from '@/features/records/commands/save-record'
import { read } from '@/platform/db'
import { makeActor } from '@/tests/factories/writers'
import { makeRecord } from '@/tests/factories/lists'
import { useDatabase } from '@/tests/support/database'
import { FormatError } from '../format/problems'
import { importContent, type ContentOptions } from './import-content'

// Whoever mends a file hears of all its faults in one run, whichever of them the text alone shows and whichever has to be looked up.

useDatabase()

const list = (front: string, slug: string, body = '### One {#one}\n\nWords.\n\n### Two {#two}\n\nWords.\n') =>
  `---\nformat: 1\nslug: ${slug}\ntitle: A list\n${front}---\n\n${body}`

async function told(files: { name: string; text: string }[], options: ContentOptions = {}) {
  const error = await importContent(files, options).then(() => expect.unreachable('nothing was refused'), (thrown: unknown) => thrown) // prettier-ignore
  expect(error).toBeInstanceOf(FormatError)
  const lines = (error as FormatError).message.split('\n').filter((line) => !line.includes('A remark, and no fault'))
  return lines.map((line) => line.slice(0, 62))
}

test('a wrong author or series does not keep the others of its line from being looked up', async () => {
  await importContent([{ name: 'r.yaml', text: 'format: 1\nauthors:\n  desk: { name: The desk }\n' }])
  const front = 'series: { slug: nowhere, position: first }\nauthors:\n  - The desk\n  - desk\n  - nobody\n  - no-one\nformerly: [Old one, a]\n'
  const text = list(front, 'list', '### One {#one}\n- artist: groups/nothing\n\nWords.\n')
  await importContent([{ name: 'a.md', text: list('', 'a') }])
  expect(await told([{ name: 'list.md', text }])).toEqual([
    expect.stringMatching(/^list\.md:5: position: Expected a whole number from 1/),
    expect.stringMatching(/^list\.md:5: No series “nowhere”/),
    expect.stringMatching(/^list\.md:7: authors: /),
    expect.stringMatching(/^list\.md:9: No author “nobody”/),
    expect.stringMatching(/^list\.md:10: No author “no-one”/),
    expect.stringMatching(/^list\.md:11: formerly: /),
    expect.stringMatching(/^list\.md:15: No record groups\/nothing/),
  ])
})

test('each former address that is another list’s is told, beside what else is wrong', async () => {
  await importContent(['a', 'b', 'list'].map((slug) => ({ name: `${slug}.md`, text: list('', slug) })), { publish: true }) // prettier-ignore
  const text = (front: string) => list(`formerly:\n  - a\n  - c\n  - b\n${front}`, 'list', '### One {#one formerly: two}\n\nWords.\n\n### Two {#two-now}\n\n![x](y.png)\n') // prettier-ignore
  const taken = [
    expect.stringMatching(/^list\.md:6: \/articles\/a is or was the address of something else/),
    expect.stringMatching(/^list\.md:8: \/articles\/b is or was the address of something else/),
  ]
  const rest = [expect.stringMatching(/^list\.md:1\d: \{#two\} is or was the address of another entry/), expect.stringMatching(/^list\.md:1\d: A picture of another site/)] // prettier-ignore
  expect(await told([{ name: 'list.md', text: text('') }], { publish: true })).toEqual([...taken, ...rest])
  const author = expect.stringMatching(/^list\.md:9: No author “nobody”/)
  expect(await told([{ name: 'list.md', text: text('authors: [nobody]\n') }], { publish: true })).toEqual([...taken, author, ...rest])
  // In a text that cannot be read whole, too.
  const broken = text('authors: [nobody]\norder: odd\n')
  expect(await told([{ name: 'list.md', text: broken }])).toEqual([...taken, author, expect.stringMatching(/^list\.md:10: order: /)])
  expect(await read.redirect.count()).toBe(0)
})

test('of shared records each lost parent and each address that is taken is told at once, whether or not the text has faults', async () => {
  const admin = await makeActor('admin')
  for (const name of ['One', 'Two']) await makeRecord('group', name)
  const records = (more: string) => `format: 1
people:
  ann: { name: Ann, parent: groups/nowhere }
  bea: { name: Bea, parent: groups/nothing${more} }
groups:
  one: { name: One }
  two: { name: Two, formerly: [one-day] }
series:
  nights: { title: Nights, formerly: [days] }
`
  await importContent([{ name: 'first.yaml', text: 'format: 1\nseries:\n  days: { title: Days }\n  nights: { title: Nights }\n' }])
  const stored = await read.record.findFirstOrThrow({ where: { slug: 'one' } })
  const { description, parentId, latitude, longitude, date, url } = stored
  const values = { kind: 'group' as const, name: 'One', description, parentId, latitude, longitude, date, url, names: [] }
  for (const slug of ['one-day', 'one']) await saveRecord(admin, { id: stored.id, slug, ...values })
  const looked = [
    expect.stringMatching(/^r\.yaml:3: No record groups\/nowhere/),
    expect.stringMatching(/^r\.yaml:4: No record groups\/nothing/),
    expect.stringMatching(/^r\.yaml:7: \/groups\/one-day is or was the address/),
    expect.stringMatching(/^r\.yaml:9: \/series\/days is or was the address/),
  ]
  expect(await told([{ name: 'r.yaml', text: records('') }])).toEqual(looked)
  const fault = expect.stringMatching(/^r\.yaml:4: people\/bea: “colour” is not a field here/)
  expect(await told([{ name: 'r.yaml', text: records(', colour: pink') }])).toEqual([looked[0], fault, ...looked.slice(1)])
})
