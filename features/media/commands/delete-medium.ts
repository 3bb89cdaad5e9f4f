import { nowMs } from '@/platform/clock'
import { goingRows, read, write } from '@/platform/db'
import { AppError } from '@/platform/errors'
import { announce } from '@/platform/events/announce'
import type { Actor } from '@/platform/http/request'
import { enqueue } from '@/platform/jobs/queue'
import { describeUses, listsNaming, listsNamingSince, type Use } from '../queries/where-used'
import { removalOf } from '../removal'
import { mediumTag } from '../tags'
import { loadMedium } from './load-medium'

/** Clocks of several machines differ by less. */
const clocksDifferMs = 120_000

/**
 * Deletes a medium that nothing shows, and its files. Throws conflict (409) with where it is shown. All texts are looked through before the transaction, because that takes
 * long on a large site; in it only what was written since.
 */
export async function deleteMedium(actor: Actor, { id }: { id: string }): Promise<void> {
  await loadMedium(read, actor, id)
  const since = new Date(nowMs() - clocksDifferMs)
  const named = await listsNaming(read, id)
  await write(
    async (tx) => {
      await tx.$queryRaw`SELECT "id" FROM "Media" WHERE "id" = ${id} ${goingRows()}`
      const { file } = await loadMedium(tx, actor, id)
      const uses = await describeUses(tx, actor, { mediumId: id, inTexts: [...named, ...(await listsNamingSince(tx, id, since))] })
      if (uses.length > 0) throw isUsed(uses)
      await tx.media.delete({ where: { id } })
      if (file) await enqueue(tx, removalOf(file))
      await announce(tx, 'media.deleted', { mediaId: id }, { tags: [mediumTag(id)], hard: true })
    },
    { lock: 'media' },
  )
}

function isUsed(all: Use[]) {
  // A list that shows it as its cover and in a text is one list.
  const uses = all.filter(({ id }, index) => id === null || all.findIndex((other) => other.id === id) === index)
  const named = uses.flatMap(({ title }) => (title === null ? [] : [`“${title}”`])).slice(0, 3)
  const more = uses.length - named.length
  const place = uses.every(({ state }) => state !== 'record') ? 'list' : 'place'
  const where = [...named, ...(more > 0 ? [`${more} ${named.length > 0 ? 'more ' : ''}${more === 1 ? place : `${place}s`}`] : [])].join(', ')
  return new AppError('conflict', `This picture is shown: in ${where}. Choose another one there or take it out first, or replace it.`, { data: { uses: all } })
}
