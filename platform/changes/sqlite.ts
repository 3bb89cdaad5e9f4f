import { setTimeout as sleep } from 'node:timers/promises'
import { read } from '../db'
import { bridge } from '../bridge'
import { log } from '../log'
import { changesAfter, newestChange } from './events'

const interval = 250

/** SQLite counts the commits of other connections; only when it counted one are the events read. */
const dataVersion = async () => Number((await read.$queryRaw<{ data_version: number | bigint }[]>`PRAGMA data_version`)[0]?.data_version)

/** Looks for events of other processes. Those of this one come by too, and the front knows them already. */
export async function followSqlite(every = interval): Promise<() => Promise<void>> {
  const stopped = new AbortController()
  let version = await dataVersion()
  let last = await newestChange()
  bridge()?.purgeAll(last)
  const look = async () => {
    const now = await dataVersion()
    if (now === version) return
    const newest = await newestChange()
    if (newest < last)
      bridge()?.purgeAll(newest) // an older database was put in its place
    else for (const event of await changesAfter(last)) bridge()?.purge(event)
    version = now
    last = newest
  }
  const loop = (async () => {
    while (!stopped.signal.aborted) {
      await look().catch((error: unknown) => log.error({ err: error }, 'could not look for changes of other processes'))
      await sleep(every, undefined, { signal: stopped.signal }).catch(() => {})
    }
  })()
  return async () => {
    stopped.abort()
    await loop
  }
}
