import { currentTime } from '@/platform/clock'
import { read, type Db } from '@/platform/db'
import { forbidden } from '@/platform/errors'
import type { Actor } from '@/platform/http/request'
import { mayDecide } from '../policy'

/** A ban as moderators see it. Moments are ISO 8601; `by` is null when the moderator has left. */
export type BanView = {
  id: string
  name: string
  of: 'reader' | 'network'
  reason: string
  at: string
  until: string | null
  lifted: string | null
  by: string | null
  holds: boolean
}

const most = 200

/** The latest bans, those that hold first. Throws forbidden (403). */
export async function listBans(actor: Actor, db: Db = read): Promise<BanView[]> {
  if (!mayDecide(actor)) throw forbidden('Only moderators see who is banned')
  const rows = await db.ban.findMany({ orderBy: { id: 'desc' }, take: most, include: { account: { select: { name: true } } } })
  const now = currentTime()
  return rows
    .map(({ id, name, network, reason, createdAt, until, liftedAt, account }): BanView => ({
      ...{ id, name, reason, of: network === null ? 'reader' : 'network', by: account?.name ?? null },
      at: createdAt.toISOString(),
      until: until?.toISOString() ?? null,
      lifted: liftedAt?.toISOString() ?? null,
      holds: liftedAt === null && (until === null || until > now),
    }))
    .sort((one, other) => Number(other.holds) - Number(one.holds))
}
