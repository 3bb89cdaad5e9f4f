import { read, type Db } from '@/platform/db'
import { switches, type SiteSettings, type Switch } from '../schema'

const names = Object.keys(switches) as Switch[]

/**
 * How the switches of the site stand now. It is read anew each time, in a command by its transaction: so what was switched a second ago counts, by whichever process.
 * What is stored and is not on or off counts as not set.
 */
export async function getSiteSettings(db: Db = read): Promise<SiteSettings> {
  const rows = await db.setting.findMany({ where: { name: { in: names } } })
  const stored = new Map(rows.map(({ name, value }) => [name, value]))
  return Object.fromEntries(
    names.map((name) => {
      const value = stored.get(name)
      return [name, typeof value === 'boolean' ? value : switches[name]]
    }),
  ) as Record<Switch, boolean>
}
