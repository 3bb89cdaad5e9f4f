import fs from 'node:fs'
import { compose } from '@/app/composition'
import { config } from '@/platform/config'
import { close } from '@/platform/db'
import { prepareData } from '@/platform/db/prepare-data'

/**
 * Brings the database to this code's migrations before a command uses it, and joins the features, so that what a command does has the same consequences as
 * what the site does. Standard output is the command's own. Throws NewerDatabaseError or MigrationError.
 */
export async function prepareDatabase(): Promise<void> {
  await prepareData({ say: (line) => process.stderr.write(`${line}\n`) })
  compose()
}

/** Whether there is a site here whose database can be asked. */
export const hasDatabase = (): boolean => !config.databaseUrl.startsWith('file:') || fs.existsSync(config.databaseUrl.replace(/^file:/, ''))

/** Closes what was opened, so that the process can end. */
export const leaveDatabase = close
