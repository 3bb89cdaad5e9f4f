/** Whoever can read a list can vote in it; what is not published is not there. */
export const mayVoteIn = (article: { state: string } | null): boolean => article?.state === 'published'
