import { read, type Db } from '@/platform/db'
import { commentIdShape, defaultSort, isByAge, pageInput } from '../schema'
import type { Asked } from './conversation'

const ids = ['cursor', 'comment', 'reply'] as const
const select = { id: true, parentId: true, article: { select: { slug: true } }, entry: { select: { slug: true } }, favouriteId: true } as const

/**
 * What of a query leads to a page of the conversation of the list at `list`, or of its entry at `entry`: what names no comment of that conversation is left out, and so is what
 * changes nothing beside the rest. A comment to answer, or to see alone, decides by itself; else it is an order and a page. Null for a `comment` that is nowhere: its page would
 * be of that comment alone. So nobody can make pages by making up values, or by putting together those that there are.
 */
export async function readConversationQuery(
  { list, entry = null }: { list: string; entry?: string | null },
  asked: Asked,
  db: Db = read,
): Promise<Asked | null> {
  const named = ids.flatMap((key) => (commentIdShape.safeParse(asked[key]).success ? [asked[key]!] : []))
  const rows = named.length > 0 ? await db.comment.findMany({ where: { id: { in: named } }, select }) : []
  const there = new Map(rows.map((row) => [row.id, row]))
  const find = (id: string | undefined) => {
    const row = there.get(id ?? '')
    return row?.article.slug === list && (entry === null || row.entry?.slug === entry) ? row : undefined
  }
  if (find(asked.reply)) return { reply: asked.reply!, ...(asked.quote === '1' && { quote: '1' }) }
  if (asked.comment && !asked.reply && !there.has(asked.comment)) return null
  if (find(asked.comment)) return { comment: asked.comment! }

  const known: Asked = {}
  // Those who voted for an entry are asked for on the list alone.
  const votedFor = asked.voted && entry === null ? await findEntryId(list, asked.voted, db) : null
  if (votedFor) known.voted = asked.voted!
  const { success, data } = pageInput.pick({ sort: true }).safeParse(asked)
  // The order that everybody sees has no name in the address; what those say who voted for an entry is read by age, the newest first.
  const usual = votedFor ? 'newest' : defaultSort
  if (success && asked.sort && data.sort !== usual && (!votedFor || isByAge(data.sort))) known.sort = data.sort
  // A page of threads begins with a thread.
  const first = find(asked.cursor)
  if (first && first.parentId === null && (!votedFor || first.favouriteId === votedFor)) known.cursor = first.id
  return known
}

async function findEntryId(list: string, slug: string, db: Db): Promise<string | null> {
  if (slug.length > 200 || slug.includes('\0')) return null
  return (await db.entry.findFirst({ where: { slug, listed: true, article: { slug: list } }, select: { id: true } }))?.id ?? null
}
