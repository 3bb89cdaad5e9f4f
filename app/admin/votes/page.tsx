import type { Metadata } from 'next'
import { listVoteGroups } from '@/features/votes/queries/vote-groups'
import { VoteGroups } from '@/features/votes/ui/vote-groups.client'
import { minuteText } from '@/ui/time'
import { requireModerator } from '../_studio/require-role'
import { StudioShell } from '../_studio/shell'

export const instant = false
export const metadata: Metadata = { title: 'Votes' }

const when = (first: string, last: string) =>
  first.slice(0, 16) === last.slice(0, 16) ? `${minuteText(first)}` : `${minuteText(first)} to ${minuteText(last)}`

export default async function Votes() {
  const actor = await requireModerator('/admin/votes')
  const { groups, aside, discarded } = await listVoteGroups(actor)
  return (
    <StudioShell current="/admin/votes" actor={actor}>
      <h1>Votes</h1>
      <p className="soft">
        More than thirty first votes from one network within an hour are kept and not counted until somebody has looked at them: they may be one person, or a
        school. They stay aside when their readers take them back, move them, or vote elsewhere.
      </p>
      <VoteGroups groups={groups.map(({ first, last, ...group }) => ({ ...group, when: when(first, last) }))} aside={aside} discarded={discarded} />
    </StudioShell>
  )
}
