import { doAccountJobs } from '@/features/accounts/jobs'
import { adoptWith } from '@/features/accounts/commands/adopt-guest'
import { publishJob, publishScheduled } from '@/features/articles/jobs'
import { adoptComments } from '@/features/comments/commands/adopt-comments'
import { ownComments } from '@/features/comments/own'
import { adoptVotes } from '@/features/votes/commands/adopt-votes'
import { ownVotes } from '@/features/votes/own'
import type { OwnState } from '@/platform/bridge'
import { doJobs } from '@/platform/jobs'
import type { Actor } from '@/platform/http/request'

/**
 * The one file that imports all features: it connects jobs to their handlers and lists the providers of a viewer's own state.
 * Features do not import each other's handlers.
 */

/** A feature's part of the viewer's own state on a page that noted `names` (`article:ID`); see `Own` in ui/own.tsx. */
export type OwnProvider = (actor: Actor, names: string[]) => Promise<OwnState>

export const ownProviders: OwnProvider[] = [ownVotes, ownComments]

/** Registers handlers of events and jobs; called once at the start. */
export function compose() {
  doAccountJobs()
  adoptWith('votes', adoptVotes)
  adoptWith('comments', adoptComments)
  doJobs(publishJob, publishScheduled)
}
