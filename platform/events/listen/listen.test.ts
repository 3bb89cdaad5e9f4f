import pg from 'pg'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { engine, useDatabase } from '@/tests/support/database'
import { write } from '../../db'
import { announce } from '../announce'
import { subscribe } from '../bus'
import { listenForEvents } from '../listen'

useDatabase()

type Heard = { id: number; tags: string[]; hard: boolean } | { missed: number } | 'deaf'
let heard: Heard[] = []
let stop: () => Promise<void> = async () => {}
let forget = () => {}

beforeEach(() => {
  heard = []
  forget = subscribe('test', { event: (event) => heard.push(event), missed: (missed) => heard.push({ missed }), deaf: () => heard.push('deaf') })
})
afterEach(async () => {
  forget()
  await stop()
})

/** What another process does: its own connection, and no word to us. */
async function elsewhere(tags: string[], hard = false): Promise<number> {
  if (engine === 'sqlite') {
    const { default: Database } = await import('better-sqlite3')
    const db = new Database((process.env.DATABASE_URL ?? '').replace(/^file:/, ''), { timeout: 5000 })
    try {
      const insert = db.prepare(`INSERT INTO "Event" (type, payload, tags, hard) VALUES ('article.changed', '{}', ?, ?)`)
      return Number(insert.run(JSON.stringify(tags), hard ? 1 : 0).lastInsertRowid)
    } finally {
      db.close()
    }
  }
  return withClient(async (client) => {
    await client.query('BEGIN')
    const { rows } = await client.query<{ id: number }>(
      `INSERT INTO "Event" (type, payload, tags, hard) VALUES ('article.changed', '{}', $1, $2) RETURNING id`,
      [JSON.stringify(tags), hard],
    )
    const id = rows[0]?.id ?? 0
    const whole = JSON.stringify({ id, type: 'article.changed', payload: {}, tags, hard, at: Date.now() })
    await client.query('SELECT pg_notify($1, $2)', ['lightstick', whole.length < 7000 ? whole : JSON.stringify({ id })])
    await client.query('COMMIT')
    return id
  })
}

async function withClient<T>(fn: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(process.env.DATABASE_URL)
  await client.connect()
  try {
    return await fn(client)
  } finally {
    await client.end()
  }
}

const until = (condition: () => boolean) => vi.waitFor(() => expect(condition()).toBe(true), { timeout: 15_000, interval: 10 })
const ids = () => heard.flatMap((event) => (event !== 'deaf' && 'id' in event ? [event.id] : []))

test('begins with everything up to now counting as applied', async () => {
  const id = await elsewhere(['before'])
  stop = await listenForEvents()
  expect(heard).toEqual([{ missed: id }])
})

test('hears of another process’s changes', async () => {
  stop = await listenForEvents()
  const soft = await elsewhere(['article:1', 'articles'])
  const hard = await elsewhere(['article:2'], true)
  await until(() => ids().length === 2)
  expect(heard.slice(1)).toEqual([
    { id: soft, type: 'article.changed', payload: {}, tags: ['article:1', 'articles'], hard: false, at: expect.any(Number) },
    { id: hard, type: 'article.changed', payload: {}, tags: ['article:2'], hard: true, at: expect.any(Number) },
  ])
})

test('hears of one with more tags than a notification holds', async () => {
  stop = await listenForEvents()
  const tags = Array.from({ length: 800 }, (_, i) => `subject:${i}-${'x'.repeat(10)}`)
  const id = await elsewhere(tags, true)
  await until(() => ids().length === 1)
  expect(heard.slice(1)).toEqual([{ id, type: 'article.changed', payload: {}, tags, hard: true, at: expect.any(Number) }])
})

test('nothing that is rolled back is heard', async () => {
  stop = await listenForEvents()
  heard = []
  const failed = write(async (tx) => {
    await announce(tx, 'article.changed', { articleId: '3' }, { tags: ['article:3'] })
    throw new Error('no')
  })
  await expect(failed).rejects.toThrow('no')
  const id = await elsewhere(['article:4'])
  await until(() => ids().length > 0)
  expect(ids()).toEqual([id])
})

test('of its own events it hears once, although the database tells of them too', async () => {
  stop = await listenForEvents()
  const own = await write((tx) => announce(tx, 'article.changed', { articleId: '5' }, { tags: ['article:5'] }))
  expect(ids()).toEqual([own])
  // Events are told in order: when the next one has come, this one has come by for the second time.
  const other = await elsewhere(['article:6'])
  await until(() => ids().includes(other))
  expect(ids()).toEqual([own, other])
})

if (engine === 'postgresql')
  test('while its connection is broken it says so, and then reads what it has not heard', async () => {
    await elsewhere(['before'])
    stop = await listenForEvents()
    heard = []
    const { unheard } = await withClient(async (client) => {
      // Nobody is told of it: as if the notification had come while the connection was broken.
      const { rows } = await client.query<{ id: number }>(
        `INSERT INTO "Event" (type, payload, tags, hard) VALUES ('article.changed', '{}', '["article:5"]', true) RETURNING id`,
      )
      await client.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN%' AND pid <> pg_backend_pid()`,
      )
      return { unheard: rows[0]!.id }
    })
    await until(() => ids().includes(unheard))
    expect(heard[0]).toBe('deaf')
    expect(heard.some((event) => event !== 'deaf' && 'missed' in event)).toBe(false)
    const id = await elsewhere(['article:6'])
    await until(() => ids().includes(id))
  })

if (engine === 'sqlite')
  test('an older database in its place drops everything', async () => {
    await elsewhere(['a'])
    await elsewhere(['b'])
    stop = await listenForEvents()
    heard = []
    const { default: Database } = await import('better-sqlite3')
    const db = new Database((process.env.DATABASE_URL ?? '').replace(/^file:/, ''), { timeout: 5000 })
    const oldest = (db.prepare('SELECT min(id) AS id FROM "Event"').get() as { id: number }).id
    db.prepare('DELETE FROM "Event" WHERE id > ?').run(oldest)
    db.close()
    await until(() => heard.length > 0)
    expect(heard).toEqual([{ missed: oldest }])
  })
