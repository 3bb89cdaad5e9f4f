import { currentTime } from '@/platform/clock'
import { read, type Tx } from '@/platform/db'
import { wrongType } from '@/platform/errors'
import { announce } from '@/platform/events/announce'
import { newId } from '@/platform/id'
import { readImage } from '../images/read-image'
import type { ForeignMedium } from '../picture'
import { searchText } from '../search-text'
import { mediumTag } from '../tags'
import { receiveFile } from './receive-file'
import { refuseOverQuota, storeFiles } from './store-files'
import { columnsOf } from './upload-medium'

/**
 * Takes in a picture that comes with files: its files are made anew, as of any that is sent. It keeps the hash that it has there, by which files name it, and its id where that is free here.
 * One that is here already stays as it is. Throws what `uploadMedium` throws of a file, and wrong_type (415) for one that is not what it says.
 */
export async function bringMedium(
  { id, hash, type, focus, ...words }: ForeignMedium,
  body: AsyncIterable<Uint8Array>,
): Promise<{ id: string; isNew: boolean }> {
  const there = await read.media.findUnique({ where: { hash }, select: { id: true, file: true } })
  if (there?.file) return { id: there.id, isNew: false }
  return receiveFile(body, async (received) => {
    const image = await readImage(received.path)
    if (image.type !== type) throw wrongType(`Its content is ${image.type}, and its name says ${type}.`)
    return storeFiles(received, image, async (tx, stored) => {
      await refuseOverQuota(tx, stored.storedBytes)
      const own = await tx.media.findUnique({ where: { hash }, select: { id: true } })
      const kept = own?.id ?? ((await isFree(tx, id)) ? id : newId())
      const data = { ...columnsOf({ received, image, stored }), hash, ...words, focusX: focus.x, focusY: focus.y, search: searchText(words) }
      await tx.media.upsert({ where: { hash }, update: data, create: { id: kept, createdAt: currentTime(), ...data } })
      await announce(tx, 'media.uploaded', { mediaId: kept }, { tags: [mediumTag(kept)] })
      return { id: kept, isNew: true }
    })
  })
}

const isFree = async (tx: Tx, id: string) => (await tx.media.findUnique({ where: { id }, select: { id: true } })) === null
