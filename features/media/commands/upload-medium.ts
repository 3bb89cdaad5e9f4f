import { read, type Tx } from '@/platform/db'
import { currentTime } from '@/platform/clock'
import { announce } from '@/platform/events/announce'
import { forbidden, unauthorized } from '@/platform/errors'
import { limitId } from '@/platform/http/rate-limit'
import type { Actor } from '@/platform/http/request'
import { newId } from '@/platform/id'
import { readImage, type Image } from '../images/read-image'
import { mayUseMedia } from '../policy'
import { uploads } from '../rate-limits'
import { searchText } from '../search-text'
import { mediumTag } from '../tags'
import { receiveFile, type Received } from './receive-file'
import { refuseOverQuota, storeFiles, type StoredImage } from './store-files'

/** `wasThere`: the same file was sent before; it is one medium. `moves`: only the first picture of several was taken. */
export type Uploaded = { id: string; wasThere: boolean; moves: boolean }

/** Takes a picture in. Throws what `receiveFile`, `readImage` and `storeFiles` throw, and conflict (409) when there is no room. */
export async function uploadMedium(actor: Actor, { name }: { name: string }, body: AsyncIterable<Uint8Array> | null): Promise<Uploaded> {
  if (!actor.account) throw unauthorized()
  if (!mayUseMedia(actor)) throw forbidden('Only writers add pictures')
  await limitId(uploads, actor.account.id)
  // Nobody sends twenty megabytes to hear this.
  await refuseOverQuota(read, 1)
  const uploadedById = actor.account.id
  return receiveFile(body, async (received) => {
    const there = await read.media.findUnique({ where: { hash: received.hash }, select: { id: true, file: true } })
    if (there?.file) return { id: there.id, wasThere: true, moves: false }
    const image = await readImage(received.path)
    try {
      return await storeFiles(received, image, async (tx, stored) => {
        const id = await keepMedium(tx, { name, uploadedById, received, image, stored })
        return { id, wasThere: false, moves: image.moves }
      })
    } catch (error) {
      if (error instanceof SentTwice) return { id: error.mediaId, wasThere: true, moves: false }
      throw error
    }
  })
}

type Kept = { name: string; uploadedById: string; received: Received; image: Image; stored: StoredImage }

/** The columns that come from a file. */
export const columnsOf = ({ received, image, stored }: Pick<Kept, 'received' | 'image' | 'stored'>) => ({
  hash: received.hash,
  bytes: received.bytes,
  type: image.type,
  width: image.width,
  height: image.height,
  ...stored,
})

async function keepMedium(tx: Tx, kept: Kept): Promise<string> {
  const there = await tx.media.findUnique({ where: { hash: kept.received.hash } })
  // Sent twice at once: whoever is second has made files for nothing.
  if (there?.file) throw new SentTwice(there.id)
  await refuseOverQuota(tx, kept.stored.storedBytes)
  const columns = columnsOf(kept)
  const id = there?.id ?? newId()
  // One that was known before there were files gets them.
  if (there) await tx.media.update({ where: { id }, data: columns })
  else {
    const { name, uploadedById } = kept
    const search = searchText({ name, alt: '', credit: '' })
    await tx.media.create({ data: { id, name, search, uploadedById, createdAt: currentTime(), ...columns } })
  }
  await announce(tx, 'media.uploaded', { mediaId: id }, { tags: [mediumTag(id)] })
  return id
}

/** Thrown out of the transaction, so that the files of the second are deleted as those of any failure. */
class SentTwice extends Error {
  override name = 'SentTwice'
  constructor(readonly mediaId: string) {
    super('the same file is there by now')
  }
}
