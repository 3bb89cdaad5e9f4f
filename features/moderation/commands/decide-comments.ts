import type { CommentState } from '@/prisma/generated/sqlite/client'
import { commentsTag } from '@/features/articles/tags'
import { countComments } from '@/features/comments/commands/count-comments'
import { writeDecisions } from '@/features/decisions/commands/write-decisions'
import { currentTime } from '@/platform/clock'
import { read, write, type Tx } from '@/platform/db'
import { forbidden } from '@/platform/errors'
import { announceEach } from '@/platform/events/announce'
import type { Actor } from '@/platform/http/request'
import { mayDecide } from '../policy'
import { labelOf, learn } from './learn'
import { listLastDecisions, type LastDecision } from '../queries/last-decisions'
import type { DecideInput } from '../schema'

/** What became of one comment: decided, or as somebody else had decided before. */
export type Outcome = { id: string; state: CommentState } & ({ decisionId: string } | { before: LastDecision | null })

const select = { id: true, articleId: true, entryId: true, parentId: true, threadId: true, readerId: true, network: true, state: true, body: true } as const
export type Decidable = {
  id: string
  articleId: string
  entryId: string | null
  parentId: string | null
  threadId: string
  readerId: string
  network: string
  state: CommentState
  body: string
}

/**
 * One decision about each of these comments, all in one transaction. A comment that is no longer in the state in which the moderator saw it stays as it is, and it is told
 * who decided. Reports of the decided ones are closed. Throws forbidden (403).
 */
export async function decideComments(actor: Actor, { comments, choice, reason, note }: DecideInput): Promise<Outcome[]> {
  if (!mayDecide(actor)) throw forbidden('Only moderators decide about comments')
  const seen = new Map(comments.map(({ id, from }) => [id, from]))
  return writeAbout([...seen.keys()], async (tx, found) => {
    const due = found.filter(({ id, state }) => seen.get(id) === state)
    const trusted = choice === 'trust' ? await trust(tx, due) : new Set<string>()
    const state = choice === 'hide' ? ('hidden' as const) : ('visible' as const)
    const by = { maker: 'moderator', accountId: actor.account?.id ?? null, note } as const
    const decisionIds = await writeDecisions(
      tx,
      'comment',
      due.map(({ id, readerId }) =>
        state === 'hidden'
          ? { targetId: id, action: 'hide', codes: reason ? [reason] : [], ...by }
          : { targetId: id, action: 'restore', codes: trusted.has(readerId) ? ['trusted'] : [], ...by },
      ),
    )
    await setStates(tx, due, state)
    const label = labelOf(state === 'hidden' ? 'hide' : 'restore', reason ? [reason] : [])
    if (label) await learn(tx, due.map(({ body }) => ({ body, label })), 1) // prettier-ignore
    const decided = new Map(due.map(({ id }, index) => [id, decisionIds[index]!]))
    await closeReports(tx, decided, state === 'hidden' ? 'upheld' : 'dismissed')
    const others = await listLastDecisions(found.filter(({ id }) => !decided.has(id)).map(({ id }) => id), tx) // prettier-ignore
    return found.map((comment) => {
      const decisionId = decided.get(comment.id)
      return decisionId ? { id: comment.id, state, decisionId } : { id: comment.id, state: comment.state, before: others.get(comment.id) ?? null }
    })
  })
}

/** A transaction about comments as they are in it, with the locks of their lists. */
export async function writeAbout<T>(ids: string[], act: (tx: Tx, found: Decidable[]) => Promise<T>): Promise<T> {
  const lists = await read.comment.findMany({ where: { id: { in: ids } }, select: { articleId: true }, distinct: ['articleId'] })
  const lock = lists.map(({ articleId }) => `comments:${articleId}`).sort()
  return write(async (tx) => act(tx, await tx.comment.findMany({ where: { id: { in: ids } }, orderBy: { id: 'asc' }, select })), { lock })
}

/** Gives comments that were not deleted another state, counts them where it shows, and announces it. */
export async function setStates(tx: Tx, comments: Decidable[], state: CommentState): Promise<void> {
  if (comments.length === 0) return
  await tx.comment.updateMany({ where: { id: { in: comments.map(({ id }) => id) } }, data: { state } })
  const moved = comments.filter((comment) => (comment.state === 'visible') !== (state === 'visible'))
  if (moved.length > 0) await countComments(tx, moved, state === 'visible' ? 1 : -1)
  // Told also of those that only their writers see: the server keeps a reader's own state until it hears of a change.
  await announceEach(
    tx,
    state === 'visible' ? 'comment.restored' : 'comment.hidden',
    comments.map(({ id, articleId, state: was }) => ({ payload: { articleId, commentId: id }, tags: [commentsTag(articleId)], hard: was === 'visible' && state !== 'visible' })), // prettier-ignore
  )
}

/** Trusts the writers of comments; those who were not trusted before. */
async function trust(tx: Tx, comments: Decidable[]): Promise<Set<string>> {
  const readerIds = [...new Set(comments.map(({ readerId }) => readerId))]
  const fresh = await tx.reader.findMany({ where: { id: { in: readerIds }, trustedAt: null }, select: { id: true } })
  const ids = fresh.map(({ id }) => id)
  if (ids.length > 0) await tx.reader.updateMany({ where: { id: { in: ids } }, data: { trustedAt: currentTime() } })
  return new Set(ids)
}

async function closeReports(tx: Tx, decided: Map<string, string>, state: 'upheld' | 'dismissed'): Promise<void> {
  const open = await tx.report.findMany({
    where: { state: 'open', commentId: { in: [...decided.keys()] } },
    select: { commentId: true },
    distinct: ['commentId'],
  })
  for (const { commentId } of open)
    await tx.report.updateMany({ where: { state: 'open', commentId }, data: { state, decisionId: decided.get(commentId)!, decidedAt: currentTime() } })
}
