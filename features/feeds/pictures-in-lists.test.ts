import { afterAll, expect, test } from 'vitest'
import { compose } from '@/app/composition'
import { articleHtml } from './article-html'
import { exportContent } from '@/features/content-files/commands/export-content'
import { importContent } from '@/features/content-files/commands/import-content'
import { changeMedium } from '@/features/media/commands/change-medium'
import { deleteMedium } from '@/features/media/commands/delete-medium'
import { findMedia } from '@/features/media/queries/media-file'
import { listsNaming, listsNamingSince } from '@/features/media/queries/where-used'
import { getMediumWithUses } from '@/features/media/queries/media'
import { trashList } from '@/features/trash/commands/trash-list'
import { close, read, write } from '@/platform/db'
import { nowMs } from '@/platform/clock'
import { makeDocument, makeEntry, makeList, makePublished, republish, saveDraft } from '@/tests/factories/lists'
import { makeMedium } from '@/tests/factories/media'
import { makeActor } from '@/tests/factories/writers'
import { engine, useDatabase } from '@/tests/support/database'
import { plansOf, statementsOf } from '@/tests/support/statements'
import { publishArticle } from '@/features/articles/commands/publish-article'
import { scheduleArticle } from '@/features/articles/commands/schedule-article'
import { findArticlePage } from '@/features/articles/queries/article-page'
import { findEntryPage } from '@/features/articles/queries/entry-page'

useDatabase()
compose()
afterAll(close)

const gone = '0k3mnpqrst9876543210'
const withBody = (body: string, title = 'Roofs') => makeDocument(title, [makeEntry('One', { body })], { intro: body, outro: body })
const imageOf = (id: string, words = 'A roof') => `![${words}](/media/${id})`

test('readers see the pictures that an edition names, as they are now', async () => {
  const editor = await makeActor('editor')
  const id = await makeMedium({ alt: 'A lantern', credit: 'Photo: Kim' })
  const { slug } = await makePublished(editor, withBody(`One.\n\n${imageOf(id, '')}`))
  const page = async () => (await findArticlePage(slug))!
  const { prose, document } = await page()
  expect(prose).toMatchObject({ needsSheet: true, words: 3 * 3 })
  for (const html of [prose.intro, prose.outro, prose.entries.get(document.entries[0]!.id)!.body])
    expect(html).toMatch(/<figure><picture>.*alt="A lantern" width="640" height="480".*<figcaption><small>Photo: Kim<\/small>/)
  expect((await page()).prose.intro).toBe(prose.intro)
  await changeMedium(editor, { id, alt: 'A lamp' })
  expect((await page()).prose.intro).toContain('alt="A lamp"')
  expect((await read.event.findFirst({ where: { type: 'media.changed' } }))!.tags).toEqual([`media:${id}`])
  // Replaced: other files, another shape.
  await write((tx) => tx.media.update({ where: { id }, data: { file: 'cd'.repeat(16), widths: [320], width: 320, height: 600 } }))
  expect((await page()).prose.intro).toMatch(/class="tall" src="\/media\/(cd){16}-320\.jpg"/)
  expect((await findMedia(`/media/${id}`))!).toEqual({ moved: `/media/${'cd'.repeat(16)}-320.jpg` })
  // In the studio, in the size that it is shown.
  expect(await findMedia(`/media/${id}/200`)).toEqual({ moved: `/media/${'cd'.repeat(16)}-320.webp` })
  expect(await findMedia(`/media/${id}/9000`)).toEqual({ moved: `/media/${'cd'.repeat(16)}-320.webp` })
  expect([await findMedia(`/media/${gone}/200`), await findMedia(`/media/${id}/0`), await findMedia(`/media/${id}/12345`)]).toEqual([null, null, null])
  expect([await findMedia(`/media/${gone}`), await findMedia(`/media/${id.toUpperCase()}`)]).toEqual([null, null])
  // Whoever deletes it around us leaves its words.
  await write((tx) => tx.media.delete({ where: { id } }))
  expect((await page()).prose).toMatchObject({ needsSheet: false, intro: '<p>One.</p>\n' })
})

test('an entry that has left the list, and feeds, show its pictures too', async () => {
  const editor = await makeActor('editor')
  const id = await makeMedium({ alt: 'A lantern' })
  const { articleId, slug, document } = await makePublished(editor, makeDocument('Roofs', [makeEntry('One'), makeEntry('Two', { body: imageOf(id) })]))
  const article = (await findArticlePage(slug))!
  const html = articleHtml(article, `https://lists.example/articles/${slug}`)
  expect(html).toMatch(/srcset="https:\/\/lists\.example\/media\/[0-9a-f]{32}-320\.avif 320w, https:\/\/lists\.example\/media\/[0-9a-f]{32}-640\.avif 640w"/)
  expect(html).toMatch(/<img src="https:\/\/lists\.example\/media\/[0-9a-f]{32}-640\.jpg" srcset="https:/)
  await republish(editor, articleId, { ...document, entries: [document.entries[0]!] })
  const found = await findEntryPage((await findArticlePage(slug))!, 'two')
  expect(found!.page).toMatchObject({ removed: true })
  expect(found!.page!.article.prose.entries.get(document.entries[1]!.id)!.body).toContain('<figure>')
})

test('a picture that is not here, or of another site, stops a publication at its place', async () => {
  const editor = await makeActor('editor')
  const id = await makeMedium({})
  const publish = async (document: ReturnType<typeof withBody>) => {
    const { articleId, version } = await makeList(editor, document)
    return publishArticle(editor, { articleId, version })
  }
  const problems = (body: string, rest = {}) =>
    publish({ ...makeDocument('Roofs', [makeEntry('One', { body, ...rest })]) }).catch((error: { data: { path: unknown[]; message: string }[] }) => error.data)
  expect(await problems(`${imageOf(id)} ${imageOf(gone, 'The old roof')}`)).toEqual([
    { path: ['entries', 0, 'body'], message: 'The picture “The old roof” is not among the pictures of this site: choose another, or take it out' },
  ])
  expect(await problems('![x][r]\n\n[r]: https://example.com/c.png')).toEqual([
    { path: ['entries', 0, 'body'], message: expect.stringContaining('A picture of another site is not shown (https://example.com/c.png)') },
  ])
  expect(await problems('', { subheading: imageOf(id) })).toEqual([
    { path: ['entries', 0, 'subheading'], message: expect.stringContaining('cannot stand in a subheading') },
  ])
  expect(await problems(Array(101).fill(imageOf(id)).join('\n\n'))).toEqual([
    { path: ['entries', 0, 'body'], message: expect.stringContaining('At most 100 pictures') },
  ])
  // Of one that is known by its hash alone there is nothing to show.
  const empty = await makeMedium({ file: null, widths: undefined })
  expect(await problems(imageOf(empty))).toMatchObject([{ message: expect.stringContaining('not among the pictures') }])
  // What other programs would take for HTML the page does not.
  expect(await problems(`<p align="center">\n${imageOf(gone)}\n</p>`)).toMatchObject([{ message: expect.stringContaining('not among the pictures') }])
  expect(await problems('<div>\n![x](https://example.com/c.png)\n</div>')).toMatchObject([{ message: expect.stringContaining('A picture of another site') }])
  await publish(withBody(`${imageOf(id)}\n\n[A link](/media/${gone})`))
  expect(await read.edition.count()).toBe(1)
})

test('where it is used: drafts, what waits, what is published, the trash; and what is used is not deleted', async () => {
  const editor = await makeActor('editor', 'edda')
  const id = await makeMedium({ uploadedById: editor.account.id })
  const [none, text] = [withBody('None.'), withBody(imageOf(id))]
  const draft = await makeList(editor, { ...text, title: 'Draft' })
  const waiting = await makeList(editor, withBody(imageOf(id), 'Waiting'))
  const scheduled = await scheduleArticle(editor, { articleId: waiting.articleId, version: waiting.version, at: new Date(nowMs() + 3_600_000) })
  await saveDraft(editor, { articleId: waiting.articleId, document: withBody('None.', 'Waiting') })
  const published = await makePublished(editor, withBody(imageOf(id), 'Published'))
  const withoutPictures = { ...published.document, intro: '', outro: '', entries: published.document.entries.map((entry) => ({ ...entry, body: 'None.' })) }
  await saveDraft(editor, { articleId: published.articleId, document: withoutPictures })
  const trashed = await makeList(editor, withBody(imageOf(id), 'Trashed'))
  await trashList(editor, { id: trashed.articleId })
  await makePublished(editor, { ...none, title: 'Other' })
  await write((tx) => tx.article.update({ where: { id: published.articleId }, data: { coverId: id } }))
  const uses = async () => (await getMediumWithUses(editor, id)).uses.map(({ title, as, inTrash }) => `${title} ${as}${inTrash ? ' trash' : ''}`).sort()
  expect(await uses()).toEqual(['Draft text', 'Published cover', 'Published text', 'Trashed text trash', 'Waiting text'])
  await expect(deleteMedium(editor, { id })).rejects.toMatchObject({ code: 'conflict', data: { uses: expect.arrayContaining([expect.objectContaining({ as: 'text' })]) } }) // prettier-ignore

  // A stranger hears only that there are some.
  const other = await makeActor('author', 'otto')
  expect((await getMediumWithUses(other, id)).uses.filter(({ title }) => title === 'Draft')).toEqual([])
  expect((await getMediumWithUses(other, id)).uses).toHaveLength(5)

  await write((tx) => tx.article.update({ where: { id: published.articleId }, data: { coverId: null } }))
  await write((tx) => tx.edition.update({ where: { id: scheduled.editionId }, data: { cancelledAt: new Date() } }))
  await republish(editor, published.articleId, { ...withoutPictures, intro: 'Now none.' })
  await saveDraft(editor, { articleId: draft.articleId, document: withBody('None.', 'Draft') })
  expect(await uses()).toEqual(['Trashed text trash'])
  await write((tx) => tx.article.delete({ where: { id: trashed.articleId } }))
  // Editions that nobody sees any more do not hold it.
  await deleteMedium(editor, { id })
  expect(await read.media.count()).toBe(0)
})

test('all lists are looked through, however many there are', async () => {
  const editor = await makeActor('editor')
  const id = await makeMedium({})
  for (let index = 0; index < 3; index++) await makeList(editor, withBody(imageOf(id), `List ${index}`))
  expect(await listsNaming(read, id, 1)).toHaveLength(3)
  expect(await listsNaming(read, gone, 2)).toEqual([])
})

test('what was made since a time is found again, and of the editions before it nothing is read', async () => {
  const editor = await makeActor('editor')
  const id = await makeMedium({})
  const old = await makePublished(editor, withBody(imageOf(id), 'Old'))
  const waits = await makeList(editor, withBody(imageOf(id), 'Waits'))
  await scheduleArticle(editor, { articleId: waits.articleId, version: waits.version, at: new Date(nowMs() + 3_600_000) })
  await write((tx) => tx.draft.updateMany({ data: { savedAt: new Date(nowMs() - 3_600_000) } }))
  const lookSince = (since: number) => write((tx) => listsNamingSince(tx, id, new Date(since)))
  expect((await lookSince(nowMs() - 60_000)).sort()).toEqual([old.articleId, waits.articleId].sort())
  expect(await lookSince(nowMs() + 60_000)).toEqual([])
  if (engine !== 'sqlite') return
  const statements = await statementsOf(async () => [await lookSince(nowMs() - 60_000), await listsNaming(read, id)])
  const plans = (await plansOf(statements.filter(({ sql }) => sql.includes('Edition')))).join('\n')
  // When it was made, and for whom, stands behind the words: they are read only of those that are named.
  for (const line of plans.split('\n').filter((one) => /\b(e|Edition)\b/.test(one)))
    expect(line).toMatch(/sqlite_autoindex_Edition_1 \(id[=>]|Edition_liveAt_cancelledAt_publishAt_idx/)
})

test('an import says by its line which pictures are not here, and publishes no list with one', async () => {
  const id = await makeMedium({})
  const file = (image: string) => [{ name: 'list.md', text: `---\nformat: 1\nslug: list\ntitle: List\n---\n\n### One {#one}\n\nWords.\n\n${image}\n` }]
  expect(await importContent(file(imageOf(id)))).toMatchObject({ notes: [] })
  expect((await importContent(file(imageOf(gone)))).notes).toEqual([
    { file: 'list.md', line: 11, message: expect.stringContaining(`There is no picture ${gone} on this site`) },
  ])
  await expect(importContent(file(imageOf(gone)), { publish: true, force: true })).rejects.toThrow(/^list\.md:11: There is no picture/)
  expect(await read.edition.count()).toBe(0)
  expect(await importContent(file(imageOf(id)), { publish: true, force: true })).toMatchObject({ lists: [{ published: true }], notes: [] })
})

test('an entry that has left its list may have lost its pictures: what the site exports it takes in again', async () => {
  const editor = await makeActor('editor')
  const id = await makeMedium({ uploadedById: editor.account.id })
  const { articleId, document } = await makePublished(editor, makeDocument('Roofs', [makeEntry('One'), makeEntry('Two', { body: imageOf(id) })]))
  await republish(editor, articleId, { ...document, entries: [document.entries[0]!] })
  await deleteMedium(editor, { id })
  const { slug } = await read.article.findUniqueOrThrow({ where: { id: articleId }, select: { slug: true } })
  const { name, text } = (await exportContent('all')).files.find((one) => one.text.includes('title: Roofs'))!
  expect(text).toContain(`# {removed}`)
  const again = await importContent([{ name, text: text.replace('title: Roofs', 'title: Roofs again') }], { publish: true, force: true })
  expect(again.notes).toMatchObject([{ message: expect.stringContaining(`There is no picture ${id}`) }])
  expect(await read.article.findUniqueOrThrow({ where: { slug }, select: { title: true } })).toEqual({ title: 'Roofs again' })
})
