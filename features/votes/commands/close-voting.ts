import { tellClosed } from '@/features/articles/commands/tell-closed'
import { tallyTag } from '@/features/articles/tags'
import { getVoting } from '@/features/settings/queries/site'

/** Takes the buttons off the pages of lists whose time for votes has come to its end. */
export async function closeVoting(): Promise<void> {
  const { voters, voteDays: days } = await getVoting()
  if (days !== null && voters !== 'nobody') await tellClosed({ setting: 'votes.closed', days, event: 'voting.closed', tagOf: tallyTag })
}
