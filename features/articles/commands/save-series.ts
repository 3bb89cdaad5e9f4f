import { write } from '@/platform/db'
import { forbidden, notFound } from '@/platform/errors'
import { newId } from '@/platform/id'
import { announce } from '@/platform/events/announce'
import type { Actor } from '@/platform/http/request'
import { maySaveSeries } from '../policy'
import { articlesTag, seriesIndexTag, seriesTag } from '../tags'
import { keepAddress, orTaken } from './keep-address'
import { writerOf } from './load-article'

export type SeriesInput = { id: string | null; slug: string; title: string; description: string }

/** Makes or changes a series; its lists show its title, and its former addresses lead to it. Throws a conflict for an address that is taken. */
export async function saveSeries(actor: Actor, { id, slug, title, description }: SeriesInput): Promise<{ id: string }> {
  writerOf(actor)
  if (!maySaveSeries(actor, { isNew: id === null })) throw forbidden('Only editors change a series that exists')
  return orTaken('series', () =>
    write(async (tx) => {
      const old = id ? await tx.series.findUnique({ where: { id }, select: { slug: true } }) : null
      if (id && !old) throw notFound('There is no such series')
      const seriesId = id ?? newId()
      await keepAddress(tx, 'series', { id: seriesId, slug, former: old?.slug ?? null })
      if (old) await tx.series.update({ where: { id: seriesId }, data: { slug, title, description } })
      else await tx.series.create({ data: { id: seriesId, slug, title, description } })
      await announce(tx, 'series.saved', { seriesId }, { tags: [seriesTag(seriesId), seriesIndexTag, articlesTag] })
      return { id: seriesId }
    }),
  )
}
