import { read } from '@/platform/db'
import type { Actor } from '@/platform/http/request'
import { inStudio } from '../policy'

/** An edition that waits for its time. */
export type Planned = { articleId: string; title: string; number: number; at: Date }

const most = 8

/** What goes live next of the lists that this writer may edit, the soonest first. */
export async function listPlanned(actor: Actor): Promise<Planned[]> {
  const rows = await read.edition.findMany({
    where: { liveAt: null, cancelledAt: null, article: inStudio(actor) },
    orderBy: [{ publishAt: 'asc' }, { id: 'asc' }],
    take: most,
    select: { number: true, publishAt: true, article: { select: { id: true, title: true } } },
  })
  return rows.map(({ number, publishAt, article }) => ({ articleId: article.id, title: article.title, number, at: publishAt }))
}

export type OwnDraft = { articleId: string; title: string; entryCount: number; isInReview: boolean; savedAt: Date }

/** Lists that this writer began and no reader has seen, last saved first. */
export async function listOwnDrafts(actor: Actor): Promise<OwnDraft[]> {
  const me = actor.account?.id
  if (!me) return []
  const rows = await read.article.findMany({
    where: { createdById: me, trashedAt: null, state: { in: ['draft', 'review'] } },
    orderBy: { draft: { savedAt: 'desc' } },
    take: most,
    select: { id: true, title: true, entryCount: true, state: true, draft: { select: { savedAt: true } } },
  })
  return rows.flatMap(({ id, title, entryCount, state, draft }) => (draft ? [{ articleId: id, title, entryCount, isInReview: state === 'review', savedAt: draft.savedAt }] : [])) // prettier-ignore
}
