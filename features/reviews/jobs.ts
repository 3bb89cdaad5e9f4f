import { z } from 'zod'
import { getSite } from '@/features/settings/queries/site'
import { config } from '@/platform/config'
import { read, write } from '@/platform/db'
import { consume } from '@/platform/events/consumers'
import { defineJob } from '@/platform/jobs/kinds'
import { enqueue } from '@/platform/jobs/queue'
import { sendMail } from '@/platform/mail'
import { mayEdit } from '@/features/articles/policy'
import { mailJob, reviewMail, reviewMails, writeReviewMail } from './mails'
import { listReviewers } from './queries/reviewers'

const tellJob = 'reviews.tell'
const tellPayload = z.object({ reviewId: z.string(), kind: z.enum(reviewMails) })
const mailPayload = tellPayload.extend({ accountId: z.string() })

const wanted = { asked: 'open', approved: 'approved', returned: 'returned' } as const

/** Puts one mail in the queue for each person who is to hear of it. Of a request that has gone on since, nobody is told. */
export async function tellOfReview({ reviewId, kind }: z.output<typeof tellPayload>): Promise<void> {
  const review = await read.review.findUnique({ where: { id: reviewId }, select: { state: true, askedById: true, decidedById: true, reviewerId: true } })
  if (review?.state !== wanted[kind]) return
  const whom = kind === 'asked' ? await whoIsAsked(review) : review.askedById && review.askedById !== review.decidedById ? [review.askedById] : []
  const mails = whom.map((accountId) => reviewMail(kind, reviewId, accountId))
  await write(async (tx) => {
    // A run that was cut off comes again, and nobody gets a mail twice.
    const there = await tx.job.findMany({ where: { key: { in: mails.map(({ key }) => key) } }, select: { key: true } })
    const known = new Set(there.map(({ key }) => key))
    for (const mail of mails) if (!known.has(mail.key)) await enqueue(tx, mail)
  })
}

async function whoIsAsked({ askedById, reviewerId }: { askedById: string | null; reviewerId: string | null }): Promise<string[]> {
  const ids = (await listReviewers(read)).map(({ id }) => id).filter((id) => id !== askedById)
  // Whoever was asked may be no editor any more: then all are.
  return reviewerId && ids.includes(reviewerId) ? [reviewerId] : ids
}

/** Sends one mail about a review; none when it has gone on since, or who it is for may not hear of it any more. */
export async function sendReviewMail({ reviewId, kind, accountId }: z.output<typeof mailPayload>, signal?: AbortSignal): Promise<void> {
  const review = await read.review.findUnique({
    where: { id: reviewId },
    include: {
      article: { select: { id: true, title: true, createdById: true, authors: { select: { author: { select: { accountId: true } } } } } },
      askedBy: { select: { name: true } },
      decidedBy: { select: { name: true } },
    },
  })
  if (review?.state !== wanted[kind]) return
  if (kind === 'asked' && !(await listReviewers(read)).some(({ id }) => id === accountId)) return
  const select = { id: true, role: true, email: true, name: true, confirmedAt: true, suspendedAt: true } as const
  const account = await read.account.findUnique({ where: { id: accountId }, select })
  if (!account?.confirmedAt || account.suspendedAt || !mayEdit({ account: { ...account, lacksSecondFactor: false } }, review.article)) return
  const mail = writeReviewMail(kind, {
    to: account.email,
    name: account.name,
    title: review.article.title,
    who: (kind === 'asked' ? review.askedBy : review.decidedBy)?.name ?? null,
    words: kind === 'asked' ? review.note : review.answer,
    named: review.reviewerId === accountId,
    link: `${config.siteUrl}/admin/articles/${review.article.id}`,
    site: (await getSite()).name,
    siteUrl: config.siteUrl,
  })
  await sendMail(mail, signal)
}

/** Says who tells of reviews, and of what (app/composition.ts only). */
export function defineReviewJobs(): void {
  defineJob({ type: tellJob, lane: 'mail', input: tellPayload, maxRunMs: 30_000, run: tellOfReview })
  defineJob({ type: mailJob, lane: 'mail', input: mailPayload, maxRunMs: 30_000, run: (input, { signal }) => sendReviewMail(input, signal) })
  const tell = (kind: (typeof reviewMails)[number], reviewId: string) => ({ type: tellJob, payload: { kind, reviewId } })
  consume('article.submitted', tellJob, ({ reviewId }) => (reviewId ? tell('asked', reviewId) : null))
  consume('article.approved', tellJob, ({ reviewId }) => tell('approved', reviewId))
  consume('article.returned', tellJob, ({ reviewId }) => tell('returned', reviewId))
}
