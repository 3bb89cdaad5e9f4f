import { read, type Db } from '@/platform/db'
import { timeOf } from '@/platform/id'

/** All that is kept of a reader here, for their export: what they were told, what they follow, and the address that mail about it goes to. Moments are ISO 8601. */
export async function exportNotices(readerId: string, db: Db = read) {
  const [notices, subscriptions] = await Promise.all([
    db.notice.findMany({
      where: { readerId },
      orderBy: { id: 'asc' },
      select: { id: true, why: true, commentId: true, out: true, mailedAt: true, article: { select: { slug: true } } },
    }),
    db.subscription.findMany({
      where: { readerId },
      orderBy: { id: 'asc' },
      select: { kind: true, targetId: true, channel: true, email: true, daily: true, confirmedAt: true, createdAt: true },
    }),
  ])
  return {
    notices: notices.map(({ id, why, commentId, out, mailedAt, article }) => ({
      at: new Date(timeOf(id)).toISOString(),
      why,
      list: article.slug,
      comment: commentId,
      shown: !out,
      mailedAt: mailedAt?.toISOString() ?? null,
    })),
    subscriptions: subscriptions.map(({ confirmedAt, createdAt, ...one }) => ({
      ...one,
      confirmedAt: confirmedAt?.toISOString() ?? null,
      createdAt: createdAt.toISOString(),
    })),
  }
}
