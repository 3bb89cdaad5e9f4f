import { describe, expect, it } from 'vitest'
import { read, write } from '@/platform/db'
import { exportRecords } from './export-records'
import { FormatError } from '../format/problems'
import { printRecords } from '../format/print-records'
import { deleteLists } from '@/tests/factories/content'
import { unpublishArticle } from '@/features/articles/commands/unpublish-article'
import { makeActor } from '@/tests/factories/writers'
import { useDatabase } from '@/tests/support/database'
import { readContent } from '../format/content-folder'
import { printList } from '../format/print-list'
import { readDocument } from '@/features/articles/document/read-document'
import { draftAt } from '@/features/articles/queries/revisions'
import { entriesOf } from '@/features/articles/schema'
import { exportList } from './export-list'
import { importContent } from './import-content'
import { loadContent } from './load-content'

const records = `format: 1
people:
  g-dragon: { name: G-Dragon, parent: groups/bigbang, names: [{ name: 지드래곤, lang: ko }] }
groups:
  bigbang: { name: BIGBANG }
songs:
  crooked: { name: Crooked, parent: people/g-dragon }
places:
  london: { name: London, at: [51.5, -0.12] }
videos:
  crooked: { name: Crooked, parent: songs/crooked }
series:
  flashback: { title: Flashback }
authors:
  desk: { name: The desk, bio: Short. }
`
const list = `---
format: 1
slug: abroad
title: Abroad
series: { slug: flashback, position: 1 }
authors: [desk]
order: plain
---

Intro.

# London {place: places/london}

### “Crooked” {#crooked}
**G-Dragon**, in Shoreditch
- artist: people/g-dragon
- filmed-in: places/london
- video: videos/crooked

No landmarks.

### “Lonely” {#lonely}

Alone.
`
const files = (markdown = list) => [
  { name: 'records.yaml', text: records },
  { name: 'abroad.md', text: markdown },
]
const article = () =>
  read.article.findUniqueOrThrow({
    where: { slug: 'abroad' },
    include: { draft: true, authors: true, entries: { include: { slugs: true, credits: true }, orderBy: { position: 'asc' } }, editions: true },
  })
const draftOf = async () => readDocument((await article()).draft?.document)
const edit = async (change: (draft: Awaited<ReturnType<typeof draftOf>>) => void) => {
  const draft = await draftOf()
  change(draft)
  const { id: articleId } = await article()
  await write((tx) => tx.draft.update({ where: { articleId }, data: { document: draft, version: { increment: 1 } } }))
}
const events = () => read.event.count()

describe('importing content', () => {
  useDatabase()

  it('makes records and a draft, and publishes only when asked', async () => {
    const first = await importContent(files())
    expect(first).toMatchObject({ recordsAdded: 5, seriesAndAuthors: 2, lists: [{ draft: 'created', published: false }] })
    expect(await article()).toMatchObject({ state: 'draft', title: 'Abroad', entryCount: 2, entries: [], seriesPosition: 1 })
    const second = await importContent(files(), { publish: true })
    expect(second.lists).toMatchObject([{ draft: 'unchanged', published: true }])
    const { state, entries, editions } = await article()
    expect(state).toBe('published')
    expect(editions).toHaveLength(1)
    expect(entries.map(({ slug, listed, credits }) => [slug, listed, credits.length])).toEqual([
      ['crooked', true, 3],
      ['lonely', true, 1],
    ])
  })

  it('changes and announces nothing when nothing changed', async () => {
    await importContent(files(), { publish: true })
    const [before, told] = [await article(), await events()]
    const again = await importContent(files(), { publish: true, force: true })
    expect(again).toMatchObject({ recordsAdded: 0, recordsChanged: 0, seriesAndAuthors: 0, lists: [{ draft: 'unchanged', published: false }] })
    expect(await article()).toEqual(before)
    expect(await events()).toBe(told)
  })

  it('makes no edition of what is for writers alone: a template, waived checks', async () => {
    await importContent(files(), { publish: true })
    const waived = 'order: plain\nwaived:\n  - { check: no-question, reason: None is wanted., by: Mina, when: 2026-11-28T10:00:00Z }\n'
    const again = await importContent(files(list.replace('format: 1', 'format: 2').replace('order: plain\n', waived)), { publish: true })
    expect(again.lists).toMatchObject([{ draft: 'changed', published: false }])
    expect((await article()).editions).toHaveLength(1)
    expect((await draftOf()).waived).toMatchObject([{ check: 'no-question' }])
  })

  it('brings back from an export what was exported, without a change', async () => {
    await importContent(files(), { publish: true })
    const { list: exported, recordIds } = await exportList(read, 'abroad')
    const yaml = printRecords({ records: await exportRecords(read, recordIds), series: [], authors: [] })
    expect(yaml).toContain('bigbang') // the parent of a member comes along
    const told = await events()
    const done = await importContent([{ name: 'records.yaml', text: yaml }, { name: 'abroad.md', text: printList(exported) }]) // prettier-ignore
    expect(done).toMatchObject({ recordsAdded: 0, recordsChanged: 0, lists: [{ draft: 'unchanged' }] })
    expect(await events()).toBe(told)
  })

  it('keeps the identity of entries and sections through changes, former addresses included', async () => {
    await importContent(files(), { publish: true })
    const before = await draftOf()
    const renamed = list.replace('{#lonely}', '{#all-alone}').replace('# London {', '# London, England {')
    await edit((draft) => void (draft.sections[0]!.entries[1]!.slug = 'all-alone'))
    await importContent(files(renamed), { publish: true, force: true })
    await importContent(files(list), { publish: true })
    const after = await draftOf()
    expect(entriesOf(after).map(({ entry }) => [entry.id, entry.slug])).toEqual(entriesOf(before).map(({ entry }) => [entry.id, entry.slug]))
    expect(after.sections[0]?.id).toBe(before.sections[0]?.id)
    const both = list + '\n### “Again” {#all-alone}\n'
    await expect(importContent(files(both))).rejects.toThrow('abroad.md:26: {#all-alone} is a former address of {#lonely}')
  })

  it('refuses to write over edits that nobody published, unless forced', async () => {
    await importContent(files(), { publish: true })
    await edit((draft) => void (draft.intro = 'Edited in the studio.'))
    const changed = list.replace('Intro.', 'From the file.')
    await expect(importContent(files(changed))).rejects.toThrow('has edits that nobody published')
    expect((await draftOf()).intro).toBe('Edited in the studio.')
    await importContent(files(changed), { force: true })
    // What it wrote over stays in the history.
    const { id } = await article()
    const revisions = await read.draftRevision.findMany({ where: { articleId: id }, orderBy: { version: 'asc' } })
    expect(revisions).toMatchObject([{ kind: 'imported' }, { replaced: true }, { kind: 'imported', replaced: false }])
    expect((await draftAt(read, id, revisions[1]!.version))?.intro).toBe('Edited in the studio.')
    expect((await draftOf()).intro).toBe('From the file.')
    // The draft is now what a file says: the next file may change it.
    await importContent(files(list))
    expect((await draftOf()).intro).toBe('Intro.')
  })

  it('keeps nothing of any file when one is refused, and names every fault', async () => {
    const wrong = list.replace('people/g-dragon', 'people/g-drgaon').replace('[desk]', '[desk, nobody]')
    const run = importContent([...files(), { name: 'wrong.md', text: wrong.replace('slug: abroad', 'slug: wrong') }])
    await expect(run).rejects.toBeInstanceOf(FormatError)
    await expect(run).rejects.toThrow(/^wrong\.md:6: No author “nobody”.*\nwrong\.md:16: No record people\/g-drgaon/)
    expect(await read.article.count()).toBe(0)
    expect(await read.record.count()).toBe(0)
    const syntax = importContent([{ name: 'a.md', text: list.replace('{#crooked}', '') }, { name: 'b.yaml', text: 'format: 3' }]) // prettier-ignore
    await expect(syntax).rejects.toThrow(/b\.yaml:1: .*\na\.md:14: |a\.md:14: .*\nb\.yaml:1: /)
  })

  const told = async (run: Promise<unknown>) => {
    const error = await run.then(() => expect.unreachable('nothing was refused'), (thrown: unknown) => thrown) // prettier-ignore
    expect(error).toBeInstanceOf(FormatError)
    return (error as FormatError).message.split('\n').map((line) => line.slice(0, 64))
  }
  const wrongOne = (text: string) => [...files(), { name: 'wrong.md', text: text.replace('slug: abroad', 'slug: wrong') }]

  it('tells the faults of every stage at once: of the text, of what it names, of what publishing finds, and the remarks', async () => {
    const text = list
      .replace('order: plain', 'colour: pink\npublished: 0000-01-01T00:00:00Z')
      .replace('[desk]', '[desk, nobody]')
      .replace('people/g-dragon', 'people/g-drgaon')
      .replace('- filmed-in: places/london', '- filmed-in: London')
      .replace('No landmarks.', 'A <br> and\n\n![x](y.png)')
      .replace('### “Lonely” {#lonely}', '### {#lonely}')
    expect(await told(importContent(wrongOne(text), { publish: true }))).toEqual([
      expect.stringMatching(/^wrong\.md:6: No author “nobody”/),
      'wrong.md:7: “colour” is not a field here',
      'wrong.md:8: published: Expected a time from the year 1900 to 219',
      expect.stringMatching(/^wrong\.md:17: No record people\/g-drgaon/),
      expect.stringMatching(/^wrong\.md:18: Expected a reference, not the name “London”/),
      expect.stringMatching(/^wrong\.md:21: A picture of another site is not shown/),
      expect.stringMatching(/^wrong\.md:21: A remark, and no fault: HTML/),
      expect.stringMatching(/^wrong\.md:23: A remark, and no fault: A picture/),
      expect.stringMatching(/^wrong\.md:25: Give this entry a heading/),
    ])
    expect(await read.article.count()).toBe(0)
    // A text without faults, of which the database finds some.
    const known = list.replace('people/g-dragon', 'people/g-drgaon').replace('No landmarks.', '![x](y.png)').replace('- filmed-in: places/london', '- filmed-in: London') // prettier-ignore
    expect(await told(importContent(wrongOne(known), { publish: true }))).toEqual([
      expect.stringMatching(/^wrong\.md:16: No record people\/g-drgaon/),
      expect.stringMatching(/^wrong\.md:17: Expected a reference, not the name “London”/),
      expect.stringMatching(/^wrong\.md:20: A picture of another site is not shown/),
      expect.stringMatching(/^wrong\.md:20: A remark, and no fault: A picture/),
    ])
    // Only what the import was asked to do can be in its way.
    expect(await told(importContent(wrongOne(known)))).toEqual([
      expect.stringMatching(/^wrong\.md:16: /),
      expect.stringMatching(/^wrong\.md:17: /),
      expect.stringMatching(/^wrong\.md:20: A remark, and no fault: A picture/),
    ])
  })

  it('tells each fault of a line that has several, and none of them twice', async () => {
    const text = list
      .replace('title: Abroad', 'titel: Abroad')
      .replace('### “Lonely” {#lonely}\n\n', '### {#main}\n\n= "open\n\n![x](y.png)\n\n### {crooked}\n\n### “Again” {#crooked}\n\n### = "open {#open}\n\n')
    expect(await told(importContent(wrongOne(text), { publish: true }))).toEqual([
      'wrong.md:2: title: Expected, and not there',
      'wrong.md:4: “titel” is not a field here',
      expect.stringMatching(/^wrong\.md:22: slug: This address is a part of the page/),
      expect.stringMatching(/^wrong\.md:22: Give this entry a heading/),
      expect.stringMatching(/^wrong\.md:24: Expected a line in double quotes/),
      expect.stringMatching(/^wrong\.md:24: A picture of another site is not shown/),
      expect.stringMatching(/^wrong\.md:26: A remark, and no fault: A picture/),
      expect.stringMatching(/^wrong\.md:28: Expected the entry’s address/),
      expect.stringMatching(/^wrong\.md:28: Give this entry a heading/),
      expect.stringMatching(/^wrong\.md:30: The entry at line 14 has the address {#crooked} too/),
      expect.stringMatching(/^wrong\.md:32: Expected a heading in double quotes/),
    ])
  })

  it('looks up nothing while the records themselves have faults, and tells the faults of a text before edits that nobody published', async () => {
    const both = [
      { name: 'records.yaml', text: records.replace('format: 1', 'format: 3') },
      { name: 'a.md', text: list.replace('order: plain', 'order: odd') },
    ]
    expect(await told(importContent(both))).toEqual([expect.stringMatching(/^records\.yaml:1: /), expect.stringMatching(/^a\.md:7: order: /)])
    await importContent(files(), { publish: true })
    await edit((draft) => void (draft.intro = 'Edited in the studio.'))
    const changed = files(list.replace('Intro.', 'From the file.'))
    expect(await told(importContent([...changed, ...wrongOne(list.replace('order: plain', 'order: odd')).slice(-1)]))).toEqual([
      'wrong.md:7: order: Expected one of numbered, countdown, plain',
    ])
  })

  it('leaves alone what is unpublished or marked as a draft', async () => {
    await importContent(files(list.replace('order: plain', 'order: plain\nstate: draft')), { publish: true })
    expect((await article()).state).toBe('draft')
    await importContent(files(), { publish: true })
    await unpublishArticle(await makeActor('editor'), { articleId: (await article()).id })
    const left = await importContent(files(), { publish: true })
    expect(left.lists[0]).toMatchObject({ published: false, note: expect.stringContaining('--force') })
    expect((await article()).state).toBe('unpublished')
  })

  it('finds a renamed record by its former address, and refuses a circle through the database', async () => {
    await importContent(files())
    const { id } = await read.record.findFirstOrThrow({ where: { kind: 'group' } })
    await write(async (tx) => {
      await tx.record.update({ where: { id }, data: { slug: 'big-bang' } })
      await tx.redirect.create({ data: { path: '/groups/bigbang', recordId: id } })
    })
    expect((await importContent(files())).recordsAdded).toBe(0)
    const circle = 'format: 1\ngroups:\n  big-bang: { name: BIGBANG, parent: people/g-dragon }\n'
    await expect(importContent([{ name: 'r.yaml', text: circle }])).rejects.toThrow('r.yaml:3')
    expect((await read.record.findUniqueOrThrow({ where: { id } })).parentId).toBeNull()
  })
})

describe('the content that comes along', () => {
  useDatabase()

  it('can be imported and published, and is printed as it stands', async () => {
    const content = readContent('content')
    const done = await importContent(content, { publish: true })
    expect(done.lists.every(({ published }) => published)).toBe(true)
    for (const { slug } of done.lists) {
      const { list } = await exportList(read, slug)
      const file = content.find(({ name }) => name.endsWith(`${slug}.md`))
      expect(printList({ ...list, published: null })).toBe(file?.text)
    }
  })

  it('is loaded once, by one of those that start together, and not beside articles that are there', async () => {
    const loaded = await Promise.all([loadContent(), loadContent(), loadContent()])
    expect(loaded.filter((lists) => lists !== null)).toEqual([2])
    await deleteLists()
    expect(await loadContent()).toBeNull()
    await write((tx) => tx.setting.deleteMany())
    await importContent(files())
    expect(await loadContent()).toBeNull()
    expect(await read.article.count()).toBe(1)
  })
})
