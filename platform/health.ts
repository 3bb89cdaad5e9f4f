import fs from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { monotonicMs } from './clock'
import { config } from './config'
import { databaseAwaySince, isDatabaseAway, isDiskFull, noteDatabaseAnswers, noteDatabaseAway } from './database-away'
import { isBeingUpdated, read, write } from './db'
import { slowStatements } from './db/slow-statements'
import { isDatabaseReplaced } from './db/replaced'
import { errorCounts, isDamage, lastDamage, log } from './log'

const probeEveryMs = 15_000
/** While it is away it is asked so often whether it answers again. */
const askAgainEveryMs = 500
/** Below this nothing of any size can be written. The metric tells earlier. */
const tooFewBytes = 1024 * 1024
/** A damaged page shows only when it is read: for so long after the last time it is still told. */
const damageLastsMs = 10 * 60_000

/** Why the last try to write failed; null when it did not. */
let writeTrouble: string | null = null
let readsFail = false
let failedProbes = 0

/** Tries now and then whether the database can be read and written, and while it is away whether it answers again; until it is stopped. */
export function startProbes(everyMs = probeEveryMs): () => Promise<void> {
  const stopped = new AbortController()
  let asking = false
  const askAgain = async () => {
    if (asking || databaseAwaySince() === null) return
    asking = true
    // A table of ours: another database may stand in its place, and answers.
    await read.$queryRaw`SELECT 1 FROM "Setting" LIMIT 1`.then(noteDatabaseAnswers, (error: unknown) => noteDatabaseAway(error, 'the database gives no answer'))
    asking = false
  }
  const again = setInterval(() => void askAgain(), askAgainEveryMs)
  const loop = (async () => {
    while (!stopped.signal.aborted) {
      await probe()
      await sleep(everyMs, undefined, { signal: stopped.signal }).catch(() => {})
    }
  })()
  return async () => {
    clearInterval(again)
    stopped.abort()
    await loop
  }
}

async function probe() {
  try {
    // A row that comes and goes in one transaction: the file is written, and what is in it stays as it was. (A row that is
    // set to what it holds already is not written by SQLite: nothing would be tried.)
    await write(async (tx) => {
      await tx.setting.upsert({ where: { name: 'write-probe' }, create: { name: 'write-probe', value: '' }, update: { value: '' } })
      await tx.setting.delete({ where: { name: 'write-probe' } })
    })
    writeTrouble = null
  } catch (error) {
    failedProbes++
    writeTrouble = isDiskFull(error) ? 'the disk of the database is full' : 'the database cannot be written'
    if (isDiskFull(error)) noteDatabaseAway(error, 'the database cannot be written: its disk is full')
    else if (isDatabaseAway(error)) noteDatabaseAway(error, 'the database cannot be written: it gives no answer')
    else if (!isBeingUpdated(error)) log.error({ err: error }, 'the database cannot be written')
  }
  try {
    await Promise.all([
      read.article.findFirst({ select: { id: true } }),
      read.edition.findFirst({ select: { id: true } }),
      read.comment.findFirst({ select: { id: true } }),
    ])
    readsFail = false
  } catch (error) {
    readsFail = true
    if (!isDatabaseAway(error)) log.error({ err: error }, 'the database cannot be read')
  }
}

/** Free bytes for this user on the disk with the data; null where that cannot be asked. */
function freeBytes(): number | null {
  try {
    const { bavail, bsize } = fs.statfsSync(
      path.dirname(config.engine === 'sqlite' ? config.databaseUrl.replace(/^file:/, '') : path.join(config.dataDir, 'x')),
    )
    return bavail * bsize
  } catch {
    return null
  }
}

/** Why this process should not be relied on, as a short line for an operator; null when nothing is known to be wrong. */
export async function findTrouble(): Promise<string | null> {
  if (databaseAwaySince() !== null) return 'the database does not answer'
  if (isDatabaseReplaced()) return 'the database file was removed or replaced: start again'
  if (monotonicMs() - lastDamage() < damageLastsMs) return 'the database is damaged: restore a backup'
  const free = freeBytes()
  if (free !== null && free < tooFewBytes) return `the disk is full: ${free} bytes are free`
  try {
    await read.setting.count()
  } catch (error) {
    return isDamage(error) ? 'the database is damaged: restore a backup' : 'the database does not answer'
  }
  if (readsFail) return 'the database cannot be read'
  return writeTrouble
}

const gauge = (name: string, help: string, value: number) => `# HELP lightstick_${name} ${help}\n# TYPE lightstick_${name} gauge\nlightstick_${name} ${value}`

/** Lines for /metrics. */
export function healthMetricsText(): string {
  const free = freeBytes()
  const { warn, error } = errorCounts()
  return [
    gauge('database_away', '1 while the database gives no answer.', databaseAwaySince() === null ? 0 : 1),
    gauge('database_replaced', '1 when the database file was removed or replaced under this process.', isDatabaseReplaced() ? 1 : 0),
    gauge('database_damaged', '1 when damage was met in the last ten minutes.', monotonicMs() - lastDamage() < damageLastsMs ? 1 : 0),
    gauge('writes_failing', '1 when the last try to write failed.', writeTrouble ? 1 : 0),
    `# HELP lightstick_write_probes_failed_total Tries to write that failed.\n# TYPE lightstick_write_probes_failed_total counter\nlightstick_write_probes_failed_total ${failedProbes}`,
    `# HELP lightstick_slow_statements_total Statements of the database that took longer than SLOW_STATEMENT_MS.\n# TYPE lightstick_slow_statements_total counter\nlightstick_slow_statements_total ${slowStatements()}`,
    ...(free === null ? [] : [gauge('disk_free_bytes', 'Free bytes on the disk with the data.', free)]),
    `# HELP lightstick_log_lines_total Lines of the log by level.\n# TYPE lightstick_log_lines_total counter\nlightstick_log_lines_total{level="warn"} ${warn}\nlightstick_log_lines_total{level="error"} ${error}`,
  ].join('\n')
}
