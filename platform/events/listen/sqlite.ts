import { setTimeout as sleep } from 'node:timers/promises'
import { read } from '../../db'
import { log } from '../../log'
import { deliver, deliverMissed } from '../bus'
import { eventsAfter, newestEventId } from '../stored-events'

const lookEveryMs = 250

/** SQLite counts the commits of other connections; only when it counted one are the events read. */
const dataVersion = async () => Number((await read.$queryRaw<{ data_version: number | bigint }[]>`PRAGMA data_version`)[0]?.data_version)

/** Looks for events of other processes. Those of this one come by too; the bus knows them already. */
export async function listenOnSqlite(everyMs = lookEveryMs): Promise<() => Promise<void>> {
  const stopped = new AbortController()
  let version = await dataVersion()
  let last = await newestEventId()
  deliverMissed(last)
  const look = async () => {
    const current = await dataVersion()
    if (current === version) return
    const newest = await newestEventId()
    if (newest < last)
      deliverMissed(newest) // an older database was put in its place
    else for (const event of await eventsAfter(last)) deliver(event)
    version = current
    last = newest
  }
  const loop = (async () => {
    while (!stopped.signal.aborted) {
      await look().catch((error: unknown) => log.error({ err: error }, 'could not look for events of other processes'))
      await sleep(everyMs, undefined, { signal: stopped.signal }).catch(() => {})
    }
  })()
  return async () => {
    stopped.abort()
    await loop
  }
}
