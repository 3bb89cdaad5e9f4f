import { compose } from '@/app/composition'
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

/** Closes what was opened, so that the process can end. */
export const leaveDatabase = close
