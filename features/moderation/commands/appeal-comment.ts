import { write, type Tx } from '@/platform/db'
import { conflict, forbidden, notFound } from '@/platform/errors'
import { limitNetwork } from '@/platform/http/rate-limit'
import type { Actor } from '@/platform/http/request'
import { newId } from '@/platform/id'
import { mayAppeal } from '../policy'
import { reportPace } from '../rate-limits'
import type { AppealInput } from '../schema'

/**
 * The writer of a comment that a moderator hid asks once that somebody looks again; also somebody who is banned. It waits in the queue, for another moderator where there is one.
 * The same words twice are one appeal. Throws not_found for whoever did not write it, conflict (409) when it is not hidden or was asked about before, and too_many.
 */
export async function appealComment(actor: Actor, { id: commentId, text }: AppealInput): Promise<{ id: string }> {
  await limitNetwork(reportPace, actor.ip)
  const ask = async (tx: Tx) => {
    const comment = await tx.comment.findUnique({
      where: { id: commentId },
      select: { readerId: true, state: true, appeal: { select: { id: true, text: true } } },
    })
    if (!comment || !mayAppeal(comment, actor.readerId)) throw notFound('There is no such comment of yours')
    if (comment.appeal?.text === text) return { id: comment.appeal.id }
    if (comment.appeal) throw conflict('You have asked about this comment already: another look is taken once')
    if (comment.state !== 'hidden') throw conflict('This comment is not hidden: look at it again')
    const last = await tx.decision.findFirst({
      where: { targetKind: 'comment', targetId: commentId },
      orderBy: { id: 'desc' },
      select: { id: true, action: true },
    })
    if (last?.action !== 'hide') throw forbidden('No moderator hid this comment')
    return tx.appeal.create({ data: { id: newId(), commentId, text, decisionId: last.id }, select: { id: true } })
  }
  // Pressed twice, the second finds the first.
  return write(ask, { lock: `appeal:${commentId}` })
}
