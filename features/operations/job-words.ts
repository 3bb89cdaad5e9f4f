import type { ReviewMail } from '@/features/reviews/mails'
import type { MailKind } from '@/features/accounts/mails'

/** What a job is about, as far as it can be said: found by queries/list-titles.ts. */
export type Subject = { listTitle?: string }

const mails: Record<MailKind, string> = {
  confirm: 'confirm an address',
  known: 'an address that has an account already',
  reset: 'choose a new password',
  'password-changed': 'a password was changed',
  'second-factor-on': 'a second factor is on',
  'second-factor-off': 'a second factor is off',
  'recovery-codes': 'new recovery codes were made',
  'recovery-code-used': 'a recovery code was used',
}

const reviewMails: Record<ReviewMail, string> = {
  asked: 'a review is asked for',
  approved: 'a list was approved',
  returned: 'a list was sent back',
}

const words: Record<string, (payload: Record<string, unknown>, subject: Subject) => string> = {
  'accounts.mail': ({ kind }) => `Mail: ${mails[kind as MailKind] ?? String(kind)}`,
  'accounts.sweep': () => 'Tidying up: sessions and links that are over',
  'article.publish': (_, { listTitle }) => (listTitle ? `Publication of “${listTitle}”` : 'Publication of a list'),
  'content.imports': () => 'Imports: completing what was interrupted',
  'drafts.sweep': () => 'Drafts: keeping what they were, and tidying up what is more than 30 days ago',
  'events.dispatch': ({ type }) => `What follows from an event: ${String(type)}`,
  'media.remove-files': () => 'Pictures: deleting the files of one that is gone',
  'media.sweep': () => 'Pictures: tidying up what arrived half',
  'reviews.mail': ({ kind }) => `Mail: ${reviewMails[kind as ReviewMail] ?? String(kind)}`,
  'reviews.tell': () => 'Reviews: who is to hear of one',
  'moderation.forget': () => 'Tidying up: marks of networks, and who reported, after their time',
  'comments.close-list': () => 'Comments: the pages of one list whose comments have just closed',
  'comments.close': () => 'Comments: pages of lists whose comments have just closed',
  'notices.comments': () => 'Inboxes: who is to hear of a comment, or no longer',
  'notices.list': (_, { listTitle }) => (listTitle ? `Inboxes: who is to hear of “${listTitle}”` : 'Inboxes: who is to hear of a new list'),
  'notices.mail': () => 'Mail: somebody answered, or something is new',
  'notices.digest': () => 'Mail: what is new since yesterday',
  'notices.confirm': () => 'Mail: whether an address wants mail about answers',
  'notices.sweep': () => 'Inboxes: tidying up what is a year old, and addresses that nobody said yes for',
  'votes.close': () => 'Votes: pages of lists whose voting has just closed',
  'search.fill': () => 'Search: the words of all that was there before the index',
  'search.records': () => 'Search: lists that name a record whose names changed',
  'platform.sweep': () => 'Tidying up: events and jobs of more than a week ago',
}

export const hasWords = (type: string) => Object.hasOwn(words, type)

/** A job in plain words; of a type that has none, the type. Nothing of the payload is shown that names a person. */
export function jobWords(type: string, payload: unknown, subject: Subject = {}): string {
  const known = typeof payload === 'object' && payload !== null ? (payload as Record<string, unknown>) : {}
  return hasWords(type) ? words[type]!(known, subject) : type
}
