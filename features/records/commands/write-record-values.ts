import { isDeepStrictEqual } from 'node:util'
import type { Tx } from '@/platform/db'
import { keepPictures } from '@/features/media/commands/keep-pictures'
import { fold } from '@/platform/text/fold'
import type { RecordInput } from '../schema'
import { namesToFind, writeNameForms } from './write-name-forms'

/** Writes the fields of a record that is there, with its names and where one may begin to type them. Its address stays as it is. */
export async function writeRecordValues(tx: Tx, id: string, before: RecordInput, after: RecordInput): Promise<void> {
  const { names, slug: _slug, kind, ...data } = after
  await tx.record.update({ where: { id }, data: { ...data, pictureId: await pictureStillThere(tx, data.pictureId) } })
  if (!isDeepStrictEqual(before.names, names)) await replaceNames(tx, id, names)
  await writeNameForms(tx, kind, id, namesToFind(after))
}

/** The picture, which stays until this transaction has ended; null when it was deleted meanwhile. */
async function pictureStillThere(tx: Tx, pictureId: string | null | undefined): Promise<string | null> {
  if (!pictureId) return null
  await keepPictures(tx, [pictureId])
  return (await tx.media.findUnique({ where: { id: pictureId }, select: { id: true } }))?.id ?? null
}

/** Makes these the other names of a record. */
export async function replaceNames(tx: Tx, recordId: string, names: RecordInput['names']): Promise<void> {
  await tx.recordName.deleteMany({ where: { recordId } })
  await tx.recordName.createMany({ data: names.map((each, position) => ({ recordId, position, ...each, search: fold(each.name) })) })
}
