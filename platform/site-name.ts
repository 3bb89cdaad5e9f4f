import { config } from './config'
import type { Db } from './db'

/** The name of the setting that holds what the site is called (features/settings/schema.ts). */
const siteNameSetting = 'site.name'

/** What the site is called: the name that was set in the studio, else that of SITE_NAME. */
export const siteNameOf = (stored: unknown): string => (typeof stored === 'string' && stored !== '' ? stored : config.siteName)

/** The same, asked of the database: for mails and checks below the settings. Pages ask `getSite`, which notes that they did. */
export const findSiteName = async (db: Db): Promise<string> => siteNameOf((await db.setting.findUnique({ where: { name: siteNameSetting } }))?.value)
