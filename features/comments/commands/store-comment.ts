import { ensureReader } from '@/features/accounts/commands/ensure-reader'
import { readerCookie } from '@/platform/cookies'
import type { Tx } from '@/platform/db'
import { newId } from '@/platform/id'
import { announce } from '@/platform/outbox'
import type { Actor } from '@/platform/request'
import { commentsTag } from '@/features/articles/tags'
import { countComment } from './count-comments'
import { parentIsGone, type Target } from './find-target'

export type NewComment = Target & { articleId: string; name: string; email: string | null; body: string; reasons: string[]; now: Date }
export type Stored = { id: string; state: 'visible' | 'held' | 'rejected' | 'removed'; reasons: string[]; createdAt: Date; cookie: string | null }

/** How long the same words from the same reader at the same place are the same comment. */
const repeatedWithin = 10 * 60_000

/** Writes a comment that has been checked and judged, with what counts it. `guestIds` are platform/double-press.ts's. */
export async function storeComment(tx: Tx, actor: Actor, comment: NewComment, guestIds: [string, ...string[]]): Promise<Stored> {
  const { articleId, entry, parentId, name, email, body, reasons, now } = comment
  if (parentId && !(await isVisible(tx, parentId))) throw parentIsGone()
  const same = await findSame(tx, actor.readerId ? [actor.readerId] : actor.account ? [] : guestIds, comment)
  if (same) return same

  const { readerId, cookie } = await ensureReader(tx, actor, guestIds[0])
  const id = newId(now.getTime())
  const threadId = comment.threadId ?? id
  const entryId = entry?.id ?? null
  const state = reasons.length > 0 ? 'held' : 'visible'
  const row = {
    id,
    articleId,
    entryId,
    parentId,
    threadId,
    readerId,
    name,
    email,
    body,
    state,
    reasons,
    fingerprint: actor.fingerprint,
    createdAt: now,
  } as const
  await tx.comment.createMany({ data: row })
  if (state === 'visible') await countComment(tx, row, 1)
  // What waits is announced too: a moderator's list may show it, and the one who wrote it is shown it.
  await announce(tx, { type: `comment.${state === 'held' ? 'held' : 'posted'}`, tags: [commentsTag(articleId)], payload: { articleId, commentId: id } })
  return { id, state, reasons, createdAt: now, cookie }
}

const isVisible = async (tx: Tx, id: string) => (await tx.comment.findUnique({ where: { id }, select: { state: true } }))?.state === 'visible'

/** On slow connections people press twice; the second one is accepted silently. */
async function findSame(tx: Tx, readerIds: string[], { articleId, entry, parentId, body, now }: NewComment): Promise<Stored | null> {
  if (readerIds.length === 0) return null
  const same = await tx.comment.findFirst({
    where: {
      readerId: { in: readerIds },
      createdAt: { gt: new Date(now.getTime() - repeatedWithin) },
      articleId,
      parentId,
      ...(parentId ? {} : { entryId: entry?.id ?? null }),
      body,
      state: { not: 'removed' },
    },
    select: { id: true, state: true, reasons: true, createdAt: true, readerId: true, reader: { select: { accountId: true } } },
  })
  if (!same) return null
  const { readerId, reader, reasons, ...rest } = same
  return { ...rest, reasons: reasons as string[], cookie: reader.accountId ? null : readerCookie(readerId) }
}
