import type { Actor } from '@/platform/http/request'

/** Whoever has ever acted here has an inbox, with an account or without. */
export const mayHaveInbox = (actor: Pick<Actor, 'readerId'>): actor is { readerId: string } => actor.readerId !== null
