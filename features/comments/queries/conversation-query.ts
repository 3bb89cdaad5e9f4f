import { read, type Db } from '@/platform/db'
import { commentIdShape, defaultSort, isByAge, pageInput } from '../schema'
import type { Asked } from './conversation'

const ids = ['cursor', 'comment', 'reply'] as const

/**
 * What of a query leads to a page of the conversation below the list at `slug`, found by one look-up: values that name no comment of that list are left out.
 * Null for a `comment` that is nowhere: its page would be of that comment alone. So nobody can make pages by making up values.
 */
export async function readConversationQuery(slug: string, asked: Asked, db: Db = read): Promise<Asked | null> {
  const named = ids.flatMap((key) => (commentIdShape.safeParse(asked[key]).success ? [asked[key]!] : []))
  const rows =
    named.length > 0
      ? await db.comment.findMany({ where: { id: { in: named } }, select: { id: true, parentId: true, article: { select: { slug: true } } } })
      : []
  const found = new Map(rows.map((row) => [row.id, row]))
  const known: Asked = {}
  if (asked.voted && (await isEntry(slug, asked.voted, db))) known.voted = asked.voted
  const { success, data } = pageInput.pick({ sort: true }).safeParse(asked)
  // The order that everybody sees has no name in the address; what those say who voted for an entry is read by age, the newest first.
  const usual = known.voted ? 'newest' : defaultSort
  if (success && asked.sort && data.sort !== usual && (!known.voted || isByAge(data.sort))) known.sort = data.sort
  for (const key of ids) {
    const row = found.get(asked[key] ?? '')
    // A page of threads begins with a thread.
    if (row?.article.slug === slug && !(key === 'cursor' && row.parentId)) known[key] = row.id
  }
  if (known.reply && asked.quote === '1') known.quote = '1'
  return asked.comment && !asked.reply && !found.has(asked.comment) ? null : known
}

const isEntry = async (list: string, slug: string, db: Db): Promise<boolean> =>
  slug.length <= 200 && !slug.includes('\0') && (await db.entry.count({ where: { slug, listed: true, article: { slug: list } } })) > 0
