import { mayModerate, type Someone } from '@/features/accounts/policy'
import { listReasons } from '@/features/decisions/queries/list-decisions'
import { reasonText } from '@/features/moderation-rules/reasons'
import { read, type Db } from '@/platform/db'
import { forbidden } from '@/platform/errors'

export type WaitingComment = { id: string; name: string; body: string; slug: string; title: string; at: Date; reasons: string[] }

const most = 5
const maxWords = 160

/** Comments that wait for a moderator: how many, and the latest. Throws forbidden. */
export async function listWaitingComments(actor: Someone, db: Db = read): Promise<{ count: number; latest: WaitingComment[] }> {
  if (!mayModerate(actor)) throw forbidden('Only moderators see which comments wait')
  const where = { state: 'pending' as const }
  const [count, rows] = await Promise.all([
    db.comment.count({ where }),
    db.comment.findMany({
      where,
      orderBy: { createdAt: 'desc' },
      take: most,
      select: { id: true, name: true, body: true, createdAt: true, article: { select: { slug: true, title: true } } },
    }),
  ])
  const reasons = await listReasons('comment', rows.map(({ id }) => id)) // prettier-ignore
  const latest = rows.map(({ id, name, body, createdAt, article }) => ({
    id,
    name,
    body: body.length > maxWords ? `${body.slice(0, maxWords)}…` : body,
    ...article,
    at: createdAt,
    reasons: (reasons.get(id) ?? []).map(reasonText),
  }))
  return { count, latest }
}
