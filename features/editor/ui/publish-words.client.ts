'use client'

import type { PublishPreview } from '../queries/publish-preview'
import { byWords } from './publish-times.client'

/** What the black button does. */
export const buttonOf = ({ next, isLater, aboutWaiting, keepsWords }: { next: number; isLater: boolean; aboutWaiting: boolean; keepsWords: boolean }) =>
  keepsWords ? 'Change the time' : aboutWaiting ? 'Put the changes in' : isLater ? 'Schedule' : `Publish edition ${next}`

/** What readers have now, and what they will have. */
export function leadOf({ live, waiting, next, first }: PublishPreview, aboutWaiting: boolean, nothing: boolean): string {
  if (aboutWaiting) {
    if (!waiting) return 'Nothing waits for its time any more: it was published or withdrawn.'
    return `Edition ${waiting.number}, scheduled ${byWords(waiting.by)}, has the words of that moment. They stay as they are unless you put others in.`
  }
  if (nothing && live) return `Nothing differs from what readers see: that is edition ${live.number}.`
  if (!live) return first?.wasPublished ? 'Readers do not see this list now.' : 'Readers have not seen this list yet.'
  const { number, votes } = live
  const now = votes === 0 ? `Readers see edition ${number} now.` : `${votes === 1 ? '1 reader has' : `${votes} readers have`} voted on edition ${number}.`
  return `${now} They will see edition ${next}.`
}
