'use client'

import type { PublicationData } from '../queries/publication'
import { localMinute } from '@/ui/local-minute'

/** What somebody else did to what readers see, in words; null when it is nothing new. */
export function newsOf(before: PublicationData, now: PublicationData): string | null {
  if (now.edition !== before.edition && now.state === 'published') return `Edition ${now.edition} was published just now.`
  if (now.slug !== before.slug) return `This list has another address now: /articles/${now.slug}`
  if (now.scheduledFor !== before.scheduledFor)
    return now.scheduledFor ? `This list was scheduled for ${localMinute(now.scheduledFor)}.` : 'The schedule of this list was withdrawn.'
  if (now.waiting?.editionId !== before.waiting?.editionId && now.waiting) return `Other words of this list go live at its time: edition ${now.waiting.number}.`
  const { review } = now
  if (review && (review.id !== before.review?.id || review.state !== before.review.state)) {
    if (review.state === 'open') return review.isMine ? null : `${review.askedBy ?? 'Somebody'} asks for a review of this list.`
    return `${review.decidedBy ?? 'An editor'} ${review.state === 'approved' ? 'approved this list.' : 'sent this list back.'}`
  }
  if (before.review?.state === 'open' && !review && now.state === before.state) return 'The request for a review was withdrawn.'
  if (now.state === before.state) return null
  return now.state === 'unpublished' ? 'This list was taken from readers just now.' : null
}
