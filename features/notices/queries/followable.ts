import { isRead } from '@/features/moderation/policy'
import { kindFolders } from '@/features/records/schema'
import { read, type Db } from '@/platform/db'
import type { FollowKind } from '../schema'

const list = { slug: true, state: true, trashedAt: true } as const

/** The page of something that can be followed, where readers find it; null when they find none. */
export async function findFollowable(kind: FollowKind, id: string, db: Db = read): Promise<string | null> {
  if (kind === 'list') {
    const row = await db.article.findUnique({ where: { id }, select: list })
    return row && isRead(row) ? `/articles/${row.slug}` : null
  }
  if (kind === 'entry') {
    const row = await db.entry.findUnique({ where: { id }, select: { slug: true, article: { select: list } } })
    return row && isRead(row.article) ? `/articles/${row.article.slug}/${row.slug}` : null
  }
  if (kind === 'record') {
    const row = await db.record.findUnique({ where: { id }, select: { kind: true, slug: true, shown: true } })
    return row?.shown ? `/${kindFolders[row.kind]}/${row.slug}` : null
  }
  const row =
    kind === 'series'
      ? await db.series.findUnique({ where: { id }, select: { slug: true } })
      : await db.author.findUnique({ where: { id }, select: { slug: true } })
  return row && `/${kind === 'series' ? 'series' : 'authors'}/${row.slug}`
}

/** Which of these a reader follows. */
export async function listFollowed(readerId: string, ids: string[], db: Db = read): Promise<string[]> {
  const rows = await db.subscription.findMany({ where: { readerId, channel: 'site', targetId: { in: ids } }, select: { targetId: true } })
  return rows.map(({ targetId }) => targetId)
}
