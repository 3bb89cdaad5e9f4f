import { defineAccountJobs } from '@/features/accounts/jobs'
import { adoptWith } from '@/features/accounts/commands/adopt-guest'
import { leaveWith } from '@/features/accounts/commands/leave-site'
import { defineDraftSweep, definePublication } from '@/features/articles/jobs'
import { adoptComments } from '@/features/comments/commands/adopt-comments'
import { followDecisionsWith } from '@/features/comments/commands/decision-followers'
import { followVotes } from '@/features/comments/commands/follow-vote'
import { leaveComments } from '@/features/comments/commands/leave-comments'
import { defineCommentJobs } from '@/features/comments/jobs'
import { defineVoteJobs } from '@/features/votes/jobs'
import { defineImports } from '@/features/content-files/jobs'
import { ownComments } from '@/features/comments/own'
import { ownBecause } from '@/features/comments/own-because'
import { adoptReports } from '@/features/moderation/commands/adopt-reports'
import { followDecisions } from '@/features/moderation/commands/follow-decisions'
import { leaveReports } from '@/features/moderation/commands/leave-reports'
import { defineModerationJobs } from '@/features/moderation/jobs'
import { defineMediaJobs } from '@/features/media/jobs'
import { adoptNotices } from '@/features/notices/commands/adopt-notices'
import { leaveNotices } from '@/features/notices/commands/leave-notices'
import { defineNoticeJobs } from '@/features/notices/jobs'
import { ownNotices } from '@/features/notices/own'
import { defineReviewJobs } from '@/features/reviews/jobs'
import { defineSearchIndex } from '@/features/search/jobs'
import { adoptVotes } from '@/features/votes/commands/adopt-votes'
import { leaveVotes } from '@/features/votes/commands/leave-votes'
import { followVotesWith } from '@/features/votes/commands/vote-followers'
import { ownVotes } from '@/features/votes/own'
import type { OwnState } from '@/platform/bridge'
import { defineDispatch } from '@/platform/events/dispatch'
import { defineSweep } from '@/platform/jobs/sweep'
import type { Actor } from '@/platform/http/request'

/**
 * The one file that imports all features: it connects jobs to their handlers and lists the providers of a viewer's own state.
 * Features do not import each other's handlers.
 */

/** A feature's part of the viewer's own state on a page that noted `names` (`article:ID`); see `Own` in ui/own.tsx. */
export type OwnProvider = (actor: Actor, names: string[]) => Promise<OwnState>

export const ownProviders: OwnProvider[] = [ownVotes, ownComments, ownBecause, ownNotices]

/** Registers handlers of events and jobs; called once at the start. */
export function compose() {
  defineSweep()
  defineDispatch()
  defineAccountJobs()
  definePublication()
  defineDraftSweep()
  defineImports()
  defineCommentJobs()
  defineVoteJobs()
  defineMediaJobs()
  defineModerationJobs()
  defineNoticeJobs()
  defineReviewJobs()
  defineSearchIndex()
  adoptWith('votes', adoptVotes)
  adoptWith('comments', adoptComments)
  adoptWith('reports', adoptReports)
  adoptWith('notices', adoptNotices)
  leaveWith('votes', leaveVotes)
  leaveWith('comments', leaveComments)
  followVotesWith('comments', followVotes)
  followDecisionsWith('reports', followDecisions)
  leaveWith('reports', leaveReports)
  leaveWith('notices', leaveNotices)
}
