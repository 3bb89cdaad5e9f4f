import type { WaitingComment } from '@/features/comments/queries/waiting-comments'
import type { AnsweredNote } from '@/features/reviews/queries/answered-notes'
import { counted } from '@/platform/text/counted'

/** Something that waits beside reviews: what it is, and the one thing to do about it. */
export type Pressing = { key: string; what: string; about: string; at: Date | null; verb: string; href: string }

type Found = { comments: { count: number; latest: WaitingComment[] } | null; aside: number | null; failed: number | null; notes: AnsweredNote[] }

/** What waits for whoever looks, besides reviews, the most pressing first. */
export function pressing({ comments, aside, failed, notes }: Found): Pressing[] {
  const found: Pressing[] = []
  const latest = comments?.latest[0]
  if (comments && latest) {
    const what = comments.count === 1 ? '1 comment waits' : `${comments.count.toLocaleString('en')} comments wait`
    found.push({ key: 'comments', what, about: `The latest is on “${latest.title}”`, at: latest.at, verb: 'Look', href: '/admin/comments' })
  }
  if (aside) found.push({ key: 'votes', what: `${counted(aside, 'vote')} ${aside === 1 ? 'is' : 'are'} set aside`, about: 'They count once somebody has looked', at: null, verb: 'Judge', href: '/admin/votes' }) // prettier-ignore
  if (failed) found.push({ key: 'jobs', what: `${counted(failed, 'job')} failed`, about: 'Imports, mails and the like that were given up', at: null, verb: 'See', href: '/admin/jobs' }) // prettier-ignore
  for (const { noteId, articleId, title, who, words, at } of notes)
    found.push({ key: noteId, what: `${who ?? 'Somebody who has left'} answered a note of yours`, about: [title || 'No title yet', words].filter(Boolean).join(': ').slice(0, 200), at, verb: 'Read', href: `/admin/articles/${articleId}` }) // prettier-ignore
  return found
}
