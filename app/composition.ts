import { doAccountJobs } from '@/features/accounts/jobs'
import { publishJob, publishScheduled } from '@/features/articles/jobs'
import type { OwnState } from '@/platform/front'
import { doJobs } from '@/platform/jobs'
import type { Actor } from '@/platform/request'

/**
 * The one place that knows all features: who handles which event and job, and who answers for a visitor's own state.
 * Features never name each other's handlers.
 */

/** What a feature knows of a visitor on a page that noted `names` (`article:ID`); see `Own` in ui/own.tsx. */
export type OwnProvider = (actor: Actor, names: string[]) => Promise<OwnState>

export const ownProviders: OwnProvider[] = []

/** Registers handlers of events and jobs; called once at the start. */
export function compose() {
  doAccountJobs()
  doJobs(publishJob, publishScheduled)
}
