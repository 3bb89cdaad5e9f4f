import { describe, expect, test } from 'vitest'
import { read, write } from '@/platform/db'
import { findShareCard, findShareImage } from './share-images'
import { makeDocument, makeEntry, makePublished, makeRecord, republish } from '@/tests/factories/lists'
import { makeActor } from '@/tests/factories/writers'
import { unpublishArticle } from '@/features/articles/commands/unpublish-article'
import { useDatabase } from '@/tests/support/database'
import { posterAddress } from '@/features/articles/document/poster'
import { findCover } from '@/features/articles/queries/covers'
import { findCoverFile } from './covers'

useDatabase()

async function makePlace(name: string, place: { latitude?: number; longitude?: number; parentId?: string }) {
  const id = await makeRecord('place', name)
  await write((tx) => tx.record.update({ where: { id }, data: place }))
  return id
}

describe('covers of published lists', () => {
  test('are the number of entries, at an address that follows the list', async () => {
    const writer = await makeActor('editor')
    const document = makeDocument('Actors', [makeEntry('One'), makeEntry('Two')])
    const { articleId } = await makePublished(writer, document)
    const cover = await findCover(articleId)
    expect(cover).toMatchObject({ width: 780, height: 630, map: false })
    expect(await findCoverFile(cover!.src.slice('/covers/'.length))).toHaveProperty('svg')

    await republish(writer, articleId, { ...document, entries: [...document.entries, makeEntry('Three')] })
    expect((await findCover(articleId))!.src).not.toBe(cover!.src)
    expect(await findCoverFile(cover!.src.slice('/covers/'.length))).toEqual({ moved: (await findCover(articleId))!.src })
  })

  test('are a map when entries have places, also by what a place lies in', async () => {
    const london = await makePlace('London', { latitude: 51.5, longitude: -0.1 })
    const shoreditch = await makePlace('Shoreditch', { parentId: london })
    const filmed = (heading: string, subject: string) => makeEntry(heading, { credits: [{ role: 'filmed-in', subject }] })
    const { articleId } = await makePublished(await makeActor('editor'), makeDocument('Abroad', [filmed('One', london), filmed('Two', shoreditch)]))
    expect(await findCover(articleId)).toMatchObject({ map: true })
    const card = await findShareCard((await findShareImage('article', articleId))!.src.slice('/share/'.length))
    expect(card).toMatchObject({ card: { pins: [{ count: 2 }] } })
  })

  test('are names when the headings are people’s, and follow a name that is corrected', async () => {
    const people = await Promise.all(['Lee Min-ho', 'Song Joong-ki', 'Park Min-young'].map(async (name) => ({ name, id: await makeRecord('person', name) })))
    const led = people.map(({ name, id }) => makeEntry(name, { credits: [{ role: 'lead', subject: id }] }))
    const { articleId } = await makePublished(await makeActor('editor'), makeDocument('Actors', [...led, makeEntry('Nobody')]))
    const src = (await findCover(articleId))!.src
    const file = await findCoverFile(src.slice('/covers/'.length))
    // A number is scaled, beams have a ground of light: names are neither.
    const ofNumber = /scale\(|url\(#n\)/
    expect(file).toMatchObject({ svg: expect.not.stringMatching(ofNumber) })
    await write((tx) => tx.record.update({ where: { id: people[1]!.id }, data: { name: 'Song Joong' } }))
    expect((await findCover(articleId))!.src).not.toBe(src)
    await write((tx) => tx.record.update({ where: { id: people[2]!.id }, data: { name: 'Somebody else' } }))
    expect(await findCoverFile((await findCover(articleId))!.src.slice('/covers/'.length))).toMatchObject({ svg: expect.stringMatching(ofNumber) })
  })

  test('are not given for drafts, strangers or nonsense', async () => {
    const editor = await makeActor('editor')
    const { articleId } = await makePublished(editor, makeDocument('Actors', [makeEntry('One')]))
    const src = (await findCover(articleId))!.src
    await unpublishArticle(editor, { articleId })
    expect(await findCover(articleId)).toBeNull()
    expect(await findCoverFile(src.slice('/covers/'.length))).toBeNull()
    expect(await findShareImage('article', articleId)).toBeNull()
    for (const file of ['x.svg', '../../etc/passwd', `${articleId}.svg`, '']) expect(await findCoverFile(file)).toBeNull()
    for (const file of ['article-x.png', 'nothing-abcdefgh-0123456789ab.png', '']) expect(await findShareCard(file)).toBeNull()
  })

  test('give entries a poster and a share image of their own', async () => {
    const { articleId } = await makePublished(
      await makeActor('editor'),
      makeDocument('Actors', [makeEntry('이민호', { subheading: 'in **Sandara Park’s** [“Kiss”](https://example.org)' })]),
    )
    const entry = await read.entry.findFirstOrThrow({ where: { articleId } })
    expect(posterAddress(entry.id)).toBe(`/posters/${entry.id}.svg`)
    const image = await findShareImage('entry', entry.id)
    expect(image).toMatchObject({ width: 1200, height: 630, alt: 'No. 1 of Actors: 이민호' })
    expect(await findShareCard(image!.src.slice('/share/'.length))).toMatchObject({ card: { sub: 'in Sandara Park’s “Kiss”' } })
    expect(await findShareCard(`entry-${entry.id}-000000000000.png`)).toEqual({ moved: image!.src })
  })
})
