import { z } from 'zod'
import { defineJob } from '@/platform/jobs/kinds'
import { closingEveryMs, tellClosed } from '@/features/articles/commands/tell-closed'
import { tallyTag } from '@/features/articles/tags'
import { getVoting } from '@/features/settings/queries/site'

/** Takes the buttons off the pages of lists whose time for votes has come to its end. */
export async function closeVoting(): Promise<void> {
  const { voters, voteDays: days } = await getVoting()
  if (days !== null && voters !== 'nobody') await tellClosed({ setting: 'votes.closed', days, event: 'voting.closed', tagOf: tallyTag })
}

/** Says who closes votes (app/composition.ts only). */
export const defineVoteJobs = (): void =>
  defineJob({ type: 'votes.close', lane: 'background', input: z.object({}), maxRunMs: 60_000, everyMs: closingEveryMs, run: closeVoting })
