import { nowMs } from '@/platform/clock'
import { write } from '@/platform/db'
import { log } from '@/platform/log'

const dayMs = 86_400_000
const everyMs = 60_000
/** Whoever asks for every old address there is fills no memory: what is beyond is noted when it is asked for again. */
const most = 5000
const together = 500

const used = new Set<string>()
let timer: NodeJS.Timeout | undefined

/** Says to the day when an address was last asked for. Nobody waits for it, and strangers' requests are no writes: those of a minute are written together. */
export function noteUse({ path, lastUsedAt }: { path: string; lastUsedAt: Date | null }): void {
  if ((lastUsedAt && nowMs() - lastUsedAt.getTime() < dayMs) || used.size >= most) return
  used.add(path)
  timer ??= setTimeout(() => void writeUses(), everyMs).unref()
}

/** Writes what was asked for since the last time. */
export async function writeUses(): Promise<void> {
  clearTimeout(timer)
  timer = undefined
  const paths = [...used]
  used.clear()
  const now = nowMs()
  try {
    for (let start = 0; start < paths.length; start += together) {
      const where = { path: { in: paths.slice(start, start + together) }, OR: [{ lastUsedAt: null }, { lastUsedAt: { lte: new Date(now - dayMs) } }] }
      await write((tx) => tx.oldAddress.updateMany({ where, data: { lastUsedAt: new Date(now) } }))
    }
  } catch (error) {
    log.warn({ error, paths: paths.length }, 'it was not noted that old addresses were asked for')
  }
}
