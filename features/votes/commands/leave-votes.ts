import type { Leaving } from '@/features/accounts/commands/leave-site'
import { tallyTag } from '@/features/articles/tags'
import { withUnlockedHistory } from '@/features/decisions/commands/unlock-history'
import { lockAll, type Tx } from '@/platform/db'
import { addTo, changeTallies, type Change } from './change-tallies'

/** A reader leaves: part of the transaction of features/accounts/commands/leave-site.ts. Votes stay without anything of the reader, or are taken back. */
export async function leaveVotes(tx: Tx, { from, to, leaving }: { from: string; to: string; leaving: Leaving }): Promise<string[]> {
  if (leaving === 'anonymous') {
    await tx.vote.updateMany({ where: { readerId: from }, data: { readerId: to, fingerprint: '', network: '' } })
    await tx.voteEvent.updateMany({ where: { readerId: from }, data: { readerId: to, network: '', area: '' } })
    return []
  }
  // The history goes too: it would tell what somebody voted for who wants to be forgotten.
  await withUnlockedHistory(tx, () => tx.voteEvent.deleteMany({ where: { readerId: from } }))
  const votes = await tx.vote.findMany({ where: { readerId: from }, orderBy: { articleId: 'asc' } })
  await lockAll(
    tx,
    votes.map(({ articleId }) => `article:${articleId}`),
  )
  await tx.vote.deleteMany({ where: { readerId: from } })
  const changes = new Map<string, Change>()
  for (const vote of votes) addTo(changes, vote, -1)
  await changeTallies(tx, changes)
  return votes.map(({ articleId }) => tallyTag(articleId))
}
