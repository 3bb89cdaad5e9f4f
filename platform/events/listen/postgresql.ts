import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { DatabaseAway, isDatabaseAway, noteDatabaseAnswers, noteDatabaseAway } from '../../database-away'
import { dropConnections } from '../../db/client'
import { closeClient } from '../../db/close-client'
import { log } from '../../log'
import { channel } from '../announce'
import { deliver, deliverDeaf, deliverMissed } from '../bus'
import { eventsAfter, findEvent, newestEventId, readNotification } from '../stored-events'

const heartbeatMs = 2000
const answerMs = 2500
const maxPauseMs = 500
const away = 'PostgreSQL cannot be reached: kept pages go on, nothing can be written'
/** Transactions end out of order: so far back events may have been committed while nothing was heard. */
const reachBack = 10_000
/** After more events than this, dropping all pages costs less than reading what happened. */
const maxToRead = 20_000

/**
 * Listens on a connection of its own. What was said while it was broken is lost: so what is kept counts as doubtful until it is back, and then the events since
 * are read from the database. A connection that breaks off, or whose successor cannot be made, takes the others of this process with it:
 * a network that swallowed one has swallowed all, and whoever waits on them would wait for minutes.
 */
export async function listenOnPostgresql(databaseUrl: string): Promise<() => Promise<void>> {
  const stopped = new AbortController()
  let newest = 0
  const catchUp = async () => {
    const present = await newestEventId()
    // At first everything before counts as heard. A lower number than before: another database stands in its place.
    if (newest === 0 || present < newest || present - newest > maxToRead) deliverMissed(present)
    else for (const event of await eventsAfter(Math.max(0, newest - reachBack))) deliver(event)
    newest = Math.max(1, present)
  }
  const listenAndCatchUp = async () => {
    const next = await listen(databaseUrl, (id) => (newest = Math.max(newest, id)))
    try {
      // Only now: whatever is committed from here on is heard.
      await Promise.race([catchUp(), sleep(answerMs).then(() => Promise.reject(new Error('Connection terminated: the events were not read in time')))])
      return next
    } catch (error) {
      await next.end()
      throw error
    }
  }
  let connection = await listenAndCatchUp()
  const loop = (async () => {
    while (!stopped.signal.aborted) {
      const silent = await Promise.race([connection.broken, aborted(stopped.signal)])
      await connection.end()
      if (!stopped.signal.aborted) deliverDeaf()
      if (silent === 'silent') {
        noteDatabaseAway(new DatabaseAway(), away)
        dropConnections()
      }
      for (let pause = 100; !stopped.signal.aborted; pause = Math.min(2 * pause, maxPauseMs)) {
        try {
          connection = await listenAndCatchUp()
          noteDatabaseAnswers()
          break
        } catch (error) {
          if (isDatabaseAway(error)) noteDatabaseAway(error, away)
          else log.error({ err: error }, 'cannot listen for events of other processes')
          dropConnections()
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

/** `broken` resolves when the connection has ended: to `silent` when it gave no answer any more. */
type Connection = { broken: Promise<unknown>; end: () => Promise<void> }

async function listen(databaseUrl: string, heard: (id: number) => void): Promise<Connection> {
  const client = new pg.Client({ connectionString: databaseUrl, keepAlive: true, connectionTimeoutMillis: answerMs, query_timeout: answerMs })
  const hearts: NodeJS.Timeout[] = []
  let breakOff = (_why: string) => {}
  const broken = new Promise((resolve) => {
    breakOff = resolve
    client.on('error', resolve).once('end', resolve)
  })
  const end = async () => {
    hearts.forEach(clearInterval)
    await closeClient(client)
  }
  client.on('notification', ({ payload }) => void apply(payload, heard))
  try {
    await client.connect()
    await client.query(`LISTEN ${channel}`)
  } catch (error) {
    await end()
    throw error
  }
  // A connection can die without a word; then this answer fails to come.
  hearts.push(setInterval(() => client.query('SELECT 1').catch((error: Error) => breakOff(/timeout/.test(error.message) ? 'silent' : 'broken')), heartbeatMs))
  return { broken, end }
}

async function apply(payload: string | undefined, heard: (id: number) => void): Promise<void> {
  const message = readNotification(payload)
  if (!message) return
  heard(message.id)
  if ('tags' in message) return deliver(message)
  const event = await findEvent(message.id).catch(() => null)
  // Something changed and it cannot be learnt what.
  if (event) deliver(event)
  else deliverMissed()
}

const aborted = (signal: AbortSignal) =>
  new Promise<void>((resolve) => (signal.aborted ? resolve() : signal.addEventListener('abort', () => resolve(), { once: true })))
