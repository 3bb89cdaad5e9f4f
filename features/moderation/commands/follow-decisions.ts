import type { DecidedComment } from '@/features/comments/commands/decision-followers'
import type { Tx } from '@/platform/db'
import { closeAppeals } from './close-appeals'
import { closeReports } from './close-reports'
import { labelOf, teach } from './learn'

/** A moderator decides about a comment below its list: its reports are closed, and its words are taught, as by a decision in the queue. */
export async function followDecisions(tx: Tx, { id, body, decision, decisionId }: DecidedComment): Promise<void> {
  if (decision.maker !== 'moderator') return
  await closeAppeals(tx, new Map([[id, decisionId]]), decision.action === 'hide' ? 'dismissed' : 'upheld')
  await closeReports(tx, new Map([[id, decisionId]]), decision.action === 'hide' ? 'upheld' : 'dismissed')
  await teach(tx, [{ id, body, decisionId, label: labelOf(decision.action, decision.codes ?? []) }])
}
