import { currentTime } from '@/platform/clock'
import { forbidden, notFound } from '@/platform/errors'
import type { Actor } from '@/platform/http/request'
import { mayDelete, maySee } from '../policy'
import { changeComment, loadComment, nothingSaid } from './change-state'

/**
 * Takes back one's own comment: its words and name are gone for good; a line that says so stays while somebody's reply stands below.
 * Idempotent. Throws not_found, forbidden.
 */
export async function deleteComment(actor: Actor, { id }: { id: string }): Promise<{ id: string; slug: string }> {
  const comment = await loadComment(id)
  const done = { id, slug: comment.article.slug }
  if (comment.state === 'deleted' && comment.readerId === actor.readerId) return done
  if (!maySee(actor, comment)) throw notFound('There is no such comment')
  if (!mayDelete(actor, comment)) throw forbidden('Only who wrote a comment may delete it')
  const data = { ...nothingSaid, email: null, fingerprint: '', network: '', deletedAt: currentTime() }
  await changeComment(comment, { type: 'comment.deleted', hard: true, decision: { action: 'delete', maker: 'writer' }, data })
  return done
}
