import { conflict, forbidden, notFound } from '@/platform/errors'
import type { Actor } from '@/platform/http/request'
import { reasonsToHold } from '@/features/moderation-rules/review'
import { isTrusted, mayDelete, mayEdit, maySee } from '../policy'
import { checkComment } from './check-comment'
import { changeComment, loadComment } from './change-state'

export type Edited = { id: string; slug: string; state: 'visible' | 'held'; reasons: string[] }

/** Changes the words of one's own comment, within 15 minutes. Throws not_found, forbidden, conflict, invalid. */
export async function editComment(actor: Actor, { id, body }: { id: string; body: string }): Promise<Edited> {
  const comment = await loadComment(id)
  const slug = comment.article.slug
  if (!maySee(actor, comment)) throw notFound('There is no such comment')
  if (!mayEdit(actor, comment))
    throw mayDelete(actor, comment) ? conflict('A comment can be changed for 15 minutes; they are over') : forbidden('Only who wrote a comment may change it')
  checkComment({ body })
  const reasons = comment.reasons as string[]
  const found = isTrusted(actor) ? [] : reasonsToHold({ body, trap: '', known: actor.account?.confirmed ?? false, recent: [], now: new Date() })
  const all = [...new Set([...reasons, ...found])]
  const state = comment.state === 'held' || found.length > 0 ? 'held' : 'visible'
  if (body !== comment.body)
    await changeComment(comment, { type: 'comment.edited', hard: state === 'held', data: { body, state, reasons: all, editedAt: new Date() } })
  return { id, slug, state, reasons: all }
}
