import { ensureReaders } from '@/features/accounts/commands/ensure-readers'
import { refuseBanned } from '@/features/accounts/refuse-banned'
import { read, write } from '@/platform/db'
import { conflict, forbidden, gone, notFound } from '@/platform/errors'
import { pressIds } from '@/platform/http/idempotency-key'
import { limitNetwork } from '@/platform/http/rate-limit'
import { networkMarks, type Actor } from '@/platform/http/request'
import { newId } from '@/platform/id'
import { isRead, mayReport } from '../policy'
import { countDecided, countOfNetwork } from '../queries/open-reports'
import { reportPace } from '../rate-limits'
import type { ReportInput } from '../schema'

export type Reported = { id: string; cookie: string | null }

/** As many reports of one reader wait at once, and of the guests of one network: whoever reports everything is heard about these, and the rest is refused. */
const maxOpen = 30

/**
 * Keeps what a reader finds wrong with a comment, for moderators; nothing else happens by it. One of each reader and comment: a second one gives the receipt of the first.
 * Throws not_found, gone, forbidden, conflict (409: too many of theirs wait) and too_many.
 */
export async function reportComment(actor: Actor, { id: commentId, reason, text, name, email }: ReportInput): Promise<Reported> {
  await limitNetwork(reportPace, actor.ip)
  await refuseBanned(actor)
  const comment = await read.comment.findUnique({
    where: { id: commentId },
    select: { state: true, readerId: true, articleId: true, article: { select: { state: true, trashedAt: true } } },
  })
  if (!comment || !isRead(comment.article)) throw notFound('There is no such comment')
  if (comment.state !== 'visible') throw gone('This comment is no longer there: nothing needs to be reported')
  if (!mayReport(comment, actor.readerId)) throw forbidden('This comment is your own: you may delete it')
  const press = pressIds(actor.fingerprint, `report ${commentId} ${reason}`)
  return write(
    async (tx) => {
      const [known] = await ensureReaders(tx, [{ actor, pressIds: press, acts: true }])
      if (!known || 'error' in known) throw known?.error ?? notFound('There is no such reader')
      const { readerId, cookie } = known.value!
      const earlier = await tx.report.findUnique({ where: { commentId_readerId: { commentId, readerId } }, select: { id: true } })
      if (earlier) return { id: earlier.id, cookie }
      const { network } = networkMarks(actor.ip)
      const isFull = async (whose: { readerId: string } | { network: string }) =>
        (await tx.report.count({ where: { ...whose, state: 'open', comment: { state: { not: 'deleted' } } } })) >= maxOpen
      const later = 'wait for a moderator already: one more can be made when some of them are decided'
      if (await isFull({ readerId })) throw conflict(`${maxOpen} of your reports ${later}`)
      // A guest without the cookie is a new reader each time.
      if (!actor.account && (await isFull({ network }))) throw conflict(`${maxOpen} reports from your network ${later}`)
      const own = (await countDecided([readerId], tx)).get(readerId)
      const { right, wrong } = own ?? (actor.account ? null : await countOfNetwork(network, tx)) ?? { right: 0, wrong: 0 }
      const given = { reason, text, name: name ?? null, email: email ?? null, network, weight: weightOf(right, wrong) }
      const { id } = await tx.report.create({ data: { id: newId(), commentId, readerId, ...given }, select: { id: true } })
      return { id, cookie }
    },
    // Two presses are one report.
    { lock: `comments:${comment.articleId}` },
  )
}

/** How much a report says, of 1000: what is to be expected of somebody of whose reports so many were right and so many were not; half of one who never reported. */
export const weightOf = (right: number, wrong: number): number => Math.round((1000 * (right + 1)) / (right + wrong + 2))
