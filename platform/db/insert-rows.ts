import { Prisma } from '@/prisma/generated/sqlite/client'
import { config } from '../config'
import type { Tx } from './types'

type Value = string | number | boolean | null

/**
 * Adds many rows by one statement, whose text is the same however many they are: Prisma plans a `createMany` anew for each number of rows, which took 10 ms for
 * the credits of one list. `table` and the keys of the rows are the database's own names; all rows have the keys of the first. Columns that they do not name
 * get the defaults of the database; times cannot be given.
 */
export async function insertRows(tx: Tx, table: string, rows: readonly Record<string, Value>[]): Promise<void> {
  if (rows.length === 0) return
  const keys = Object.keys(rows[0]!)
  const names = Prisma.join(keys.map((key) => Prisma.raw(`"${key}"`)))
  const into = Prisma.raw(`"${table}"`)
  if (config.engine === 'postgresql') {
    await tx.$executeRaw`INSERT INTO ${into} (${names}) SELECT ${names} FROM jsonb_populate_recordset(NULL::${into}, ${JSON.stringify(rows)}::jsonb)`
    return
  }
  const values = Prisma.join(keys.map((key) => Prisma.raw(`value ->> '${key}'`)))
  await tx.$executeRaw`INSERT INTO ${into} (${names}) SELECT ${values} FROM json_each(${JSON.stringify(rows)})`
}

/**
 * Changes many rows by one statement, each to values of its own; the column `by` says which. `table` and the keys are the database's own names; all rows have the keys
 * of the first. Whoever changes rows that others change too locks them before.
 */
export async function updateRows(tx: Tx, table: string, rows: readonly Record<string, Value>[], by = 'id'): Promise<void> {
  if (rows.length === 0) return
  const target = Prisma.raw(`"${table}"`)
  const column = Prisma.raw(`"${by}"`)
  const keys = Object.keys(rows[0]!).filter((key) => key !== by)
  const set = (value: (key: string) => string) => Prisma.raw(keys.map((key) => `"${key}" = ${value(key)}`).join(', '))
  const given = JSON.stringify(rows)
  if (config.engine === 'postgresql') {
    await tx.$executeRaw`UPDATE ${target} SET ${set((key) => `given."${key}"`)} FROM jsonb_populate_recordset(NULL::${target}, ${given}::jsonb) AS given
      WHERE ${target}.${column} = given.${column}`
    return
  }
  const named = Prisma.raw(`'${by}'`)
  await tx.$executeRaw`UPDATE ${target} SET ${set((key) => `given.value ->> '${key}'`)} FROM json_each(${given}) AS given WHERE ${target}.${column} = given.value ->> ${named}`
}
