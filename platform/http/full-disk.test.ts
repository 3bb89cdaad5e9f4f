import { afterEach, beforeEach, expect, test } from 'vitest'
import { write } from '@/platform/db'
import { engine, useDatabase } from '@/tests/support/database'
import { ask } from '@/tests/support/query-database'
import { isDiskFull } from '../database-away'
import { awayError } from './endpoint'

/** What both engines say when there is no room, as it comes through Prisma: by its own statements and by ours. */

useDatabase()
const run = (...statements: string[]) =>
  ask(process.env.DATABASE_URL ?? '', async (one) => {
    for (const statement of statements) await one(statement)
  })

// SQLITE_FULL is also what an insert gets where the highest number of an AUTOINCREMENT table is taken (sqlite.org/autoinc.html).
const fill = {
  sqlite: [
    'CREATE TABLE "no_room" ("id" INTEGER PRIMARY KEY AUTOINCREMENT)',
    'INSERT INTO "no_room" VALUES (9223372036854775807)',
    'CREATE TRIGGER "full" BEFORE INSERT ON "Setting" BEGIN INSERT INTO "no_room" VALUES (NULL); END',
  ],
  postgresql: [
    `CREATE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = '53100'; END $$`,
    'CREATE TRIGGER "full" BEFORE INSERT ON "Setting" FOR EACH ROW EXECUTE FUNCTION no_room()',
  ],
}
const makeRoom = {
  sqlite: ['DROP TRIGGER "full"', 'DROP TABLE "no_room"'],
  postgresql: ['DROP TRIGGER "full" ON "Setting"', 'DROP FUNCTION no_room()'],
}
beforeEach(() => run(...fill[engine]))
afterEach(() => run(...makeRoom[engine]))

test.each([
  ['a statement of Prisma', () => write((tx) => tx.setting.create({ data: { name: 'x', value: {} } }))],
  ['a statement of ours', () => write((tx) => tx.$executeRaw`INSERT INTO "Setting" ("name", "value") VALUES ('x', '{}')`)],
])('no room, met by %s, is told as such', async (_, act) => {
  const error = await act().then(() => expect.unreachable('it was written'), (thrown: unknown) => thrown) // prettier-ignore
  expect(isDiskFull(error), String(error)).toBe(true)
  expect(awayError(error)).toMatchObject({ status: 503, retryAfter: 60, message: expect.stringContaining('The disk of this site is full') })
})
