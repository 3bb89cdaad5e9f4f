import { write } from '@/platform/db'
import { AppError, forbidden, notFound } from '@/platform/errors'
import { newId } from '@/platform/id'
import { announce } from '@/platform/events/announce'
import type { Actor } from '@/platform/http/request'
import { isEditor } from '../policy'
import { articlesTag, seriesIndexTag, seriesTag } from '../tags'
import { writerOf } from './load-article'

export type SeriesInput = { id: string | null; slug: string; title: string; description: string }

/** Makes or changes a series; its lists show its title. */
export async function saveSeries(actor: Actor, { id, slug, title, description }: SeriesInput): Promise<{ id: string }> {
  writerOf(actor)
  if (id && !isEditor(actor)) throw forbidden('Only editors change a series that exists')
  return write(async (tx) => {
    const other = await tx.series.findUnique({ where: { slug }, select: { id: true } })
    if (other && other.id !== id) throw new AppError('conflict', 'Another series has this address', { fields: { slug: 'Another series has this address' } })
    const seriesId = id ?? newId()
    if (id && (await tx.series.updateMany({ where: { id }, data: { slug, title, description } })).count === 0) throw notFound('There is no such series')
    if (!id) await tx.series.create({ data: { id: seriesId, slug, title, description } })
    await announce(tx, 'series.saved', { seriesId }, { tags: [seriesTag(seriesId), seriesIndexTag, articlesTag] })
    return { id: seriesId }
  })
}
