import { defineAccountJobs } from '@/features/accounts/jobs'
import { adoptWith } from '@/features/accounts/commands/adopt-guest'
import { leaveWith } from '@/features/accounts/commands/leave-site'
import { definePublication } from '@/features/articles/jobs'
import { adoptComments } from '@/features/comments/commands/adopt-comments'
import { leaveComments } from '@/features/comments/commands/leave-comments'
import { conversationKeys } from '@/features/comments/addresses'
import { ownComments } from '@/features/comments/own'
import { searchKeys, maxQueryLength } from '@/features/search/schema'
import { adoptVotes } from '@/features/votes/commands/adopt-votes'
import { leaveVotes } from '@/features/votes/commands/leave-votes'
import { ownVotes } from '@/features/votes/own'
import type { OwnState, PageQuery } from '@/platform/bridge'
import { defineDispatch } from '@/platform/events/dispatch'
import { defineSweep } from '@/platform/jobs/sweep'
import type { Actor } from '@/platform/http/request'
import { pagerKeys } from './(site)/_page/page-number'

/**
 * The one file that imports all features: it connects jobs to their handlers and lists the providers of a viewer's own state.
 * Features do not import each other's handlers.
 */

/** A feature's part of the viewer's own state on a page that noted `names` (`article:ID`); see `Own` in ui/own.tsx. */
export type OwnProvider = (actor: Actor, names: string[]) => Promise<OwnState>

export const ownProviders: OwnProvider[] = [ownVotes, ownComments]

/** Which pages read what of their query. A page gets no other key, and no other key makes a page (docs/caching.md). */
export const pageQueries: PageQuery[] = [
  { route: '/articles/[slug]', keys: conversationKeys },
  { route: '/articles/[slug]/[entry]', keys: conversationKeys },
  { route: '/search', keys: searchKeys, maxValueLength: maxQueryLength },
  ...['/articles', '/series', '/authors/[slug]'].map((route) => ({ route, keys: pagerKeys })),
  ...['/people', '/groups', '/songs', '/places'].flatMap((route) => [route, `${route}/[slug]`].map((each) => ({ route: each, keys: pagerKeys }))),
]

/** Registers handlers of events and jobs; called once at the start. */
export function compose() {
  defineSweep()
  defineDispatch()
  defineAccountJobs()
  definePublication()
  adoptWith('votes', adoptVotes)
  adoptWith('comments', adoptComments)
  leaveWith('votes', leaveVotes)
  leaveWith('comments', leaveComments)
}
