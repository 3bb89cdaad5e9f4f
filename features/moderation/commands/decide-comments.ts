import type { CommentState } from '@/prisma/generated/sqlite/client'
import { commentsTag } from '@/features/articles/tags'
import { countComments, countedFields, type Counted } from '@/features/comments/commands/count-comments'
import { writeDecisions } from '@/features/decisions/commands/write-decisions'
import { currentTime } from '@/platform/clock'
import { read, write, type Tx } from '@/platform/db'
import { forbidden } from '@/platform/errors'
import { announceEach } from '@/platform/events/announce'
import { limitId } from '@/platform/http/rate-limit'
import type { Actor } from '@/platform/http/request'
import type { Role } from '@/platform/roles'
import { mayDecide, mayDecideAbout } from '../policy'
import { decidePace } from '../rate-limits'
import { closeAppeals, findForOthers } from './close-appeals'
import { closeReports } from './close-reports'
import { labelOf, teach } from './learn'
import { describeComments, type QueueItem } from '../queries/describe-comments'
import { listLastDecisions, type LastDecision } from '../queries/last-decisions'
import type { DecideInput } from '../schema'

/** What became of one comment: decided, or as somebody else had decided before. `now`: its writer has changed it meanwhile, and this is how it reads. */
export type Outcome = { id: string; state: CommentState } & ({ decisionId: string } | { before: LastDecision | null; now?: QueueItem })

const select = {
  ...countedFields,
  state: true,
  body: true,
  editedAt: true,
  reader: { select: { account: { select: { id: true, role: true } } } },
} as const
export type Decidable = Counted & {
  state: CommentState
  body: string
  editedAt: Date | null
  reader: { account: { id: string; role: Role } | null }
}

/**
 * One decision about each of these comments, all in one transaction. A comment that is no longer in the state in which the moderator saw it stays as it is, and it is told
 * who decided; so does one whose words are others now. Reports of the decided ones are closed. Throws forbidden (403), too_many (429).
 */
export async function decideComments(actor: Actor, { comments, choice, reason, note }: DecideInput): Promise<Outcome[]> {
  if (!mayDecide(actor)) throw forbidden('Only moderators decide about comments')
  if (actor.account) await limitId(decidePace, actor.account.id)
  const seen = new Map(comments.map(({ id, ...one }) => [id, one]))
  const outcomes = await writeAbout(actor, [...seen.keys()], async (tx, found) => {
    const same = found.filter(({ id, state }) => seen.get(id)?.from === state)
    const due = same.filter(({ id, editedAt }) => (seen.get(id)!.edited ?? null) === (editedAt?.toISOString() ?? null))
    if (
      choice === 'hide' &&
      (
        await findForOthers(
          tx,
          actor.account?.id ?? null,
          due.map(({ id }) => id),
        )
      ).length > 0
    )
      // prettier-ignore
      throw forbidden('Its writer asks somebody else to look again: you hid it, so another moderator answers. You may show it')
    const trusted = choice === 'trust' ? await trust(tx, due) : new Set<string>()
    const state = choice === 'hide' ? ('hidden' as const) : ('visible' as const)
    const by = { maker: 'moderator', accountId: actor.account?.id ?? null, note } as const
    const decisionIds = await writeDecisions(
      tx,
      'comment',
      due.map(({ id, readerId }) =>
        state === 'hidden'
          ? { targetId: id, action: 'hide', codes: reason ? [reason] : [], ...by }
          : { targetId: id, action: 'restore', codes: trusted.has(readerId) ? ['trusted'] : [], ...by },
      ),
    )
    await setStates(tx, due, state)
    const label = labelOf(state === 'hidden' ? 'hide' : 'restore', reason ? [reason] : [])
    const decided = new Map(due.map(({ id }, index) => [id, decisionIds[index]!]))
    await teach(tx, due.map(({ id, body }) => ({ id, body, label, decisionId: decided.get(id)! }))) // prettier-ignore
    await closeAppeals(tx, decided, state === 'hidden' ? 'dismissed' : 'upheld')
    await closeReports(tx, decided, state === 'hidden' ? 'upheld' : 'dismissed')
    const others = await listLastDecisions(found.filter((one) => !same.includes(one)).map(({ id }) => id), tx) // prettier-ignore
    return found.map((comment) => {
      const decisionId = decided.get(comment.id)
      return decisionId ? { id: comment.id, state, decisionId } : { id: comment.id, state: comment.state, before: others.get(comment.id) ?? null }
    })
  })
  // Of those that somebody decided about, the moderator is told what; of those that nobody did, how they read now.
  const changed = outcomes.flatMap((one) => ('before' in one && one.before === null && one.state === seen.get(one.id)!.from ? [one.id] : []))
  const items = new Map((await describeComments(changed)).map((item) => [item.id, item]))
  return outcomes.map((one) => (items.has(one.id) ? { ...one, now: items.get(one.id)! } : one))
}

/** A transaction about comments as they are in it, with the locks of their lists. Throws forbidden (403) when one of them is not for this moderator. */
export async function writeAbout<T>(actor: Actor, ids: string[], act: (tx: Tx, found: Decidable[]) => Promise<T>): Promise<T> {
  const lists = await read.comment.findMany({ where: { id: { in: ids } }, select: { articleId: true }, distinct: ['articleId'] })
  const lock = lists.map(({ articleId }) => `comments:${articleId}`).sort()
  const run = async (tx: Tx) => {
    const found = await tx.comment.findMany({ where: { id: { in: ids } }, orderBy: { id: 'asc' }, select })
    if (!found.every(({ reader }) => mayDecideAbout(actor, reader.account)))
      throw forbidden('Your own comments, and those of somebody with a higher role, are for others to decide about')
    return act(tx, found)
  }
  return write(run, { lock })
}

/** Gives comments that were not deleted another state, counts them where it shows, and announces it. */
export async function setStates(tx: Tx, comments: Decidable[], state: CommentState): Promise<void> {
  if (comments.length === 0) return
  await tx.comment.updateMany({ where: { id: { in: comments.map(({ id }) => id) } }, data: { state } })
  const moved = comments.filter((comment) => (comment.state === 'visible') !== (state === 'visible'))
  if (moved.length > 0) await countComments(tx, moved, state === 'visible' ? 1 : -1)
  // Told also of those that only their writers see: the server keeps a reader's own state until it hears of a change.
  await announceEach(
    tx,
    state === 'visible' ? 'comment.restored' : 'comment.hidden',
    comments.map(({ id, articleId, state: was }) => ({ payload: { articleId, commentId: id }, tags: [commentsTag(articleId)], hard: was === 'visible' && state !== 'visible' })), // prettier-ignore
  )
}

/** Trusts the writers of comments; those who were not trusted before. */
async function trust(tx: Tx, comments: Decidable[]): Promise<Set<string>> {
  const readerIds = [...new Set(comments.map(({ readerId }) => readerId))]
  const fresh = await tx.reader.findMany({ where: { id: { in: readerIds }, trustedAt: null }, select: { id: true } })
  const ids = fresh.map(({ id }) => id)
  if (ids.length > 0) await tx.reader.updateMany({ where: { id: { in: ids } }, data: { trustedAt: currentTime() } })
  return new Set(ids)
}
