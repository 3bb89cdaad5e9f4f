import { z } from 'zod'
import { currentTime } from '@/platform/clock'
import { read, write } from '@/platform/db'
import { announce } from '@/platform/events/announce'
import { defineJob } from '@/platform/jobs/kinds'
import { commentsTag } from '@/features/articles/tags'
import { getCommenting } from '@/features/settings/queries/site'

const everyMs = 600_000
/** Three rounds: one may come late. What is told twice is only drawn again. */
const lookBackMs = 3 * everyMs
const most = 500

/** Takes the form off the pages of lists whose time for comments has come to its end. Until then a comment that comes too late is refused with a word. */
export async function closeConversations(): Promise<void> {
  const { commenters, commentDays } = await getCommenting()
  if (commentDays === null || commenters === 'nobody') return
  const end = currentTime().getTime() - commentDays * 86_400_000
  const over = await read.article.findMany({
    where: { state: 'published', firstPublishedAt: { gt: new Date(end - lookBackMs), lte: new Date(end) } },
    select: { id: true },
    take: most,
  })
  const articleIds = over.map(({ id }) => id)
  if (articleIds.length > 0) await write((tx) => announce(tx, 'conversation.closed', { articleIds }, { tags: articleIds.map(commentsTag) }))
}

/** Says who closes conversations (app/composition.ts only). */
export const defineCommentJobs = (): void =>
  defineJob({ type: 'comments.close', lane: 'background', input: z.object({}), maxRunMs: 60_000, everyMs, run: closeConversations })
