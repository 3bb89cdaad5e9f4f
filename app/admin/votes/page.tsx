import type { Metadata } from 'next'
import { mayJudgeVotes } from '@/features/votes/policy'
import { listVoteGroups } from '@/features/votes/queries/vote-groups'
import { VoteGroups } from '@/features/votes/ui/vote-groups.client'
import { Moment } from '@/ui/moment.client'
import { Fail } from '@/ui/notice'
import { studioPage } from '../_studio/studio-page'

export const instant = false
export const metadata: Metadata = { title: 'Votes' }

const When = ({ first, last }: { first: string; last: string }) =>
  first.slice(0, 16) === last.slice(0, 16) ? (
    <Moment at={first} />
  ) : (
    <>
      <Moment at={first} /> to <Moment at={last} />
    </>
  )

const refused = (
  <Fail code="403" title="Votes are judged by moderators">
    <p>Here editors see which votes are set aside. To see them too, ask an admin to make you an editor.</p>
    <p>
      <a href="/">To the front page</a> or <a href="/admin">to your lists</a>
    </p>
  </Fail>
)

export default studioPage({ path: () => '/admin/votes', may: mayJudgeVotes, refused, current: '/admin/votes' }, async ({ actor }) => {
  const { groups, aside, discarded } = await listVoteGroups(actor)
  return (
    <>
      <h1>Votes</h1>
      <p className="soft">
        More than thirty first votes from one network within an hour are kept and not counted until somebody has looked at them: they may be one person, or a
        school. They stay aside when their readers take them back, move them, or vote elsewhere.
      </p>
      <VoteGroups
        groups={groups.map(({ first, last, ...group }) => ({ ...group, when: <When first={first} last={last} /> }))}
        aside={aside}
        discarded={discarded}
      />
    </>
  )
})
