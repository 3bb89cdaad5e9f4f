import { z } from 'zod'
import { commentsTag } from '@/features/articles/tags'
import { write } from '@/platform/db'
import { announce } from '@/platform/events/announce'
import { defineJob } from '@/platform/jobs/kinds'
import { closingEveryMs } from '@/features/articles/closing-times'
import { closeConversations } from './commands/close-conversations'

/** Says who closes conversations (app/composition.ts only). */
export function defineCommentJobs(): void {
  defineJob({ type: 'comments.close', lane: 'background', input: z.object({}), maxRunMs: 60_000, everyMs: closingEveryMs, run: closeConversations })
  defineJob({
    type: 'comments.close-list',
    lane: 'background',
    input: z.object({ articleId: z.string() }),
    maxRunMs: 60_000,
    run: ({ articleId }) =>
      write((tx) => announce(tx, 'conversation.closed', { articleIds: [articleId] }, { tags: [commentsTag(articleId)] })).then(() => undefined),
  })
}
