import { goingRows, write } from '@/platform/db'
import { AppError } from '@/platform/errors'
import { announce } from '@/platform/events/announce'
import type { Actor } from '@/platform/http/request'
import { enqueue } from '@/platform/jobs/queue'
import { usesOf } from '../queries/where-used'
import { removalOf } from '../removal'
import { mediumTag } from '../tags'
import { loadMedium } from './load-medium'

/** Deletes a medium that nothing shows, and its files. Throws conflict (409) with where it is shown. */
export async function deleteMedium(actor: Actor, { id }: { id: string }): Promise<void> {
  await write(
    async (tx) => {
      await tx.$queryRaw`SELECT "id" FROM "Media" WHERE "id" = ${id} ${goingRows()}`
      const { file } = await loadMedium(tx, actor, id)
      const uses = await usesOf(tx, actor, id)
      if (uses.length > 0) throw isUsed(uses)
      await tx.media.delete({ where: { id } })
      if (file) await enqueue(tx, removalOf(file))
      await announce(tx, 'media.deleted', { mediaId: id }, { tags: [mediumTag(id)], hard: true })
    },
    { lock: 'media' },
  )
}

function isUsed(uses: Awaited<ReturnType<typeof usesOf>>) {
  const named = uses.flatMap(({ title }) => (title === null ? [] : [`“${title}”`])).slice(0, 3)
  const more = uses.length - named.length
  const where = [...named, ...(more > 0 ? [`${more} ${named.length > 0 ? 'more ' : ''}${more === 1 ? 'list' : 'lists'}`] : [])].join(', ')
  return new AppError('conflict', `This picture is shown: in ${where}. Choose another one there first, or replace it.`, { data: { uses } })
}
