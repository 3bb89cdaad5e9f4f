import { mayEditAny } from '@/features/accounts/policy'
import type { Db, Tx } from '@/platform/db'
import type { Actor } from '@/platform/http/request'

/** A list that shows a medium. `title` and `id` are null for a list of somebody else that no reader sees: whoever asks hears only that there is one. */
export type Use = { as: 'cover'; id: string | null; title: string | null; state: string; inTrash: boolean }

/** Where a medium is shown. What is in the trash shows it too: it may come back. */
export async function usesOf(db: Pick<Db | Tx, 'article'>, actor: Actor, mediumId: string): Promise<Use[]> {
  const found = await db.article.findMany({
    where: { coverId: mediumId },
    orderBy: { id: 'desc' },
    select: { id: true, title: true, state: true, trashedAt: true, createdById: true, authors: { select: { author: { select: { accountId: true } } } } },
  })
  const me = actor.account?.id
  return found.map(({ id, title, state, trashedAt, createdById, authors }) => {
    const isTold =
      state === 'published' || mayEditAny(actor) || (me !== undefined && (createdById === me || authors.some(({ author }) => author.accountId === me)))
    return { as: 'cover', id: isTold ? id : null, title: isTold ? title : null, state: isTold ? state : 'unknown', inTrash: trashedAt !== null }
  })
}
