import { write } from '@/platform/db'
import { forbidden, notFound } from '@/platform/errors'
import { newId } from '@/platform/id'
import { mergeFields, othersIn, type Saved } from '@/platform/merge-fields'
import { announce } from '@/platform/events/announce'
import type { Actor } from '@/platform/http/request'
import { getSiteSettings } from '@/features/settings/queries/site-settings'
import { maySaveSeries } from '../policy'
import { articlesTag, seriesIndexTag, seriesTag } from '../tags'
import { keepFields } from '@/features/records/commands/keep-fields'
import { keepAddress, orTaken } from './keep-address'
import { writerOf } from './load-article'

/** `base`: what its writer saw, of a series that there was. */
export type SeriesInput = { id: string | null; slug: string; title: string; description: string; base?: Readonly<Record<string, unknown>> }

/** Makes or changes a series; its lists show its title, and its former addresses lead to it. What it is now becomes a revision; `source` is the number of one that this brings back. Throws a conflict for an address that is taken, or for what somebody else changed meanwhile. */
export async function saveSeries(actor: Actor, { id, base = {}, ...mine }: SeriesInput, { source }: { source?: number } = {}): Promise<Saved> {
  const account = writerOf(actor)
  return orTaken('series', () =>
    write(async (tx) => {
      const isNew = id === null
      if (!maySaveSeries(actor, { isNew, authorsChange: (await getSiteSettings(tx))['authors-change-records'] }))
        throw forbidden(isNew ? 'On this site editors begin series: ask one' : 'Only editors change a series that exists')
      const stored = id ? await tx.series.findUnique({ where: { id } }) : null
      if (id && !stored) throw notFound('There is no such series')
      const old = stored && { slug: stored.slug, title: stored.title, description: stored.description }
      const seriesId = id ?? newId()
      const data = old ? mergeFields(base, mine, old) : mine
      await keepAddress(tx, 'series', { id: seriesId, slug: data.slug, former: old?.slug ?? null })
      if (old) await tx.series.update({ where: { id: seriesId }, data })
      else await tx.series.create({ data: { id: seriesId, ...data } })
      await announce(tx, 'series.saved', { seriesId }, { tags: [seriesTag(seriesId), seriesIndexTag, articlesTag] })
      const kept = await keepFields(tx, {
        of: { seriesId },
        before: old && { values: old, since: stored!.updatedAt },
        after: data,
        by: account.id,
        kind: source === undefined ? 'written' : 'restored',
        source,
      })
      return { id: seriesId, others: othersIn(mine, data), ...kept }
    }),
  )
}
