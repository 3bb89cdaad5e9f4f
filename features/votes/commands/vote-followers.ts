import type { Tx } from '@/platform/db'

/** What a reader votes for in a list from now on; null when nothing of theirs counts there. */
export type Favoured = { articleId: string; readerId: string; entryId: string | null }

/** How a later feature follows votes that were given, moved, taken back or judged, in the transaction of the change: all of them at once. */
export type Follower = (tx: Tx, favoured: Favoured[]) => Promise<void>

// One list for the process: bundlers give each layer of the application its own copy of this module.
const holder = globalThis as unknown as { [key: symbol]: Map<string, Follower> | undefined }
const followers = (holder[Symbol.for('lightstick.vote-followers')] ??= new Map<string, Follower>())

/** Registers a follower (called by app/composition.ts only). Idempotent by `name`. */
export const followVotesWith = (name: string, follower: Follower): void => void followers.set(name, follower)

export async function tellFollowers(tx: Tx, favoured: Favoured[]): Promise<void> {
  if (favoured.length > 0) for (const follow of followers.values()) await follow(tx, favoured)
}
