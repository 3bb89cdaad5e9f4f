import { forbidden, gone } from '@/platform/errors'
import type { Actor } from '@/platform/http/request'
import { mayHide } from '../policy'
import { changeComment, loadComment } from './change-state'

/** A moderator shows what was hidden or held. Throws forbidden, not_found, gone. */
export async function restoreComment(actor: Actor, { id }: { id: string }): Promise<{ id: string; slug: string }> {
  if (!mayHide(actor)) throw forbidden('Only moderators show comments again')
  const comment = await loadComment(id)
  if (comment.state === 'removed') throw gone('Who wrote this comment has deleted it')
  if (comment.state !== 'visible') await changeComment(comment, { type: 'comment.restored', data: { state: 'visible', reasons: [], hiddenById: null } })
  return { id, slug: comment.article.slug }
}
