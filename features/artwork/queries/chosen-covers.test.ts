import { afterAll, beforeEach, expect, test } from 'vitest'
import { compose } from '@/app/composition'
import { deleteMedium } from '@/features/media/commands/delete-medium'
import { focusClass } from '@/features/media/focus'
import { publishArticle } from '@/features/articles/commands/publish-article'
import { setCover } from '@/features/articles/commands/set-cover'
import { findArticlePage } from '@/features/articles/queries/article-page'
import { listNewestArticles } from '@/features/articles/queries/cards'
import { getCoverChoice } from '@/features/articles/queries/cover-choice'
import { turnSwitch } from '@/features/settings/commands/turn-switch'
import { makeDocument, makeEntry, makeList, makePublished } from '@/tests/factories/lists'
import { makeMedium } from '@/tests/factories/media'
import { makeActor } from '@/tests/factories/writers'
import { useDatabase } from '@/tests/support/database'
import { close, read } from '@/platform/db'
import { findShareImage } from './share-images'

useDatabase()
beforeEach(compose)
afterAll(close)

const document = makeDocument('A list', [makeEntry('One')])

test('a picture is the cover of a list for its readers at once: on its page, its card and where others share it', async () => {
  const editor = await makeActor('editor')
  const { articleId, slug } = await makePublished(editor, document)
  const drawn = await findShareImage('article', articleId)
  expect(drawn).toMatchObject({ type: 'image/png' })
  expect((await findArticlePage(slug))!.cover).toMatchObject({ src: expect.stringContaining('/covers/'), picture: null })
  const id = await makeMedium({ alt: 'A lantern', focusX: 0.26, focusY: 1 })
  await setCover(editor, { articleId, coverId: id, base: null })
  const { picture } = (await findArticlePage(slug))!.cover!
  expect(picture).toMatchObject({ alt: 'A lantern', width: 640, height: 480, focus: { x: 0.26, y: 1 } })
  expect(focusClass(picture!.focus)).toBe('fx5 fy20')
  expect((await listNewestArticles({ take: 1 }))[0]!.cover!.picture!.src).toBe(picture!.src)
  expect(await findShareImage('article', articleId)).toEqual({ src: picture!.src, width: 640, height: 480, alt: 'A lantern', type: 'image/jpeg' })
  const events = await read.event.findMany({ where: { type: 'article.changed' } })
  expect(events.map(({ tags }) => tags)).toEqual([expect.arrayContaining([`article:${articleId}`, 'articles'])])
  await expect(deleteMedium(editor, { id })).rejects.toMatchObject({ code: 'conflict' })

  await setCover(editor, { articleId, coverId: null, base: id })
  expect((await findArticlePage(slug))!.cover!.picture).toBe(null)
  expect(await findShareImage('article', articleId)).toEqual(drawn)
  await deleteMedium(editor, { id })
})

test('whoever may change the list chooses, nobody over what they have not seen, and nothing that is not there', async () => {
  const [author, other] = [await makeActor('author'), await makeActor('author', 'other')]
  const { articleId } = await makeList(author, document)
  const [one, two] = [await makeMedium({ alt: 'One' }), await makeMedium({ alt: 'Two' })]
  await expect(setCover(other, { articleId, coverId: one })).rejects.toMatchObject({ code: 'not_found' })
  await expect(getCoverChoice(other, articleId)).rejects.toMatchObject({ code: 'not_found' })
  await setCover(author, { articleId, coverId: one, base: null })
  expect(await getCoverChoice(author, articleId)).toMatchObject({ id: one })
  await expect(setCover(author, { articleId, coverId: two, base: null })).rejects.toMatchObject({ code: 'conflict', data: { coverId: one } })
  await expect(setCover(author, { articleId, coverId: 'gone', base: one })).rejects.toMatchObject({
    code: 'invalid',
    fields: { coverId: 'Choose another picture' },
  })
  await expect(setCover(author, { articleId, coverId: await makeMedium({ file: null }), base: one })).rejects.toMatchObject({ code: 'invalid' })
  expect(await getCoverChoice(author, articleId)).toMatchObject({ id: one })
})

test('the cover of a live list is changed by whoever may publish it', async () => {
  const [author, editor] = [await makeActor('author'), await makeActor('editor')]
  await turnSwitch(await makeActor('owner'), { name: 'authors-publish-alone', on: false })
  const { articleId, version } = await makeList(author, document)
  await publishArticle(editor, { articleId, version })
  const id = await makeMedium({})
  await expect(setCover(author, { articleId, coverId: id })).rejects.toMatchObject({ code: 'forbidden' })
  await setCover(editor, { articleId, coverId: id })
  expect(await getCoverChoice(author, articleId)).toMatchObject({ id })
})
