import type { Mail } from '@/platform/mail'

/** The mails about reviews: somebody is asked for one; it was approved, or sent back. */
export const reviewMails = ['asked', 'approved', 'returned'] as const
export type ReviewMail = (typeof reviewMails)[number]

export const mailJob = 'reviews.mail'
/** One mail for each request, occasion and account. */
export const reviewMail = (kind: ReviewMail, reviewId: string, accountId: string) => ({
  type: mailJob,
  key: `${mailJob}:${kind}:${reviewId}:${accountId}`,
  payload: { kind, reviewId, accountId },
})

/** `title`: of the list. `who`: who asks, or who decided; null when their account is gone. `words`: what they said, or ''. `named`: whether this person alone was asked. */
type Facts = { to: string; name: string; title: string; who: string | null; words: string; named: boolean; link: string; site: string; siteUrl: string }

/** A draft's title can be of any length and shape; a subject is one short line. */
function short(title: string): string {
  const line = title.replaceAll(/\s+/g, ' ').trim() || 'A list without a title'
  const letters = [...line]
  return letters.length > 80 ? `${letters.slice(0, 80).join('')}…` : line
}

const openings: Record<ReviewMail, (facts: Facts & { title: string }) => { subject: string; opening: string; verb: string }> = {
  asked: ({ who, title, named }) => ({
    subject: `A review is asked for: ${title}`,
    opening: named
      ? `${who ?? 'Somebody'} asks you to review “${title}”.`
      : `${who ?? 'Somebody'} asks for a review of “${title}”. Every editor of the site gets this mail: whoever comes first looks at it.`,
    verb: 'Look at it, approve it or send it back',
  }),
  approved: ({ who, title }) => ({
    subject: `Approved: ${title}`,
    opening: `${who ?? 'An editor'} approved “${title}”. You may publish it as it was then.`,
    verb: 'Publish it',
  }),
  returned: ({ who, title }) => ({
    subject: `Sent back: ${title}`,
    opening: `${who ?? 'An editor'} sent “${title}” back to you: something should change first.`,
    verb: 'Change it, and ask again',
  }),
}

/** The words of a mail about a review. */
export function writeReviewMail(kind: ReviewMail, facts: Facts): Mail {
  const { subject, opening, verb } = openings[kind]({ ...facts, title: short(facts.title) })
  const said = facts.words ? [facts.words.replaceAll(/^/gm, '> ')] : []
  return {
    to: facts.to,
    subject,
    text: [`Hello ${facts.name},`, opening, ...said, `${verb}: ${facts.link}`, `${facts.site}\n${facts.siteUrl}`].join('\n\n') + '\n',
  }
}
