import type { CommentState, ReportState } from '@/prisma/generated/sqlite/client'
import { isHideCode, reasonText } from '@/features/moderation-rules/reasons'
import { codesOf } from '@/features/decisions/queries/list-decisions'
import { read, type Db } from '@/platform/db'
import type { Actor } from '@/platform/http/request'
import { isRead, mayAppeal } from '../policy'
import { firstWords } from './first-words'

/** What became of a comment, for who wrote it. Moments are ISO 8601. */
export type OwnAppeal = {
  words: string
  state: CommentState
  /** Null while readers do not see the list. */
  list: { slug: string; title: string } | null
  /** What the last moderator said. */
  reasons: string[]
  note: string
  appeal: { text: string; at: string; state: ReportState; decidedAt: string | null } | null
}

/** A comment about which its writer may ask for another look, or has asked; null for everybody else, and for one that no moderator ever hid. */
export async function findOwnAppeal(actor: Actor, id: string, db: Db = read): Promise<OwnAppeal | null> {
  const row = await db.comment.findUnique({
    where: { id },
    select: {
      ...{ readerId: true, body: true, state: true },
      article: { select: { slug: true, title: true, state: true, trashedAt: true } },
      appeal: { select: { text: true, createdAt: true, state: true, decidedAt: true } },
    },
  })
  if (!row || !mayAppeal(row, actor.readerId) || (row.state !== 'hidden' && !row.appeal)) return null
  const { appeal, article } = row
  const last = await db.decision.findFirst({ where: { targetKind: 'comment', targetId: id }, orderBy: { id: 'desc' }, select: { codes: true, note: true } })
  return {
    words: firstWords(row.body),
    state: row.state,
    list: isRead(article) ? { slug: article.slug, title: article.title } : null,
    reasons: codesOf(last?.codes).filter(isHideCode).map(reasonText),
    note: last?.note ?? '',
    appeal: appeal && { text: appeal.text, at: appeal.createdAt.toISOString(), state: appeal.state, decidedAt: appeal.decidedAt?.toISOString() ?? null },
  }
}

/** An appeal that waits. `by`: who hid the comment, while they have an account; somebody else decides. */
export type OpenAppeal = { text: string; at: string; by: string | null }

/** The open appeals about these comments. */
export async function listOpenAppeals(commentIds: string[], db: Db): Promise<Map<string, OpenAppeal>> {
  const rows = await db.appeal.findMany({
    where: { commentId: { in: commentIds }, state: 'open' },
    select: { commentId: true, text: true, createdAt: true, decisionId: true },
  })
  if (rows.length === 0) return new Map()
  const decisions = await db.decision.findMany({
    where: { id: { in: rows.map(({ decisionId }) => decisionId) } },
    select: { id: true, account: { select: { name: true } } },
  })
  const by = new Map(decisions.map(({ id, account }) => [id, account?.name ?? null]))
  return new Map(rows.map(({ commentId, text, createdAt, decisionId }) => [commentId, { text, at: createdAt.toISOString(), by: by.get(decisionId) ?? null }]))
}
