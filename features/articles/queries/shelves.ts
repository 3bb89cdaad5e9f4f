import { read } from '@/platform/db'
import type { Actor } from '@/platform/request'
import { isEditor } from '../policy'

/** Every series, with how many lists stand in it. */
export const listSeriesForDesk = () =>
  read.series.findMany({ select: { id: true, slug: true, title: true, description: true, _count: { select: { articles: true } } }, orderBy: { title: 'asc' } })

/** Every byline, and for editors the accounts that one can belong to. */
export async function listAuthorsForDesk(actor: Actor) {
  const [authors, accounts] = await Promise.all([
    read.authorProfile.findMany({
      select: { id: true, slug: true, name: true, bio: true, accountId: true, _count: { select: { articles: true } } },
      orderBy: { name: 'asc' },
    }),
    isEditor(actor)
      ? read.account.findMany({ where: { role: { not: 'reader' } }, select: { id: true, name: true }, orderBy: { name: 'asc' }, take: 500 })
      : [{ id: actor.account?.id ?? '', name: actor.account?.name ?? '' }],
  ])
  return { authors, accounts }
}
