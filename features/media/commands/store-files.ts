import { nowMs } from '@/platform/clock'
import { config } from '@/platform/config'
import { read, write, type Db, type Tx } from '@/platform/db'
import { AppError, isAppError } from '@/platform/errors'
import { enqueue, putOffUnrun, withdraw, withdrawUnrun } from '@/platform/jobs/queue'
import { log } from '@/platform/log'
import { fileName, newFile } from '../file-names'
import { inTurn } from '../images/in-turn'
import { decode, focusOf, makeFiles, thumbhashOf } from '../images/make-files'
import type { Image } from '../images/read-image'
import { usedBytes } from '../queries/used-bytes'
import { removalKey, removalOf } from '../removal'
import { mediaStore } from '../store/store'
import type { Received } from './receive-file'

/** What is known of a picture whose files are all in the store. */
export type StoredImage = { file: string; widths: number[]; storedBytes: number; thumbhash: string; focusX: number; focusY: number }

/** A process that died keeps what it had half stored for so long. */
const holdMs = 60_000
const renewEveryMs = 20_000

/**
 * Makes the files of a picture and puts them into the store, then lets `keep` write the row that names them. Until that is committed a job waits that deletes them:
 * so whatever happens, a killed process or a full disk, there is a row with all its files or neither.
 */
export async function storeFiles<T>(received: Received, image: Image, keep: (tx: Tx, stored: StoredImage) => Promise<T>): Promise<T> {
  const file = newFile(received.hash)
  return inTurn(async () => {
    // Before anything is stored: on a full disk nothing begins.
    await write((tx) => enqueue(tx, { ...removalOf(file), runAt: new Date(nowMs() + holdMs) }))
    const hold = holdOn(file)
    try {
      const stored = await putFiles(received, image, file, hold.check)
      return await write(
        async (tx) => {
          if (!(await withdrawUnrun(tx, removalKey(file)))) throw tooSlow()
          return keep(tx, stored)
        },
        { lock: 'media' },
      )
    } catch (error) {
      await clear(file)
      throw told(error)
    } finally {
      hold.end()
    }
  })
}

async function putFiles({ path }: Received, image: Image, file: string, check: () => void): Promise<StoredImage> {
  const decoded = await decode(path, image)
  const store = mediaStore()
  const widths = new Set<number>()
  let storedBytes = 0
  for await (const { width, format, content } of makeFiles(decoded)) {
    check()
    await store.put(fileName(file, width, format), content)
    widths.add(width)
    storedBytes += content.length
  }
  const focus = await focusOf(decoded)
  return { file, widths: [...widths], storedBytes, thumbhash: await thumbhashOf(decoded), focusX: focus.x, focusY: focus.y }
}

/** Says again and again that this process lives. `check` throws when it was too slow: what it stored may be gone. */
function holdOn(file: string) {
  let isLost = false
  const renewal = setInterval(() => {
    write((tx) => putOffUnrun(tx, removalKey(file), new Date(nowMs() + holdMs))).then(
      (isHeld) => (isLost ||= !isHeld),
      (error: unknown) => log.warn({ err: error }, 'the files of a picture could not be held'),
    )
  }, renewEveryMs)
  return {
    check: () => {
      if (isLost) throw tooSlow()
    },
    end: () => clearInterval(renewal),
  }
}

const tooSlow = () => new AppError('unavailable', 'This took too long, and nothing was kept. Send the picture again.', { retryAfter: 5 })

/** Makes room at once; where that fails, the job does it in a minute. The row may be there all the same: the answer to a commit can be lost. */
async function clear(file: string): Promise<void> {
  try {
    if (await read.media.findUnique({ where: { file }, select: { id: true } })) return
    await removeFiles(file)
    await write((tx) => withdraw(tx, removalKey(file)))
  } catch (error) {
    log.warn({ err: error, file }, 'the files of a picture that was not kept are still there: they are deleted later')
  }
}

export async function removeFiles(file: string): Promise<void> {
  const store = mediaStore()
  for (const name of await store.list(file)) await store.remove(name)
}

/** A bucket that gives no answer is none of the writer’s doing; what else went wrong speaks for itself. */
function told(error: unknown): unknown {
  if (isAppError(error) || (error as Error | null)?.name !== 'StoreAway') return error
  log.error({ err: error }, 'a picture could not be kept: the store gives no answer')
  return new AppError('unavailable', 'The place where pictures are kept gives no answer just now, so this one was not kept. Try again in a minute.', {
    retryAfter: 60,
  })
}

const megabytes = (bytes: number) => `${(bytes / 1_000_000).toFixed(bytes < 10_000_000 ? 1 : 0)} MB`

/** Throws conflict (409) when there is no room for so many more bytes. `freed`: those of what it takes the place of. */
export async function refuseOverQuota(db: Pick<Db, 'media'>, bytes: number, freed = 0): Promise<void> {
  const { quota } = config.media
  if (quota === null) return
  const used = (await usedBytes(db)) - freed
  if (used + bytes <= quota) return
  const room = `Pictures of this site may take ${megabytes(quota)} together, and take ${megabytes(used)} now`
  throw new AppError('conflict', `${room}: delete some that no list shows, or ask whoever runs the site for more room.`, { data: { quota, used } })
}
