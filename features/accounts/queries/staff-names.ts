import { monotonicMs } from '@/platform/clock'
import { read, type Db } from '@/platform/db'
import { findSiteName } from '@/platform/site-name'
import { protect, type Protected } from '../reserved-names'

/** The name of somebody who writes here, and the account that it belongs to; null for a byline that belongs to none, and for the site itself. */
type Named = { name: string; accountId: string | null }
type Kept = { at: number; names: Named[]; all: Protected }

// Asked for every comment of a guest. What this process changes counts at once, what others change within ten seconds.
const keepForMs = 10_000
const holder = globalThis as unknown as { [key: symbol]: Kept | undefined }
const place = Symbol.for('lightstick.staff-names')

/** After a role, a name or a byline has changed: the names are read anew. */
export const forgetStaffNames = (): void => void delete holder[place]

/** The names of staff, of everybody who signs lists, and of the site, less those of one account. */
export async function getStaffNames(besides: string | null, db: Db = read): Promise<Protected> {
  let kept = holder[place]
  if (!kept || monotonicMs() - kept.at > keepForMs) {
    const [staff, authors, site] = await Promise.all([
      db.account.findMany({ where: { role: { not: 'reader' } }, select: { id: true, name: true } }),
      db.author.findMany({ select: { name: true, accountId: true } }),
      findSiteName(db),
    ])
    const names = [...staff.map(({ id, name }) => ({ name, accountId: id })), ...authors, { name: site, accountId: null }]
    kept = holder[place] = { at: monotonicMs(), names, all: protect(names.map(({ name }) => name)) }
  }
  if (besides === null) return kept.all
  return protect(kept.names.filter(({ accountId }) => accountId !== besides).map(({ name }) => name))
}
