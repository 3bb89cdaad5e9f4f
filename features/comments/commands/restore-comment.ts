import { forbidden, gone } from '@/platform/errors'
import type { Actor } from '@/platform/http/request'
import { mayHide } from '../policy'
import { changeComment, loadComment } from './change-state'

/** A moderator shows what was hidden or waited; what was decided before is kept. Throws forbidden, not_found, gone. */
export async function restoreComment(actor: Actor, { id }: { id: string }): Promise<{ id: string; slug: string }> {
  if (!mayHide(actor)) throw forbidden('Only moderators show comments again')
  const comment = await loadComment(id)
  if (comment.state === 'deleted') throw gone('Who wrote this comment has deleted it')
  const decision = { action: 'restore', maker: 'moderator', accountId: actor.account?.id ?? null } as const
  if (comment.state !== 'visible') await changeComment(comment, { type: 'comment.restored', decision })
  return { id, slug: comment.article.slug }
}
