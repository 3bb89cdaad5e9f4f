import { read, type Db } from '@/platform/db'
import type { Actor } from '@/platform/http/request'
import { inStudio } from '../policy'
import { lastSavedOf, listOwn } from './last-saved'

/** An edition that waits for its time. */
export type Planned = { articleId: string; title: string; number: number; at: Date }

const most = 8

/** What goes live next of the lists that this writer may edit, the soonest first. */
export async function listPlanned(actor: Actor, db: Db = read): Promise<Planned[]> {
  const rows = await db.edition.findMany({
    where: { liveAt: null, cancelledAt: null, article: inStudio(actor) },
    orderBy: [{ publishAt: 'asc' }, { id: 'asc' }],
    take: most,
    select: { number: true, publishAt: true, article: { select: { id: true, title: true } } },
  })
  return rows.map(({ number, publishAt, article }) => ({ articleId: article.id, title: article.title, number, at: publishAt }))
}

export type OwnDraft = { articleId: string; title: string; entryCount: number; isInReview: boolean; savedAt: Date }

/** Lists that this writer began and no reader has seen, last saved first. Whoever brought a whole site here began thousands: of these the ids are read, and no drafts. */
export async function listOwnDrafts(actor: Actor, db: Db = read): Promise<OwnDraft[]> {
  const me = actor.account?.id
  if (!me) return []
  const begun = (await listOwn(actor, db)).filter(({ createdById, state }) => createdById === me && (state === 'draft' || state === 'review'))
  const ids = await lastSavedOf(begun.map(({ id }) => id), { skip: 0, take: most }, db) // prettier-ignore
  const rows = await db.article.findMany({
    where: { id: { in: ids } },
    select: { id: true, title: true, entryCount: true, state: true, draft: { select: { savedAt: true } } },
  })
  return rows
    .flatMap(({ id, title, entryCount, state, draft }) =>
      draft ? [{ articleId: id, title, entryCount, isInReview: state === 'review', savedAt: draft.savedAt }] : [],
    ) // prettier-ignore
    .sort((one, other) => ids.indexOf(one.articleId) - ids.indexOf(other.articleId))
}
