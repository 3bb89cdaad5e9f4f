import { lockAll, type Tx } from '@/platform/db'
import { announce } from '@/platform/events/announce'
import { tallyTag } from '@/features/articles/tags'
import { addTo, changeTallies, type Change } from './change-tallies'

/** A guest signs in: their votes become the account's. Where both voted, the later vote stays. Part of the sign-in's transaction. */
export async function adoptVotes(tx: Tx, { from: guestId, to: readerId }: { from: string; to: string }): Promise<void> {
  const guests = await tx.vote.findMany({ where: { readerId: guestId }, orderBy: { articleId: 'asc' } })
  await lockAll(
    tx,
    guests.map(({ articleId }) => `article:${articleId}`),
  )
  for (const vote of guests) {
    const { articleId } = vote
    const own = await tx.vote.findUnique({ where: { readerId_articleId: { readerId, articleId } } })
    if (own) {
      const [kept, dropped] = latest(vote) > latest(own) ? [vote, own] : [own, vote]
      await tx.vote.delete({ where: { readerId_articleId: { readerId: dropped.readerId, articleId } } })
      const changes = new Map<string, Change>()
      addTo(changes, dropped.entryId, dropped.state, -1)
      await changeTallies(tx, articleId, changes)
      await announce(tx, 'vote.cast', { articleId }, { tags: [tallyTag(articleId)] })
      if (kept === own) continue
    }
    await tx.vote.update({ where: { readerId_articleId: { readerId: guestId, articleId } }, data: { readerId } })
  }
}

const latest = ({ createdAt, movedAt }: { createdAt: Date; movedAt: Date | null }) => (movedAt ?? createdAt).getTime()
