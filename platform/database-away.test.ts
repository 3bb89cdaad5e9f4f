import { afterEach, expect, test } from 'vitest'
import { DatabaseAway, databaseAwaySince, isDatabaseAway, isDiskFull, noteDatabaseAnswers, noteDatabaseAway } from './database-away'

process.env.DATABASE_URL = 'postgresql://nobody@127.0.0.1:1/none'
process.env.LOG_LEVEL = 'silent'
afterEach(noteDatabaseAnswers)

const coded = (code: string) => Object.assign(new Error('no'), { code })

test.each([
  ['a port where nobody listens', coded('ECONNREFUSED')],
  ['as Prisma says it', coded('P1001')],
  ['a server that is being stopped', Object.assign(new Error('x'), { cause: { originalCode: '57P01' } })],
  ['a connection that was cut', new Error('Connection terminated unexpectedly')],
  ['a network that swallows', new Error('timeout expired')],
  ['a page that failed for it', new Error('the page', { cause: new DatabaseAway(coded('P1017')) })],
])('gone: %s', (_, error) => {
  expect(isDatabaseAway(error)).toBe(true)
  noteDatabaseAway(error, 'it is gone')
  expect(databaseAwaySince()).not.toBeNull()
})

test.each([
  ['all connections in use', coded('53300')],
  ['a queue that was too long', new Error('timeout exceeded when trying to connect')],
  ['a statement that took too long', coded('57014')],
])('busy, for which nobody else is turned away: %s', (_, error) => {
  expect(isDatabaseAway(error)).toBe(true)
  noteDatabaseAway(error, 'it is busy')
  expect(databaseAwaySince()).toBeNull()
})

test.each([
  ['a rule of the database', coded('P2002')],
  ['a lost race', coded('P2034')],
  ['a mistake of ours', new TypeError('x is not a function')],
  ['nothing', undefined],
])('not away: %s', (_, error) => expect(isDatabaseAway(error)).toBe(false))

test.each([
  ['as PostgreSQL says it', Object.assign(new Error('could not extend file "base/1/2": No space left on device'), { code: '53100' })],
  ['as Prisma passes it on', Object.assign(new Error('x'), { cause: { originalCode: '53100' } })],
  ['as SQLite says it', Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' })],
])('the disk is full, which nobody waits for: %s', (_, error) => {
  expect([isDiskFull(error), isDatabaseAway(error)]).toEqual([true, true])
  noteDatabaseAway(error, 'it is full')
  expect(databaseAwaySince()).toBeNull()
})

test('a database that is away or busy is not full', () => {
  for (const error of [coded('ECONNREFUSED'), coded('57014'), coded('P1001'), undefined]) expect(isDiskFull(error)).toBe(false)
})
