import type { CommentState } from '@/prisma/generated/sqlite/client'
import type { Decision } from '@/features/decisions/commands/write-decisions'
import type { Tx } from '@/platform/db'

/** A comment, its words, and what was just decided about it. */
export type DecidedComment = { id: string; body: string; state: CommentState; decision: Decision; decisionId: string }

/** How a later feature follows decisions about single comments, in the transaction of the change. */
type DecisionFollower = (tx: Tx, decided: DecidedComment) => Promise<void>

// One list for the process: bundlers give each layer of the application its own copy of this module.
const holder = globalThis as unknown as { [key: symbol]: Map<string, DecisionFollower> | undefined }
const followers = (holder[Symbol.for('lightstick.decision-followers')] ??= new Map<string, DecisionFollower>())

/** Registers a follower (called by app/composition.ts only). Idempotent by `name`. */
export const followDecisionsWith = (name: string, follower: DecisionFollower): void => void followers.set(name, follower)

export async function tellDecided(tx: Tx, decided: DecidedComment): Promise<void> {
  for (const follow of followers.values()) await follow(tx, decided)
}
