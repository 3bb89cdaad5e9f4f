import type { Db } from '@/platform/db'
import { hasRole } from '@/features/accounts/policy'
import { renderComment } from '../markdown'
import { editWindow } from '../policy'
import type { CommentView } from '../view'

/** What a page needs of a comment's row. */
export const commentSelect = {
  id: true,
  articleId: true,
  parentId: true,
  threadId: true,
  readerId: true,
  name: true,
  body: true,
  state: true,
  replyCount: true,
  createdAt: true,
  editedAt: true,
  entry: { select: { slug: true, heading: true, rank: true } },
  reader: { select: { account: { select: { id: true, role: true } } } },
} as const

export type CommentRow = Awaited<ReturnType<typeof listRows>>[number]

/** Comments by id, whatever their state. */
export const listRows = (db: Db, ids: string[]) => db.comment.findMany({ where: { id: { in: ids } }, orderBy: { id: 'asc' }, select: commentSelect })

/** `held`: shown to who wrote it, so its words may stand there. */
export function viewOf(row: CommentRow, { inReplyTo = null, held = false }: { inReplyTo?: CommentView['inReplyTo']; held?: boolean } = {}): CommentView {
  const readable = row.state === 'visible' || (held && row.state === 'held')
  const fresh = Date.now() - row.createdAt.getTime() < editWindow
  return {
    id: row.id,
    // To everyone else what is held or rejected is just not there.
    state: row.state === 'visible' ? 'visible' : row.state === 'removed' ? 'removed' : readable ? 'held' : 'hidden',
    name: readable ? row.name : '',
    staff: readable && hasRole({ account: row.reader.account }, 'author'),
    html: readable ? renderComment(row.body) : '',
    source: readable && fresh ? row.body : '',
    createdAt: row.createdAt.toISOString(),
    editedAt: readable ? (row.editedAt?.toISOString() ?? null) : null,
    entry: row.entry && { slug: row.entry.slug, heading: row.entry.heading, number: row.entry.rank },
    inReplyTo,
  }
}
