import { getSiteSettings } from '@/features/settings/queries/site-settings'
import { read, type Db } from '@/platform/db'
import type { Publishing } from '../policy'

/** What decides, besides roles, whether its author may publish this version of a draft. Commands ask with their transaction: what was decided a second ago counts. */
export async function getPublishing(articleId: string, version: number, db: Db = read): Promise<Publishing> {
  const { 'authors-publish-alone': alone } = await getSiteSettings(db)
  return { alone, approved: await isApproved(db, articleId, version) }
}

/** Whether the last editor who decided about this version approved it. */
async function isApproved(db: Db, articleId: string, version: number): Promise<boolean> {
  const last = await db.review.findFirst({
    where: { articleId, decidedVersion: version, state: { in: ['approved', 'returned'] } },
    orderBy: [{ decidedAt: 'desc' }, { id: 'desc' }],
    select: { state: true },
  })
  return last?.state === 'approved'
}
