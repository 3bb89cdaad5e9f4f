import { currentTime, nowMs } from '@/platform/clock'
import { read } from '@/platform/db'
import { AppError } from '@/platform/errors'
import { announce } from '@/platform/events/announce'
import { limitId } from '@/platform/http/rate-limit'
import type { Actor } from '@/platform/http/request'
import { enqueue } from '@/platform/jobs/queue'
import { readImage } from '../images/read-image'
import { uploads } from '../rate-limits'
import { removalOf, replacedKeptMs } from '../removal'
import { searchText } from '../search-text'
import { mediumTag } from '../tags'
import { loadMedium } from './load-medium'
import { receiveFile } from './receive-file'
import { refuseOverQuota, storeFiles } from './store-files'
import { columnsOf } from './upload-medium'

/**
 * Puts another picture in the place of one: it keeps its id, its words and whoever shows it, who show the new one from then on. The old files stay for a day.
 * Throws as `uploadMedium` does, and conflict (409) for a picture that is there under another id.
 */
export async function replaceMedium(
  actor: Actor,
  { id, name }: { id: string; name: string },
  body: AsyncIterable<Uint8Array> | null,
): Promise<{ moves: boolean }> {
  await loadMedium(read, actor, id)
  await limitId(uploads, actor.account!.id)
  return receiveFile(body, async (received) => {
    const same = await read.media.findUnique({ where: { hash: received.hash }, select: { id: true, file: true } })
    if (same && same.id !== id) throw isThere(same.id)
    if (same?.file) return { moves: false }
    const image = await readImage(received.path)
    await storeFiles(received, image, async (tx, stored) => {
      const old = await loadMedium(tx, actor, id)
      const other = await tx.media.findUnique({ where: { hash: received.hash }, select: { id: true } })
      if (other && other.id !== id) throw isThere(other.id)
      await refuseOverQuota(tx, stored.storedBytes, old.storedBytes)
      const called = name || old.name
      const search = searchText({ ...old, name: called })
      await tx.media.update({ where: { id }, data: { ...columnsOf({ received, image, stored }), name: called, search, replacedAt: currentTime() } })
      if (old.file) await enqueue(tx, { ...removalOf(old.file), runAt: new Date(nowMs() + replacedKeptMs) })
      await announce(tx, 'media.replaced', { mediaId: id }, { tags: [mediumTag(id)] })
    })
    return { moves: image.moves }
  })
}

const isThere = (otherId: string) =>
  new AppError('conflict', 'This picture is here already, as another one. Use that one, or delete it first.', { data: { otherId } })
