import { note } from '@/platform/cache'
import { read, type Db } from '@/platform/db'
import { lineOf } from '@/features/articles/reading/records'
import { tallyTag } from '@/features/articles/tags'
import { recordTag } from '@/features/records/tags'

/** An entry that readers favour, with its share of the counted votes of its list, from 0 to 1. `line` says whose song it is where the heading does not. */
export type FavouriteNow = { id: string; slug: string; heading: string; line: string; share: number; article: { slug: string; title: string } }

const maxPerList = 2

/** What readers of these lists favour now, the largest shares first. A list counts from its tenth vote on: before that a share says nothing. */
export async function listFavouritesNow(articleIds: string[], { take = 4, from = 10 } = {}, db: Db = read): Promise<FavouriteNow[]> {
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
  const shown = rows
    .map(({ counted, entry, article }) => ({ ...entry, share: counted / Math.max(1, article.voteCount), article }))
    .toSorted((one, other) => other.share - one.share || one.position - other.position)
    .filter(({ article }) => {
      const count = (taken.get(article.slug) ?? 0) + 1
      taken.set(article.slug, count)
      return count <= maxPerList
    })
    .slice(0, take)
  const lines = await listLines(shown, db)
  return shown.map(({ id, slug, heading, share, article: { slug: list, title } }) => ({
    id,
    slug,
    heading,
    line: lines.get(id) ?? '',
    share,
    article: { slug: list, title },
  }))
}

/** Whose songs these entries show, by their ids. */
async function listLines(entries: { id: string; heading: string }[], db: Db): Promise<Map<string, string>> {
  const credits = await db.credit.findMany({
    where: { entryId: { in: entries.map(({ id }) => id) }, role: { in: ['artist', 'song'] } },
    select: { entryId: true, role: true, record: { select: { id: true, name: true, parent: { select: { id: true, name: true } } } } },
    orderBy: { position: 'asc' },
  })
  note(...credits.flatMap(({ record }) => [recordTag(record.id), ...(record.parent ? [recordTag(record.parent.id)] : [])]))
  return new Map(
    entries.map(({ id, heading }) => {
      const own = credits.filter(({ entryId }) => entryId === id)
      const artists = own.filter(({ role }) => role === 'artist').map(({ record }) => record.name)
      const song = own.find(({ role }) => role === 'song')?.record
      return [id, lineOf(heading, { artists: artists.length > 0 ? artists : song?.parent ? [song.parent.name] : [], song: song?.name ?? null })]
    }),
  )
}
