import type { Actor } from '@/platform/http/request'

/** Whoever has ever acted here has an inbox, with an account or without. */
export const mayHaveInbox = (actor: Pick<Actor, 'readerId'>): actor is { readerId: string } => actor.readerId !== null

/** Whoever has the link that was sent to an address says yes for it. */
export const maySayYes = <Asked>(asked: Asked | null): asked is Asked => asked !== null

/** Whoever has a link out of a mail may end the mail that it came with, whoever they are. */
export const mayEndMail = (subscriptionId: string | null): subscriptionId is string => subscriptionId !== null

export const maxFollowed = 1000
/** Everybody may follow what they can read, so many things. `followed`: how many they follow. */
export const mayFollow = (followed: number): boolean => followed < maxFollowed
