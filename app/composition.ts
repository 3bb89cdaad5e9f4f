import { defineAccountJobs } from '@/features/accounts/jobs'
import { adoptWith } from '@/features/accounts/commands/adopt-guest'
import { definePublication } from '@/features/articles/jobs'
import { adoptComments } from '@/features/comments/commands/adopt-comments'
import { ownComments } from '@/features/comments/own'
import { adoptVotes } from '@/features/votes/commands/adopt-votes'
import { ownVotes } from '@/features/votes/own'
import type { OwnState } from '@/platform/bridge'
import { defineDispatch } from '@/platform/events/dispatch'
import { defineSweep } from '@/platform/jobs/sweep'
import type { Actor } from '@/platform/http/request'

/**
 * The one place that knows all features: who handles which event and job, and who answers for a visitor's own state.
 * Features never name each other's handlers.
 */

/** What a feature knows of a visitor on a page that noted `names` (`article:ID`); see `Own` in ui/own.tsx. */
export type OwnProvider = (actor: Actor, names: string[]) => Promise<OwnState>

export const ownProviders: OwnProvider[] = [ownVotes, ownComments]

/** Registers handlers of events and jobs; called once at the start. */
export function compose() {
  defineSweep()
  defineDispatch()
  defineAccountJobs()
  definePublication()
  adoptWith('votes', adoptVotes)
  adoptWith('comments', adoptComments)
}
