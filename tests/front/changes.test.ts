import { AsyncLocalStorage } from 'node:async_hooks'
import pg from 'pg'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { followChanges } from '@/platform/changes'
import { write } from '@/platform/db'
import { offerFront, type Front } from '@/platform/front'
import { announce } from '@/platform/outbox'
import { engine, useDatabase } from '@/tests/support/database'

useDatabase()

type Heard = { id: number; tags: string[]; hard: boolean } | { all: number | undefined }
let heard: Heard[] = []
let stop: () => Promise<void> = async () => {}

beforeEach(async () => {
  heard = []
  const front = { context: new AsyncLocalStorage(), purge: (event: Heard) => heard.push(event), purgeAll: (all?: number) => heard.push({ all }) }
  offerFront(front as unknown as Front)
})
afterEach(() => stop())

/** What another process does: its own connection, and no word to us. */
async function elsewhere(tags: string[], hard = false): Promise<number> {
  if (engine === 'sqlite') {
    const { default: Database } = await import('better-sqlite3')
    const db = new Database((process.env.DATABASE_URL ?? '').replace(/^file:/, ''), { timeout: 5000 })
    try {
      const insert = db.prepare(`INSERT INTO "Event" (type, payload, tags, hard) VALUES ('test', '{}', ?, ?)`)
      return Number(insert.run(JSON.stringify(tags), hard ? 1 : 0).lastInsertRowid)
    } finally {
      db.close()
    }
  }
  return withClient(async (client) => {
    await client.query('BEGIN')
    const { rows } = await client.query<{ id: number }>(`INSERT INTO "Event" (type, payload, tags, hard) VALUES ('test', '{}', $1, $2) RETURNING id`, [
      JSON.stringify(tags),
      hard,
    ])
    const id = rows[0]?.id ?? 0
    const whole = JSON.stringify({ from: 'another', id, tags, hard, at: Date.now() })
    await client.query('SELECT pg_notify($1, $2)', ['lightstick', whole.length < 7000 ? whole : JSON.stringify({ from: 'another', id })])
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
const ids = () => heard.flatMap((event) => ('id' in event ? [event.id] : []))

test('begins with everything up to now counting as applied', async () => {
  const id = await elsewhere(['before'])
  stop = await followChanges()
  expect(heard).toEqual([{ all: id }])
})

test('hears of another process’s changes', async () => {
  stop = await followChanges()
  const soft = await elsewhere(['article:1', 'articles'])
  const hard = await elsewhere(['article:2'], true)
  await until(() => ids().length === 2)
  expect(heard.slice(1)).toEqual([
    { id: soft, tags: ['article:1', 'articles'], hard: false, at: expect.any(Number) },
    { id: hard, tags: ['article:2'], hard: true, at: expect.any(Number) },
  ])
})

test('hears of one with more tags than a notification holds', async () => {
  stop = await followChanges()
  const tags = Array.from({ length: 800 }, (_, i) => `subject:${i}-${'x'.repeat(10)}`)
  const id = await elsewhere(tags, true)
  await until(() => ids().length === 1)
  expect(heard.slice(1)).toEqual([{ id, tags, hard: true, at: expect.any(Number) }])
})

test('nothing that is rolled back is heard', async () => {
  stop = await followChanges()
  heard = []
  const failed = write(async (tx) => {
    await announce(tx, { type: 'test', tags: ['article:3'] })
    throw new Error('no')
  })
  await expect(failed).rejects.toThrow('no')
  const id = await elsewhere(['article:4'])
  await until(() => ids().length > 0)
  expect(ids()).toEqual([id])
})

test('of its own changes it hears at least once, with the same number', async () => {
  stop = await followChanges()
  const id = await write((tx) => announce(tx, { type: 'test', tags: ['article:5'] }))
  // At once by itself. What the database tells comes in order: with a later change, all that is told of this one has come, too.
  expect(ids()[0]).toBe(id)
  const later = await elsewhere(['article:6'])
  await until(() => ids().includes(later))
  expect(new Set(ids())).toEqual(new Set([id, later]))
})

if (engine === 'postgresql')
  test('after a broken connection everything goes, and later changes are heard', async () => {
    stop = await followChanges()
    heard = []
    await withClient((client) =>
      client.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN%' AND pid <> pg_backend_pid()`,
      ),
    )
    await until(() => heard.some((event) => 'all' in event && event.all !== undefined))
    expect(heard.some((event) => 'all' in event)).toBe(true)
    const id = await elsewhere(['article:6'])
    await until(() => ids().includes(id))
    expect(ids()).toContain(id)
  })

if (engine === 'sqlite')
  test('an older database in its place drops everything', async () => {
    await elsewhere(['a'])
    await elsewhere(['b'])
    stop = await followChanges()
    heard = []
    const { default: Database } = await import('better-sqlite3')
    const db = new Database((process.env.DATABASE_URL ?? '').replace(/^file:/, ''), { timeout: 5000 })
    const oldest = (db.prepare('SELECT min(id) AS id FROM "Event"').get() as { id: number }).id
    db.prepare('DELETE FROM "Event" WHERE id > ?').run(oldest)
    db.close()
    await until(() => heard.length > 0)
    expect(heard).toEqual([{ all: oldest }])
  })
