import { currentTime, monotonicMs } from '@/platform/clock'
import { read, type Db } from '@/platform/db'

/** A ban that holds. `near`: the network from which a banned reader wrote. `until` null: until it is lifted. */
type Holding = { readerId: string | null; network: string | null; near: string | null; reason: string; until: Date | null }
type Kept = { at: number; bans: Promise<Holding[]> }

// Asked for every comment, vote and report. What this process changes counts at once, what others change within a second.
const keepForMs = 1000
/** The newest so many hold: a site that bans more has another trouble. */
const maxHolding = 5000
const holder = globalThis as unknown as { [key: symbol]: Kept | undefined }
const place = Symbol.for('lightstick.bans')

/** After a ban was made or lifted: they are read anew. */
export const forgetBans = (): void => void delete holder[place]

/** The bans that hold now, the newest first. */
export async function getBans(db: Db = read): Promise<Holding[]> {
  let kept = holder[place]
  if (!kept || monotonicMs() - kept.at > keepForMs) {
    const fresh = { at: monotonicMs(), bans: listHolding(db) }
    kept = holder[place] = fresh
    fresh.bans.catch(() => holder[place] === fresh && forgetBans())
  }
  const now = currentTime()
  return (await kept.bans).filter(({ until }) => until === null || until > now)
}

const listHolding = (db: Db): Promise<Holding[]> =>
  db.ban.findMany({
    where: { liftedAt: null, OR: [{ until: null }, { until: { gt: currentTime() } }] },
    orderBy: { id: 'desc' },
    take: maxHolding,
    select: { readerId: true, network: true, near: true, reason: true, until: true },
  })

/** Whether a moderator trusts this reader: a ban of their network is not for them. */
export const isExempt = async (readerId: string | null, db: Db = read): Promise<boolean> =>
  readerId !== null && (await db.reader.count({ where: { id: readerId, trustedAt: { not: null } } })) > 0
