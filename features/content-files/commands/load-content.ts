import fs from 'node:fs'
import { read } from '@/platform/db'
import { log } from '@/platform/log'
import { FormatError } from '../format/problems'
import { readContent } from '../format/content-folder'
import { completeLoaded, importContentOnce, wasLoaded } from './import-content'

/**
 * Publishes the lists that come along (`content/`), the first time that an empty database is used and never again: what is deleted later
 * stays deleted. A file that cannot be read is logged, and tried again at the next start. One that was killed while it published them is gone on with.
 * @returns how many lists were published, or null when there was nothing to do.
 */
export async function loadContent(folder = 'content'): Promise<number | null> {
  if (!fs.existsSync(folder)) return null
  if (await wasLoaded(read, 'content')) {
    // The site starts all the same: a job goes on with it.
    await completeLoaded('content').catch((error: unknown) => log.error({ err: error }, 'the lists in content/ could not be completed'))
    return null
  }
  try {
    const done = await importContentOnce(readContent(folder), 'content', { publish: true })
    return done && done.lists.filter(({ published }) => published).length
  } catch (error) {
    if (!(error instanceof FormatError)) throw error
    log.error({ problems: error.message.split('\n') }, 'the lists in content/ cannot be read')
    return null
  }
}
