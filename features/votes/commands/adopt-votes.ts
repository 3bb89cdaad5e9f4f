import { lockAll, type Tx } from '@/platform/db'
import { announce, announceEach } from '@/platform/events/announce'
import { tallyTag } from '@/features/articles/tags'
import { addTo, changeTallies, type Change } from './change-tallies'
import { tellFollowers } from './vote-followers'
import { writeVoteEvents } from './write-vote-events'

/**
 * A guest signs in: their votes become the account's, in the state that they are in. Where both voted, the later vote stays; it counts only when both did.
 * Part of the sign-in's transaction.
 */
export async function adoptVotes(tx: Tx, { from: guestId, to: readerId }: { from: string; to: string }): Promise<void> {
  const guests = await tx.vote.findMany({ where: { readerId: guestId }, orderBy: { articleId: 'asc' } })
  await lockAll(
    tx,
    guests.map(({ articleId }) => `article:${articleId}`),
  )
  const moved: string[] = []
  for (const vote of guests) {
    const { articleId } = vote
    const own = await tx.vote.findUnique({ where: { readerId_articleId: { readerId, articleId } } })
    // The comments of both come together in the same sign-in.
    const follow = ({ entryId, state }: Pick<typeof vote, 'entryId' | 'state'>) =>
      tellFollowers(
        tx,
        [readerId, guestId].map((id) => ({ articleId, readerId: id, entryId: state === 'counted' ? entryId : null })),
      )
    if (!own) {
      await tx.vote.update({ where: { readerId_articleId: { readerId: guestId, articleId } }, data: { readerId } })
      await writeVoteEvents(tx, [{ articleId, readerId, entryId: vote.entryId, kind: 'adopted', state: vote.state, codes: codesOf(vote) }])
      await follow(vote)
      moved.push(articleId)
      continue
    }
    const kept = latest(vote) > latest(own) ? vote : own
    const stricter = own.state === 'counted' ? vote : own
    const changes = new Map<string, Change>()
    for (const one of [vote, own]) addTo(changes, one, -1)
    addTo(changes, { articleId, entryId: kept.entryId, state: stricter.state }, 1)
    await tx.vote.delete({ where: { readerId_articleId: { readerId: guestId, articleId } } })
    const { entryId, fingerprint, network, createdAt, movedAt } = kept
    const signals = codesOf(stricter)
    await tx.vote.update({
      where: { readerId_articleId: { readerId, articleId } },
      data: { entryId, fingerprint, network, createdAt, movedAt, state: stricter.state, signals },
    })
    await writeVoteEvents(tx, [{ articleId, readerId, entryId, kind: 'adopted', state: stricter.state, codes: signals }])
    await follow({ entryId, state: stricter.state })
    await changeTallies(tx, changes)
    await announce(tx, 'vote.cast', { articleId }, { tags: [tallyTag(articleId)] })
  }
  // Nothing is counted otherwise where the account had not voted. What it said there before may show the vote from now on.
  const shown = await tx.comment.findMany({
    where: { readerId, showsVote: true, articleId: { in: moved } },
    select: { articleId: true },
    distinct: ['articleId'],
  })
  await announceEach(tx, 'vote.cast', shown.map(({ articleId }) => ({ payload: { articleId }, tags: [tallyTag(articleId)] }))) // prettier-ignore
  const guest = await tx.reader.findUnique({ where: { id: guestId }, select: { asideAt: true } })
  if (guest?.asideAt) await tx.reader.updateMany({ where: { id: readerId, asideAt: null }, data: { asideAt: guest.asideAt } })
}

const codesOf = ({ signals }: { signals: unknown }) => (Array.isArray(signals) ? signals.filter((code) => typeof code === 'string') : [])
const latest = ({ createdAt, movedAt }: { createdAt: Date; movedAt: Date | null }) => (movedAt ?? createdAt).getTime()
