import { expect, test } from 'vitest'
import { mergeRecords } from '@/features/records/commands/merge-records'
import { write } from '@/platform/db'
import { newId } from '@/platform/id'
import { makeDocument, makeEntry, makeList, makePublished, makeRecord } from '@/tests/factories/lists'
import { makeMedium } from '@/tests/factories/media'
import { guest, makeActor } from '@/tests/factories/writers'
import { useDatabase } from '@/tests/support/database'
import { lookAtSite } from './look-at-site'

useDatabase()

test('which pages of the site are not there for readers, and whether the cover says nothing', async () => {
  const editor = await makeActor('editor', 'edda')
  const seen = await makeRecord('person', 'Seen')
  const unseen = await makeRecord('person', 'Unseen')
  const merged = await makeRecord('person', 'Sean')
  const other = await makePublished(editor, makeDocument('Other', [makeEntry('One', { credits: [{ role: 'artist', subject: seen }] })]))
  const draft = await makeList(editor, makeDocument('Draft', [makeEntry('Two')]))
  await mergeRecords(editor, { from: merged, into: seen })
  const there = [
    `/articles/${other.slug}`,
    `/articles/${other.slug}/one`,
    '/people/seen',
    '/people/sean',
    `/articles/${draft.slug}/anything`,
    '/about',
    '/people',
    '/search',
    '/old/page',
    '/feed.xml',
  ]
  const dead = [
    '/people/unseen',
    '/people/nobody',
    `/articles/${other.slug}/none`,
    '/articles/none',
    '/series/none',
    '/people/%zz',
    '/about-us',
    '/old/other',
    '/old/gone',
  ]
  await write((tx) => tx.oldAddress.createMany({ data: [{ path: '/old/page', target: '/about' }, { path: '/old/gone', target: null, status: 410 }] })) // prettier-ignore
  const look = () => lookAtSite(editor, { articleId: draft.articleId, paths: [...there, ...dead] })
  expect(await look()).toEqual({ dead, wordlessCover: null, gone: [], wordless: [] })
  expect(unseen).toBeTruthy()

  const cover = newId()
  const change = (data: { alt?: string; decorative?: boolean }) => write((tx) => tx.media.update({ where: { id: cover }, data }))
  await write(async (tx) => {
    await tx.media.create({ data: { id: cover, hash: cover, type: 'image/png', bytes: 1, width: 1, height: 1 } })
    await tx.article.update({ where: { id: draft.articleId }, data: { coverId: cover } })
  })
  expect((await look()).wordlessCover).toBe(cover)
  await change({ decorative: true })
  expect((await look()).wordlessCover).toBeNull()
  await change({ decorative: false, alt: 'A roof' })
  expect((await look()).wordlessCover).toBeNull()

  // Of the pictures in its texts: what is gone, and what has no words; decoration needs none.
  const [said, decorative, wordless] = [await makeMedium({ alt: 'A roof' }), await makeMedium({ decorative: true }), await makeMedium({})]
  const gone = newId()
  expect(await lookAtSite(editor, { articleId: draft.articleId, paths: [], pictures: [said, decorative, wordless, gone] })).toMatchObject({
    gone: [gone],
    wordless: [wordless],
  })

  await expect(lookAtSite(guest, { articleId: draft.articleId, paths: [] })).rejects.toMatchObject({ code: 'not_found' })
  await expect(lookAtSite(await makeActor('author'), { articleId: draft.articleId, paths: [] })).rejects.toMatchObject({ code: 'not_found' })
})
