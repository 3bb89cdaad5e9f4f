import { note } from '@/platform/cache'
import { read, type Db } from '@/platform/db'
import { tallyTag } from '@/features/articles/tags'

/** An entry that readers favour, with its share of the counted votes of its list, from 0 to 1. */
export type FavouriteNow = { id: string; slug: string; heading: string; share: number; article: { slug: string; title: string } }

const maxPerList = 2

/** What readers of these lists favour now, the largest shares first. A list counts from its third vote on: before that a share says nothing. */
export async function listFavouritesNow(articleIds: string[], { take = 5, from = 3 } = {}, db: Db = read): Promise<FavouriteNow[]> {
  note(...articleIds.map(tallyTag))
  if (articleIds.length === 0) return []
  const rows = await db.tally.findMany({
    where: { articleId: { in: articleIds }, counted: { gt: 0 }, entry: { listed: true }, article: { voteCount: { gte: from } } },
    select: {
      counted: true,
      entry: { select: { id: true, slug: true, heading: true, position: true } },
      article: { select: { slug: true, title: true, voteCount: true } },
    },
    orderBy: [{ counted: 'desc' }, { entryId: 'asc' }],
    take: 200,
  })
  const taken = new Map<string, number>()
  return rows
    .map(({ counted, entry, article }) => ({ ...entry, share: counted / Math.max(1, article.voteCount), article }))
    .toSorted((one, other) => other.share - one.share || one.position - other.position)
    .filter(({ article }) => {
      const count = (taken.get(article.slug) ?? 0) + 1
      taken.set(article.slug, count)
      return count <= maxPerList
    })
    .slice(0, take)
    .map(({ id, slug, heading, share, article }) => ({ id, slug, heading, share, article: { slug: article.slug, title: article.title } }))
}
