import type { CommentState } from '@/prisma/generated/sqlite/client'
import { mentionsShape } from '@/features/comments/mentions'
import { isRead } from '@/features/moderation/policy'
import { jsonOf, write, type Tx } from '@/platform/db'
import { insertRows } from '@/platform/db/insert-rows'
import { newId } from '@/platform/id'
import type { Why } from '../schema'
import { mailNotices } from './mail-notices'

const select = {
  id: true,
  articleId: true,
  readerId: true,
  state: true,
  mentions: true,
  parent: { select: { readerId: true, state: true } },
  article: { select: { state: true, trashedAt: true, authors: { select: { author: { select: { accountId: true } } } } } },
} as const

/**
 * Makes the notices of these comments what they should be now: whoever is answered, mentioned or has signed the list is told once of each that is visible, and of the others
 * nothing stands in an inbox. It asks how the comments are, not what happened to them, so it can run twice, late, or in another order.
 */
export const tellOfComments = (ids: string[]): Promise<void> => write((tx) => tell(tx, ids), { lock: ids.map((id) => `notices:${id}`) })

async function tell(tx: Tx, ids: string[]): Promise<void> {
  const comments = await tx.comment.findMany({ where: { id: { in: ids } }, select })
  const visible = comments.filter(({ state, article }) => state === 'visible' && isRead(article))
  const shown = visible.map(({ id }) => id)
  // A list that readers do not see now may come back: its notices wait. Those of comments go with them.
  const idsOf = (states: CommentState[]) => comments.flatMap(({ id, state }) => (states.includes(state) ? [id] : []))
  await tx.notice.deleteMany({ where: { commentId: { in: idsOf(['deleted']) } } })
  await tx.notice.updateMany({ where: { commentId: { in: idsOf(['pending', 'hidden']) }, out: false }, data: { out: true } })
  await tx.notice.updateMany({ where: { commentId: { in: shown }, out: true }, data: { out: false } })
  const mentioned = await readersOf(tx, visible)
  const bylines = await readersOfAccounts(
    tx,
    visible.flatMap(({ article }) => article.authors.flatMap(({ author }) => author.accountId ?? [])),
  )
  const told = await tx.notice.findMany({ where: { commentId: { in: shown } }, select: { readerId: true, event: true } })
  const known = new Set(told.map(({ readerId, event }) => `${readerId} ${event}`))
  const rows = visible.flatMap(({ id, articleId, readerId: writer, parent, article }) => {
    const whom = new Map<string, Why>()
    const add = (readerId: string | undefined, why: Why) => void (readerId && readerId !== writer && !whom.has(readerId) && whom.set(readerId, why))
    if (parent?.state === 'visible') add(parent.readerId, 'reply')
    for (const readerId of mentioned.get(id) ?? []) add(readerId, 'mention')
    for (const { author } of article.authors) add(bylines.get(author.accountId ?? ''), 'byline')
    const event = `comment ${id}`
    return [...whom].flatMap(([readerId, why]) => (known.has(`${readerId} ${event}`) ? [] : [{ id: newId(), readerId, event, why, articleId, commentId: id }]))
  })
  await insertRows(tx, 'Notice', rows)
  await mailNotices(tx, rows)
}

/** By comment, who wrote what it mentions: where that can be read. */
async function readersOf(tx: Tx, comments: { id: string; mentions: unknown }[]): Promise<Map<string, string[]>> {
  const found = comments.flatMap(({ id, mentions }) => {
    const parsed = mentions === null ? null : mentionsShape.safeParse(jsonOf(mentions))
    const people = Object.entries(parsed?.data ?? {}).flatMap(([written, commentId]) => (written.startsWith('@') ? [commentId] : []))
    return people.length > 0 ? [[id, people] as const] : []
  })
  if (found.length === 0) return new Map()
  const rows = await tx.comment.findMany({
    where: { id: { in: found.flatMap(([, people]) => people) }, state: 'visible' },
    select: { id: true, readerId: true },
  })
  const writers = new Map(rows.map(({ id, readerId }) => [id, readerId]))
  return new Map(found.map(([id, people]) => [id, people.flatMap((one) => writers.get(one) ?? [])]))
}

/** The readers of these accounts; one that has never acted gets its row now. */
async function readersOfAccounts(tx: Tx, ids: string[]): Promise<Map<string, string>> {
  const accountIds = [...new Set(ids)].sort()
  if (accountIds.length === 0) return new Map()
  const rows = await tx.reader.findMany({ where: { accountId: { in: accountIds } }, select: { id: true, accountId: true } })
  const readers = new Map(rows.map(({ id, accountId }) => [accountId!, id]))
  for (const accountId of accountIds) {
    if (readers.has(accountId)) continue
    const { id } = await tx.reader.upsert({ where: { accountId }, create: { id: newId(), accountId }, update: {}, select: { id: true } })
    readers.set(accountId, id)
  }
  return readers
}
