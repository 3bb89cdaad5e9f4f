import { commentPath } from '@/features/comments/addresses'
import { isRead } from '@/features/moderation/policy'
import { read, type Db } from '@/platform/db'
import { timeOf } from '@/platform/id'
import { saidIn } from '../said-in'
import type { Why } from '../schema'

/** `at`: when they were told, in ISO 8601. `words`: the first of a comment, with spoilers left out; null for a list. */
export type InboxItem = {
  id: string
  why: Why
  isNew: boolean
  at: string
  who: string | null
  words: string | null
  href: string
  list: { title: string }
  entry: { heading: string } | null
}
/** `next`: the cursor of the page after this one. `upTo`: the newest of all, when it has not been seen. */
export type Inbox = { items: InboxItem[]; next: string | null; upTo: string | null }

const pageSize = 30

const select = {
  id: true,
  why: true,
  article: { select: { slug: true, title: true, state: true, trashedAt: true } },
  comment: { select: { id: true, name: true, body: true, state: true, entry: { select: { heading: true } } } },
} as const

/** A page of what a reader is told, newest first, from before `cursor` on. What readers cannot see (any more) is left out, so a page can be short. */
export async function getInbox(readerId: string, { cursor }: { cursor?: string | null } = {}, db: Db = read): Promise<Inbox> {
  const [rows, { newest, seen }] = await Promise.all([
    db.notice.findMany({
      where: { readerId, out: false, ...(cursor && { id: { lt: cursor } }) },
      orderBy: { id: 'desc' },
      take: pageSize + 1,
      select,
    }),
    findNewest(readerId, db),
  ])
  const page = rows.slice(0, pageSize)
  const items = page.flatMap(({ id, why, article, comment }): InboxItem[] => {
    if (!isRead(article) || (comment && comment.state !== 'visible')) return []
    return [
      {
        id,
        why: why as Why,
        isNew: id > seen,
        at: new Date(timeOf(id)).toISOString(),
        who: comment?.name ?? null,
        words: comment && saidIn(comment.body),
        href: comment ? commentPath({ slug: article.slug }, comment.id) : `/articles/${article.slug}`,
        list: { title: article.title },
        entry: comment?.entry ?? null,
      },
    ]
  })
  return { items, next: rows.length > pageSize ? page.at(-1)!.id : null, upTo: newest !== null && newest > seen ? newest : null }
}

/** The newest notice of a reader, and the newest that they have seen: empty when none. */
export async function findNewest(readerId: string, db: Db = read): Promise<{ newest: string | null; seen: string }> {
  const [row] = await db.$queryRaw<{ newest: string | null; seen: string }[]>`
    SELECT r."noticesSeen" AS "seen", (SELECT n."id" FROM "Notice" n WHERE n."readerId" = ${readerId} AND n."out" = false ORDER BY n."id" DESC LIMIT 1) AS "newest"
    FROM "Reader" r WHERE r."id" = ${readerId}`
  return row ?? { newest: null, seen: '' }
}
