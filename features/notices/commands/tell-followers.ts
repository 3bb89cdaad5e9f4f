import { isRead } from '@/features/moderation/policy'
import { nowMs } from '@/platform/clock'
import { read, write } from '@/platform/db'
import { insertRows } from '@/platform/db/insert-rows'
import { newId } from '@/platform/id'
import { makePace } from '@/platform/pace'
import type { FollowKind, Why } from '../schema'
import { mailNotices } from './mail-notices'

type Target = { kind: FollowKind; targetId: string }
type Told = { event: string; why: Why; articleId: string; commentId: string | null }

/** Followers at a time: a list may have a hundred thousand. */
const slice = 500

/** A list, and a comment, counts as new for so long after it came: a job may wait, and so may a comment, for a moderator. */
const newForMs = 7 * 86_400_000

/**
 * Tells whoever followed a list or an entry of new comments there. What was hidden since is not told of (any more), and nobody is told twice, however often this runs or is cut off.
 * Whoever is told of a comment for another reason was told before.
 */
export async function tellOfTalk(ids: string[], signal?: AbortSignal): Promise<void> {
  const comments = await read.comment.findMany({
    where: { id: { in: ids }, state: 'visible' },
    select: { id: true, articleId: true, entryId: true, readerId: true, createdAt: true },
  })
  for (const { id, articleId, entryId, readerId, createdAt } of comments) {
    if (createdAt.getTime() < nowMs() - newForMs) continue

    const targets: Target[] = [{ kind: 'list', targetId: articleId }, ...(entryId ? [{ kind: 'entry' as const, targetId: entryId }] : [])]
    await tellFollowers(targets, { event: `comment ${id}`, why: 'talk', articleId, commentId: id }, { without: readerId, before: createdAt, signal })
  }
}

/** Tells whoever follows its series, one of its writers, or somebody or something in it of a new list: who followed before it came. Once: an edition that mends a typo is none. */
export async function tellOfList({ articleId }: { articleId: string }, signal?: AbortSignal): Promise<void> {
  const article = await read.article.findUnique({
    where: { id: articleId },
    select: {
      ...{ state: true, trashedAt: true, firstPublishedAt: true, seriesId: true },
      authors: { select: { authorId: true } },
      credits: { select: { record: { select: { id: true, parentId: true } } } },
    },
  })
  if (!article?.firstPublishedAt || !isRead(article) || article.firstPublishedAt.getTime() < nowMs() - newForMs) return
  const of = (kind: FollowKind, found: (string | null)[]) => [...new Set(found)].flatMap((targetId) => (targetId ? [{ kind, targetId }] : []))
  const targets = [
    ...of('series', [article.seriesId]),
    ...of('author', article.authors.map(({ authorId }) => authorId)), // prettier-ignore
    ...of('record', article.credits.flatMap(({ record }) => [record.id, record.parentId])), // prettier-ignore
  ]
  await tellFollowers(targets, { event: `list ${articleId}`, why: 'list', articleId, commentId: null }, { before: article.firstPublishedAt, signal })
}

async function tellFollowers(
  targets: Target[],
  told: Told,
  { without, before, signal }: { without?: string; before?: Date; signal?: AbortSignal | undefined },
): Promise<void> {
  const rest = makePace()
  for (const target of targets) {
    let after = ''
    for (let more = true; more;) {
      signal?.throwIfAborted()
      const found = await read.subscription.findMany({
        where: { ...target, channel: 'site', id: { gt: after }, ...(before && { createdAt: { lte: before } }) },
        orderBy: { id: 'asc' },
        take: slice,
        select: { id: true, readerId: true },
      })
      more = found.length === slice
      after = found.at(-1)?.id ?? after
      const readerIds = found.flatMap(({ readerId }) => (readerId === without ? [] : [readerId]))
      if (readerIds.length > 0) await tell(told, readerIds)
      if (more) await rest(signal)
    }
  }
}

/** Under the lock of its comment, so that a comment which is hidden now is not told of after its notices went. */
const tell = (told: Told, readerIds: string[]) =>
  write(
    async (tx) => {
      if (told.commentId && (await tx.comment.count({ where: { id: told.commentId, state: 'visible' } })) === 0) return
      const known = await tx.notice.findMany({ where: { event: told.event, readerId: { in: readerIds } }, select: { readerId: true } })
      const there = new Set(known.map(({ readerId }) => readerId))
      const rows = readerIds.flatMap((readerId) => (there.has(readerId) ? [] : [{ id: newId(), readerId, ...told }]))
      await insertRows(tx, 'Notice', rows)
      await mailNotices(tx, rows)
    },
    { lock: `notices:${told.commentId ?? told.articleId}` },
  )
