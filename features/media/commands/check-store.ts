import fs from 'node:fs'
import path from 'node:path'
import { config } from '@/platform/config'
import { read, write } from '@/platform/db'
import { newId } from '@/platform/id'
import { log } from '@/platform/log'
import { mediaStore } from '../store/store'
import { removeArrived } from './receive-file'

const setting = 'media-folder'
const markName = 'this-folder'

/**
 * Says at the start when pictures are not where this site keeps them. The folder and the database hold one id: a machine whose folder is its own, and not the one that
 * all share, or a disk that is not mounted, has another. A site goes on without its pictures; the log says what to mend.
 */
export async function checkMediaStore(): Promise<void> {
  await removeArrived()
  if (config.media.s3) {
    // The name of no medium: asked only for an answer, for which nobody waits.
    void mediaStore()
      .list('0'.repeat(32))
      .catch((error: unknown) => log.error({ reason: (error as Error).message }, 'pictures cannot be kept or shown: check S3_ENDPOINT, S3_BUCKET and its keys'))
    return
  }
  const { folder } = config.media
  const mark = path.join(folder, markName)
  const there = await fs.promises.readFile(mark, 'utf8').catch(() => null)
  const wanted = await read.setting.findUnique({ where: { name: setting } })
  if (there !== null && there === wanted?.value) return
  if (wanted && (await read.media.count({ where: { file: { not: null } } })) > 0) {
    const hint = config.engine === 'postgresql' ? 'all machines must share it, or use MEDIA_STORE=s3' : 'is its disk mounted?'
    return log.error({ folder }, `this is not the folder in which this site keeps its pictures: ${hint}`)
  }
  // Nothing is kept yet. Of several machines that start at once the last one decides; the others say so at their next start.
  const id = there ?? newId()
  try {
    await fs.promises.mkdir(folder, { recursive: true, mode: 0o700 })
    await fs.promises.writeFile(mark, id, { mode: 0o600 })
  } catch (error) {
    return log.error({ folder, reason: (error as Error).message }, 'no picture can be kept here: check that this folder can be written')
  }
  await write((tx) => tx.setting.upsert({ where: { name: setting }, create: { name: setting, value: id }, update: { value: id } }))
}
