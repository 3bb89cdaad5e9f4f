import fs from 'node:fs'
import { read, write } from '@/platform/db'
import { log } from '@/platform/log'
import { FormatError } from '@/features/subjects/format/problems'
import { readContent } from '../format/content-folder'
import { importContent } from './import-content'

const setting = 'contentLoaded'

/**
 * Publishes the lists that come along (`content/`), the first time that a database is used and never again: what is deleted later
 * stays deleted. A file that cannot be read is logged, and tried again at the next start.
 * @returns how many lists were published, or null when it was done before.
 */
export async function loadContent(folder = 'content'): Promise<number | null> {
  if (!fs.existsSync(folder) || (await read.setting.findUnique({ where: { name: setting }, select: { name: true } }))) return null
  try {
    const files = readContent(folder)
    // Two processes may start at once: importing twice changes nothing the second time.
    const { lists } = files.length > 0 ? await importContent(files, { publish: true }) : { lists: [] }
    const value = { lists: lists.map(({ slug }) => slug) }
    await write((tx) => tx.setting.upsert({ where: { name: setting }, create: { name: setting, value }, update: {} }))
    return lists.filter(({ published }) => published).length
  } catch (error) {
    if (!(error instanceof FormatError)) throw error
    log.error({ problems: error.message.split('\n') }, 'the lists in content/ cannot be read')
    return null
  }
}
