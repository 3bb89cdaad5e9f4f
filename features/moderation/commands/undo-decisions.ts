import type { CommentState } from '@/prisma/generated/sqlite/client'
import { stateAfter } from '@/features/comments/commands/change-state'
import { writeDecisions, type Decision } from '@/features/decisions/commands/write-decisions'
import { codesOf, reasonsOf } from '@/features/decisions/queries/list-decisions'
import { forbidden } from '@/platform/errors'
import type { Tx } from '@/platform/db'
import { limitId } from '@/platform/http/rate-limit'
import type { Actor } from '@/platform/http/request'
import type { ReasonCode } from '@/features/moderation-rules/reasons'
import { mayDecide } from '../policy'
import { decidePace } from '../rate-limits'
import { unteach } from './learn'
import { listLastDecisions } from '../queries/last-decisions'
import type { UndoInput } from '../schema'
import { setStates, writeAbout, type Decidable, type Outcome } from './decide-comments'

const actionFor = { visible: 'restore', pending: 'hold', hidden: 'hide' } as const

/**
 * Takes decisions back, all in one transaction: each comment has the state, the reasons and the open reports that it had before. It is a decision too, so nothing is lost
 * of what was decided. A comment about which somebody decided since stays as it is. Throws forbidden (403), too_many (429).
 */
export async function undoDecisions(actor: Actor, { decisions }: UndoInput): Promise<Outcome[]> {
  if (!mayDecide(actor)) throw forbidden('Only moderators decide about comments')
  if (actor.account) await limitId(decidePace, actor.account.id)
  const taken = new Map(decisions.map(({ id, decisionId }) => [id, decisionId]))
  return writeAbout(actor, [...taken.keys()], async (tx, found) => {
    const histories = await listHistories(tx, found)
    const due = found.filter(({ id, state }) => state !== 'deleted' && isLast(histories.get(id)?.at(-1), taken.get(id)))
    const back = due.map((comment) => ({ comment, ...before(histories.get(comment.id)!) }))
    const by = { maker: 'moderator', accountId: actor.account?.id ?? null } as const
    const decisionIds = await writeDecisions(
      tx,
      'comment',
      back.map(({ comment, state, codes, note }) => ({ targetId: comment.id, action: actionFor[state], codes, note, ...by })),
    )
    for (const state of ['visible', 'pending', 'hidden'] as const) await setStates(tx, back.filter((one) => one.state === state).map(({ comment }) => comment), state) // prettier-ignore
    await unteach(tx, due.map(({ id, body }) => ({ id, body, decisionId: taken.get(id)! }))) // prettier-ignore
    const distrusted = back.flatMap(({ comment, trusted }) => (trusted ? [comment.readerId] : []))
    if (distrusted.length > 0) await tx.reader.updateMany({ where: { id: { in: distrusted } }, data: { trustedAt: null } })
    const closed = due.map(({ id }) => taken.get(id)!)
    await tx.appeal.updateMany({ where: { answerId: { in: closed } }, data: { state: 'open', answerId: null, decidedAt: null } })
    await tx.report.updateMany({ where: { decisionId: { in: closed } }, data: { state: 'open', decisionId: null, decidedAt: null } })
    const undone = new Map(back.map(({ comment, state }, index) => [comment.id, { state, decisionId: decisionIds[index]! }]))
    const others = await listLastDecisions(found.filter(({ id }) => !undone.has(id)).map(({ id }) => id), tx) // prettier-ignore
    return found.map(({ id, state }) => ({ id, state, ...(undone.get(id) ?? { before: others.get(id) ?? null }) }))
  })
}

/** Only what a moderator decided is taken back: what a rule held is decided about. */
const isLast = (last: Past | undefined, id: string | undefined) => last?.id === id && last?.maker === 'moderator'

type Past = { id: string; maker: string; action: string; codes: string[]; note: string }
type Before = { state: Exclude<CommentState, 'deleted'>; codes: ReasonCode[]; note: string; trusted: boolean }

/** How it was before the last of these decisions. */
function before(history: Past[]): Before {
  const earlier = history.slice(0, -1)
  const last = earlier.at(-1)
  const action = last?.action as keyof typeof stateAfter | undefined
  const state = (action && stateAfter[action]) ?? 'visible'
  const trusted = history.at(-1)!.codes.includes('trusted')
  if (state === 'visible' || state === 'deleted') return { state: 'visible', codes: [], note: '', trusted }
  // The last words of the moderator, and the codes that held: a decision that shows ends them.
  return { state, codes: reasonsOf(earlier as { action: Decision['action']; codes: string[] }[]) as ReasonCode[], note: last!.note, trusted }
}

async function listHistories(tx: Tx, comments: Decidable[]): Promise<Map<string, Past[]>> {
  const rows = await tx.decision.findMany({
    where: { targetKind: 'comment', targetId: { in: comments.map(({ id }) => id) } },
    orderBy: { id: 'asc' },
    select: { id: true, maker: true, targetId: true, action: true, codes: true, note: true },
  })
  return Map.groupBy(
    rows.map(({ codes, ...row }) => ({ ...row, codes: codesOf(codes) })),
    ({ targetId }) => targetId,
  )
}
