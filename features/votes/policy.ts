import { mayModerate, type Someone } from '@/features/accounts/policy'
import { openTo, type OpenTo } from '@/features/settings/policy'
import type { SiteValues } from '@/features/settings/schema'

/** May see the votes that are set aside, and count or discard them. */
export const mayJudgeVotes = mayModerate

/** What is not published is not there for those who vote. */
export const mayVoteIn = (article: { state: string } | null): boolean => article?.state === 'published'

/** Who may vote in a list now. */
export type Voting = OpenTo

export const votingOf = ({ voters, voteDays }: Pick<SiteValues, 'voters' | 'voteDays'>, publishedAt: Date, now: Date): Voting =>
  openTo({ who: voters, days: voteDays }, publishedAt, now)

/** Whether votes in a list can change. */
export const takesVotes = (voting: Voting): boolean => voting === 'everyone' || voting === 'accounts'

/** Why this reader may not vote there now; null: they may. A vote of before is taken back without an account too. */
export function whyNotVote(actor: Someone, voting: Voting, { withdraws }: { withdraws: boolean }): string | null {
  if (voting === 'off') return 'Voting is off on this site: the votes stay as they are'
  if (voting === 'over') return 'Voting in this list is over: the votes stay as they are'
  return voting === 'accounts' && !actor.account && !withdraws ? 'On this site only readers with an account vote: sign in first' : null
}
