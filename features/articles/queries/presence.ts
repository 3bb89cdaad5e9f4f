import { read } from '@/platform/db'
import { untilOfPresent } from '../presence-times'

/** Somebody who has a list open in the studio. `place`: `list`, `section:ID` or `entry:ID`. */
export type Present = { tab: string; accountId: string; name: string; place: string }

/** Who has these lists open, by the list's id, those who came first first. */
export async function listPresent(articleIds: string[]): Promise<Map<string, Present[]>> {
  const rows = await read.presence.findMany({
    where: { articleId: { in: articleIds }, until: untilOfPresent() },
    orderBy: [{ since: 'asc' }, { tab: 'asc' }],
    select: { articleId: true, tab: true, accountId: true, place: true, account: { select: { name: true } } },
  })
  const present = new Map<string, Present[]>()
  for (const { articleId, account, ...row } of rows) present.set(articleId, [...(present.get(articleId) ?? []), { ...row, name: account.name }])
  return present
}
