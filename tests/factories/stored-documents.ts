import fs from 'node:fs'
import { createArticle } from '@/features/articles/commands/create-article'
import { makeCurrent } from '@/features/articles/commands/publish-edition'
import type { Prisma } from '@/prisma/generated/sqlite/client'
import { write } from '@/platform/db'
import { newId } from '@/platform/id'
import type { Actor } from '@/platform/http/request'

type Json = Prisma.InputJsonValue

/** A document as an older version of the code stored it: a file of tests/fixtures/documents, by its name without the ending. */
export const storedDocument = (name: string): Json => JSON.parse(fs.readFileSync(`tests/fixtures/documents/${name}.json`, 'utf8')) as Json

/** The records that the documents of tests/fixtures/documents name. */
export const makeFixtureRecords = () =>
  write(async (tx) => {
    await tx.record.create({ data: { id: 'fixturegdragon00000', kind: 'person', slug: 'g-dragon', name: 'G-Dragon' } })
    await tx.record.create({ data: { id: 'fixturecrooked00000', kind: 'song', slug: 'crooked', name: 'Crooked' } })
    await tx.record.create({ data: { id: 'fixturevideo0000000', kind: 'video', slug: 'crooked', name: 'Crooked' } })
    await tx.record.create({ data: { id: 'fixtureeurope000000', kind: 'place', slug: 'europe', name: 'Europe' } })
    await tx.record.create({ data: { id: 'fixturelondon000000', kind: 'place', slug: 'london', name: 'London', latitude: 51.5, longitude: -0.12 } })
  })

/** A list whose draft and whose one edition, not yet live, hold this document as it is: nothing of it is checked. */
export async function makeStored(actor: Actor, document: Json): Promise<{ articleId: string; slug: string; editionId: string }> {
  const { id: articleId, slug } = await createArticle(actor, { title: 'Stored long ago' })
  const editionId = newId()
  const past = new Date(Date.now() - 60_000)
  await write(async (tx) => {
    await tx.draft.update({ where: { articleId }, data: { document } })
    await tx.edition.create({ data: { id: editionId, articleId, number: 1, document, ofVersion: 1, publishAt: past } })
    await tx.article.update({ where: { id: articleId }, data: { state: 'scheduled' } })
  })
  return { articleId, slug, editionId }
}

/** The same, seen by readers. */
export async function makeStoredLive(actor: Actor, document: Json) {
  const stored = await makeStored(actor, document)
  await write((tx) => makeCurrent(tx, stored.editionId))
  return stored
}
