import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { bridge } from '../bridge'
import { log } from '../log'
import { channel } from '../outbox'
import { findChange, newestChange, readMessage } from './events'

const pulse = 5000
const mostPause = 1000

/**
 * Listens on a connection of its own. What was said while it was broken is lost: so everything kept is dropped when it comes back, and once a
 * second until then, and pages are a second old at the most even while nothing is heard.
 */
export async function followPostgresql(databaseUrl: string): Promise<() => Promise<void>> {
  const stopped = new AbortController()
  let connection = await listen(databaseUrl)
  const loop = (async () => {
    while (!stopped.signal.aborted) {
      await Promise.race([connection.broken, aborted(stopped.signal)])
      await connection.end()
      for (let pause = 100; !stopped.signal.aborted; pause = Math.min(2 * pause, mostPause)) {
        bridge()?.purgeAll()
        const next = await listen(databaseUrl).catch((error: unknown) => void log.error({ err: error }, 'cannot listen for changes of other processes'))
        if (next) {
          connection = next
          break
        }
        await sleep(pause, undefined, { signal: stopped.signal }).catch(() => {})
      }
    }
  })()
  return async () => {
    stopped.abort()
    await loop
    await connection.end()
  }
}

type Connection = { broken: Promise<unknown>; end: () => Promise<void> }

async function listen(databaseUrl: string): Promise<Connection> {
  const client = new pg.Client({ connectionString: databaseUrl, keepAlive: true, connectionTimeoutMillis: 5000, query_timeout: 5000 })
  const broken = new Promise((resolve) => client.once('error', resolve).once('end', resolve))
  client.on('notification', ({ payload }) => void apply(payload))
  await client.connect()
  await client.query(`LISTEN ${channel}`)
  // Only now: whatever is committed from here on is heard.
  bridge()?.purgeAll(await newestChange())
  // A connection can die without a word; then this answer fails to come.
  const heart = setInterval(() => client.query('SELECT 1').catch((error: unknown) => client.emit('error', error as Error)), pulse)
  return {
    broken,
    end: async () => {
      clearInterval(heart)
      client.on('error', () => {})
      await Promise.race([client.end().catch(() => {}), sleep(1000)])
    },
  }
}

async function apply(payload: string | undefined): Promise<void> {
  const message = readMessage(payload)
  if (!message) return
  if ('tags' in message) return void bridge()?.purge(message)
  const change = await findChange(message.id).catch(() => null)
  // Something changed and it cannot be learnt what.
  if (change) bridge()?.purge(change)
  else bridge()?.purgeAll()
}

const aborted = (signal: AbortSignal) =>
  new Promise<void>((resolve) => (signal.aborted ? resolve() : signal.addEventListener('abort', () => resolve(), { once: true })))
