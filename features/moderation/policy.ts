import { mayModerate } from '@/features/accounts/policy'

/** May see what waits and what was reported, and decide about it. */
export const mayDecide = mayModerate

/** Whoever can read a comment may report it; one's own is deleted, not reported. */
export const mayReport = ({ state, readerId }: { state: string; readerId: string }, reporterId: string | null): boolean =>
  state === 'visible' && readerId !== reporterId
