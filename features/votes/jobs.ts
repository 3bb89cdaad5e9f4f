import { z } from 'zod'
import { defineJob } from '@/platform/jobs/kinds'
import { closingEveryMs } from '@/features/articles/closing-times'
import { closeVoting } from './commands/close-voting'

/** Says who closes votes (app/composition.ts only). */
export const defineVoteJobs = (): void =>
  defineJob({ type: 'votes.close', lane: 'background', input: z.object({}), maxRunMs: 60_000, everyMs: closingEveryMs, run: closeVoting })
