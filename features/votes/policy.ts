import { mayModerate } from '@/features/accounts/policy'

/** May see the votes that are set aside, and count or discard them. */
export const mayJudgeVotes = mayModerate

/** Whoever can read a list can vote in it; what is not published is not there. */
export const mayVoteIn = (article: { state: string } | null): boolean => article?.state === 'published'
