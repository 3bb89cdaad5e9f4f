import Database from 'better-sqlite3'
import { describe, expect, it, vi } from 'vitest'
import { engine } from '@/tests/support/database'
import { read } from '.'
import { openClient } from './client'
import { makeStatementNames } from './statement-names'

describe('names of statements', () => {
  it('are given to what is asked for again and again, each to one statement, and not to more than a connection should keep', () => {
    const nameOf = makeStatementNames({ max: 2, from: 3 })
    expect([nameOf('a'), nameOf('a'), nameOf('a'), nameOf('a')]).toEqual([undefined, undefined, 'lightstick_0', 'lightstick_0'])
    for (let n = 0; n < 100; n++) expect(nameOf(`once ${n}`)).toBeUndefined()
    for (let n = 0; n < 3; n++) nameOf('b')
    expect([nameOf('b'), nameOf('a')]).toEqual(['lightstick_1', 'lightstick_0'])
    for (let n = 0; n < 5; n++) expect(nameOf('c')).toBeUndefined()
  })

  const prepared = (sql: string) =>
    `SELECT COUNT(*)::int AS n FROM pg_prepared_statements WHERE statement LIKE '%${sql}%' AND statement NOT LIKE '%pg_prepared_statements%'`

  it.runIf(engine === 'postgresql')('PostgreSQL keeps what was prepared once, and values are those of each use', async () => {
    const client = openClient(process.env.DATABASE_URL!, 'read')
    try {
      await client.$transaction(async (tx) => {
        for (let n = 0; n < 6; n++) expect(await tx.$queryRaw`SELECT CAST(${n} AS INTEGER) AS kept_statement`).toEqual([{ kept_statement: n }])
        expect(await tx.$queryRawUnsafe(prepared('kept_statement'))).toEqual([{ n: 1 }])
      })
    } finally {
      await client.$disconnect()
    }
  })

  it.runIf(engine === 'sqlite')('a connection to SQLite prepares a statement once, and values are those of each use', async () => {
    const prepare = vi.spyOn(Database.prototype, 'prepare')
    const client = openClient(process.env.DATABASE_URL!, 'read')
    try {
      for (let n = 0; n < 6; n++) expect(await client.$queryRaw`SELECT CAST(${n} AS INTEGER) AS kept_statement`).toEqual([{ kept_statement: BigInt(n) }])
      expect(prepare.mock.calls.filter(([sql]) => sql.includes('kept_statement'))).toHaveLength(1)
    } finally {
      prepare.mockRestore()
      await client.$disconnect()
    }
  })

  it.runIf(engine === 'postgresql')('and keeps none where the setting says so, as for PgBouncer in transaction mode', async () => {
    const client = openClient(process.env.DATABASE_URL!, 'read', { prepare: false })
    try {
      await client.$transaction(async (tx) => {
        for (let n = 0; n < 6; n++) await tx.$queryRaw`SELECT CAST(${n} AS INTEGER) AS kept_statement`
        expect(await tx.$queryRawUnsafe(prepared('kept_statement'))).toEqual([{ n: 0 }])
      })
    } finally {
      await client.$disconnect()
    }
  })

  it('a statement that failed can be asked again', async () => {
    for (let n = 0; n < 5; n++) await expect(read.$queryRaw`SELECT "nothing" AS "wrong_statement" FROM "Nowhere" WHERE 1 = ${n}`).rejects.toThrow()
    expect(await read.$queryRaw`SELECT COUNT(*) AS "right_statement" FROM "Setting"`).toHaveLength(1)
  })
})
