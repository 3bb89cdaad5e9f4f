import { z } from 'zod'
import { defineJob } from '@/platform/jobs/kinds'
import { closingEveryMs } from '@/features/articles/closing-times'
import { closeConversations } from './commands/close-conversations'

/** Says who closes conversations (app/composition.ts only). */
export const defineCommentJobs = (): void =>
  defineJob({ type: 'comments.close', lane: 'background', input: z.object({}), maxRunMs: 60_000, everyMs: closingEveryMs, run: closeConversations })
