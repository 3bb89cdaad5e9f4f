import Database from 'better-sqlite3'
import { spawn } from 'node:child_process'
import { afterAll, describe, expect, it, vi } from 'vitest'
import { engine, useDatabase } from '@/tests/support/database'
import { config } from '../config'
import { isDatabaseAway } from '../database-away'
import { announce } from '../events/announce'
import { openClient } from './client'
import { close, read, write } from './index'

useDatabase()
afterAll(close)

const put = (name: string) => write((tx) => tx.setting.create({ data: { name, value: 1 } }))
/** Keeps the processor, as work does. */
const hold = (ms: number) => {
  const until = performance.now() + ms
  while (performance.now() < until);
}
const names = async () => (await read.setting.findMany({ orderBy: { name: 'asc' } })).map(({ name }) => name)

describe('the one door for writes', () => {
  it('keeps a write that was made while another transaction was open and then rolled back', async () => {
    let release = () => {}
    const held = new Promise<void>((resolve) => (release = resolve))
    const doomed = write(async (tx) => {
      await tx.setting.create({ data: { name: 'doomed', value: 1 } })
      await held
      throw new Error('changed its mind')
    })
    const other = put('kept')
    release()
    await expect(doomed).rejects.toThrow('changed its mind')
    await other
    expect(await names()).toEqual(['kept'])
  })

  it('does not freeze when many write at once, and none is lost', async () => {
    await Promise.all(Array.from({ length: 200 }, (_, i) => put(`n${i}`)))
    expect(await read.setting.count()).toBe(200)
  })

  it('lets others in while it goes through many rows, one transaction after the other or all in one', async () => {
    const turnsOf = async (work: () => Promise<unknown>) => {
      let turns = 0
      let going = true
      const count = () => {
        turns++
        if (going) setImmediate(count)
      }
      setImmediate(count)
      await work()
      going = false
      return turns
    }
    const many = Array.from({ length: 60 }, (_, i) => i)
    const inEach = async () => {
      for (const i of many) {
        hold(2)
        await put(`each ${i}`)
      }
    }
    const inOne = () =>
      write(async (tx) => {
        for (const i of many) {
          hold(2)
          await tx.setting.create({ data: { name: `one ${i}`, value: i } })
        }
      })
    const reading = async () => {
      for (const i of many) {
        hold(2)
        await read.setting.findUnique({ where: { name: `one ${i}` } })
      }
    }
    for (const work of [inEach, inOne, reading]) expect(await turnsOf(work)).toBeGreaterThan(5)
  })

  it.runIf(engine === 'sqlite')('leaves nothing of a transaction whose time is over, and goes on', async () => {
    const client = openClient(config.databaseUrl, 'write')
    const late = client.$transaction(
      async (tx) => {
        for (let i = 0; ; i++) {
          hold(4)
          await tx.setting.create({ data: { name: `late ${i}`, value: i } })
        }
      },
      { timeout: 60 },
    )
    await expect(late).rejects.toThrow()
    await client.$transaction((tx) => tx.setting.create({ data: { name: 'after', value: 1 } }))
    await client.$disconnect()
    expect(await names()).toEqual(['after'])
  })

  it('rolls one act back without touching those that share its commit', async () => {
    const acts = Array.from({ length: 60 }, (_, i) =>
      write(async (tx) => {
        await tx.setting.create({ data: { name: `a${String(i).padStart(2, '0')}`, value: i } })
        if (i % 3 === 1) throw new Error(`no ${i}`)
      }).then(
        () => true,
        () => false,
      ),
    )
    const done = await Promise.all(acts)
    expect(done.filter(Boolean)).toHaveLength(40)
    expect(await names()).toEqual(done.flatMap((ok, i) => (ok ? [`a${String(i).padStart(2, '0')}`] : [])))
  })

  it('goes on after an act that breaks a constraint of the database', async () => {
    await put('one')
    const results = await Promise.allSettled([put('two'), put('one'), put('three')])
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    expect(await names()).toEqual(['one', 'three', 'two'])
  })

  it('reads and then writes although another process writes in between', async () => {
    await put('counter')
    await write(async (tx) => {
      const before = await tx.setting.findUniqueOrThrow({ where: { name: 'counter' } })
      await new Promise(setImmediate)
      await tx.setting.update({ where: { name: 'counter' }, data: { value: Number(before.value) + 1 } })
    })
    if (engine === 'sqlite') {
      // The other process holds the lock until it is told to let go: our write waits for it without stopping this one's event loop.
      const script = `const db = new (require('better-sqlite3'))(process.argv[1], { timeout: 5000 }); db.exec('BEGIN IMMEDIATE'); db.exec("UPDATE Setting SET value = 9 WHERE name = 'counter'"); console.log('locked'); process.stdin.once('data', () => { db.exec('COMMIT'); db.close(); process.exit() })`
      const child = spawn(process.execPath, ['-e', script, process.env.DATABASE_URL!.replace('file:', '')], { stdio: ['pipe', 'pipe', 'inherit'] })
      await new Promise((resolve) => child.stdout.once('data', resolve))
      let isWritten = false
      const writing = write(async (tx) => {
        const before = await tx.setting.findUniqueOrThrow({ where: { name: 'counter' } })
        await tx.setting.update({ where: { name: 'counter' }, data: { value: Number(before.value) + 1 } })
      }).then(() => (isWritten = true))
      let ticks = 0
      await vi.waitFor(() => expect(++ticks).toBeGreaterThan(5), { interval: 20, timeout: 2000 })
      expect(isWritten).toBe(false)
      child.stdin.end('let go')
      await writing
      expect((await read.setting.findUniqueOrThrow({ where: { name: 'counter' } })).value).toBe(10)
    }
  })

  it('counts right when acts read what they change', async () => {
    await write((tx) => tx.setting.create({ data: { name: 'sum', value: 0 } }))
    const add = () =>
      write(
        async (tx) => {
          const { value } = await tx.setting.findUniqueOrThrow({ where: { name: 'sum' } })
          await tx.setting.update({ where: { name: 'sum' }, data: { value: Number(value) + 1 } })
        },
        { lock: 'sum' },
      )
    await Promise.all(Array.from({ length: 40 }, add))
    expect((await read.setting.findUniqueOrThrow({ where: { name: 'sum' } })).value).toBe(40)
  })

  it('writes an event in the transaction of its change, or neither', async () => {
    const fails = write(async (tx) => {
      await announce(tx, 'article.changed', { articleId: 'a' }, { tags: ['a'] })
      throw new Error('no')
    })
    await expect(fails).rejects.toThrow('no')
    const id = await write((tx) => announce(tx, 'article.changed', { articleId: 'b' }, { tags: ['a', 'b'], hard: true }))
    const events = await read.event.findMany()
    expect(events).toMatchObject([{ id, type: 'article.changed', payload: { articleId: 'b' }, tags: ['a', 'b'], hard: true }])
  })

  if (engine !== 'sqlite') return

  it('is on disk when it says so: full synchronisation, foreign keys, a log', async () => {
    const [sync] = await write((tx) => tx.$queryRawUnsafe<{ synchronous: bigint }[]>('PRAGMA synchronous'))
    const [journal] = await write((tx) => tx.$queryRawUnsafe<{ journal_mode: string }[]>('PRAGMA journal_mode'))
    const [keys] = await write((tx) => tx.$queryRawUnsafe<{ foreign_keys: bigint }[]>('PRAGMA foreign_keys'))
    expect([Number(sync!.synchronous), journal!.journal_mode, Number(keys!.foreign_keys)]).toEqual([2, 'wal', 1])
  })

  it('refuses to write through the reading client, whatever the types say', async () => {
    const untyped = read as unknown as { setting: { create(args: unknown): Promise<unknown> } }
    await expect(untyped.setting.create({ data: { name: 'x', value: 1 } })).rejects.toThrow(/readonly/i)
  })
})

if (engine === 'sqlite')
  describe('a file that cannot be written for a while', () => {
    // A connection of its own, without the patience of `write`, which tries for fifteen seconds.
    const client = () => openClient(process.env.DATABASE_URL!, 'write')
    const failure = (doing: Promise<unknown>) => doing.then(() => null, (error: unknown) => error) // prettier-ignore
    const insert = (into: ReturnType<typeof client>, name: string) =>
      into.$transaction((tx) => tx.setting.create({ data: { name, value: 'x'.repeat(100_000) } }))

    it('because another process holds it, or the disk is full, is told apart from what the database refuses', async () => {
      const one = client()
      const holder = new Database(process.env.DATABASE_URL!.replace(/^file:/, ''))
      try {
        holder.exec('BEGIN IMMEDIATE')
        const held = await failure(insert(one, 'held'))
        holder.exec('ROLLBACK')
        expect(held).not.toBeNull()
        expect(isDatabaseAway(held)).toBe(true)
        // As a disk does that has no room: the file may have no page more.
        await one.$queryRawUnsafe('PRAGMA max_page_count = 1')
        const full = await failure(insert(one, 'full'))
        expect(full).not.toBeNull()
        expect(isDatabaseAway(full)).toBe(true)
        await one.$queryRawUnsafe('PRAGMA max_page_count = 1000000')
        await insert(one, 'twice')
        const refused = await failure(insert(one, 'twice'))
        expect(refused).not.toBeNull()
        expect(isDatabaseAway(refused)).toBe(false)
      } finally {
        holder.close()
        await one.$disconnect()
      }
    })
  })
