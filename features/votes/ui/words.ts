import { percent } from '@/ui/percent'

/** `1 vote`, `1,234 votes`. */
export const votesText = (votes: number) => `${votes.toLocaleString('en')} ${votes === 1 ? 'vote' : 'votes'}`

/** `1st`, `2nd`, `11th`. */
function placeText(place: number): string {
  const last = place % 100 > 10 && place % 100 < 14 ? 0 : place % 10
  return `${place}${['th', 'st', 'nd', 'rd'][last] ?? 'th'}`
}

/** How much is said about an entry: every comment and every answer, whether it says why or not. */
export const talkWords = (comments: number): string =>
  comments === 0 ? 'Talk about it' : comments === 1 ? '1 comment' : `${comments.toLocaleString('en')} comments`

/** Below so many votes neither a share nor an order says anything: then votes are counted, and nothing is said where there is none. */
export const isFew = (counted: number) => counted < 10

/** What is said above the results of a list whose votes do not change any more. */
export const lastTurnout = (counted: number, voting: 'over' | 'off') =>
  `${voting === 'off' ? 'There is no voting on this site now' : 'Voting in this list is over'}${counted > 0 ? `: ${votesText(counted)} in all` : ''}.`

/** What is said above the results. */
export const turnout = (counted: number) =>
  counted === 0
    ? 'Nobody has voted yet. The first star is yours to give; you can change your mind at any time.'
    : `${votesText(counted)} so far. ${isFew(counted) ? 'Too few for an order: any of them could still lead.' : 'You can change your mind at any time.'}`

type Counted = { votes: number; share: number; rank: number; number: number }

/** What stands beside an entry's button: the first part is set in bold. Both empty where there is nothing to say, as for an entry without a vote. */
export function shareWords({ votes, share, rank }: Counted, counted: number): [string, string] {
  if (votes === 0) return ['', '']
  const of = ` of ${votesText(counted)}`
  return isFew(counted) ? [String(votes), of] : [percent(share), `${of}, ${placeText(rank)} with readers`]
}

/**
 * What stands in an entry's row of the results: its place (the writer's number while there is no order), its votes, its share. An entry without a vote has
 * no place among those with one, and no zeros.
 */
export function rowWords({ votes, share, rank, number }: Counted, counted: number): [string, string, string] {
  if (isFew(counted)) return [String(number), votes > 0 ? `${'★'.repeat(votes)} ${votesText(votes)}` : '', '']
  return votes > 0 ? [String(rank), votesText(votes), percent(share)] : ['', '', '']
}
