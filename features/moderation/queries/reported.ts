import type { CommentState, ReportState } from '@/prisma/generated/sqlite/client'
import { read, type Db } from '@/platform/db'
import { isRead } from '../policy'
import { firstWords } from './first-words'
import { reasonWords } from './open-reports'

const listFields = { slug: true, title: true, state: true, trashedAt: true } as const

/** A comment that somebody wants to report: null when there is none that everybody sees. */
export async function findReportable(
  id: string,
  db: Db = read,
): Promise<{ id: string; name: string; words: string; list: { slug: string; title: string } } | null> {
  const row = await db.comment.findUnique({
    where: { id },
    select: { id: true, name: true, body: true, state: true, article: { select: listFields } },
  })
  if (!row || row.state !== 'visible' || !isRead(row.article)) return null
  const { slug, title } = row.article
  return { id, name: row.name, words: firstWords(row.body), list: { slug, title } }
}

/** What became of a report. Moments are ISO 8601. */
export type Receipt = {
  number: string
  reason: string
  at: string
  outcome: 'open' | 'hidden' | 'kept' | 'deleted'
  decidedAt: string | null
  /** Null while readers do not see the list. */
  list: { slug: string; title: string } | null
  commentId: string
}

/** A report by its receipt, which only its reporter was given. */
export async function findReceipt(id: string, db: Db = read): Promise<Receipt | null> {
  const row = await db.report.findUnique({
    where: { id },
    select: {
      ...{ id: true, reason: true, state: true, createdAt: true, decidedAt: true, commentId: true },
      comment: { select: { state: true, article: { select: listFields } } },
    },
  })
  if (!row) return null
  const { state, comment } = row
  return {
    number: row.id,
    reason: reasonWords(row.reason),
    at: row.createdAt.toISOString(),
    outcome: outcomeOf(state, comment.state),
    decidedAt: row.decidedAt?.toISOString() ?? null,
    list: isRead(comment.article) ? { slug: comment.article.slug, title: comment.article.title } : null,
    commentId: row.commentId,
  }
}

/** As the comment is now: somebody may have decided again since. */
function outcomeOf(report: ReportState, comment: CommentState): Receipt['outcome'] {
  if (report === 'open') return comment === 'deleted' ? 'deleted' : 'open'
  if (comment === 'visible' || comment === 'hidden') return comment === 'visible' ? 'kept' : 'hidden'
  return report === 'upheld' ? 'hidden' : 'kept'
}
