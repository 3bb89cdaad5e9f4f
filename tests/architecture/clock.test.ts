import fs from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'

const root = path.resolve(import.meta.dirname, '../..')
const ownClock = /\bDate\.now\b|\bnew Date\(\)|\bperformance\.now\b/

/** Code that may ask the system's clock itself, and why. */
const allowed: Record<string, string> = {
  'platform/clock.ts': 'is the clock',
  'platform/db/migrate/sqlite.ts': 'runs before anything that a simulation could move, and writes times for Prisma',
  'platform/db/migrate/postgresql.ts': 'as on SQLite',
  'features/editor/document/new-id.ts': 'runs in the browser',
}

const runsInBrowsers = /\.(client|enhance|island|part)\.tsx?$/
const isTest = /\.test\.tsx?$|\.child\.ts$/

function sources(dir: string): string[] {
  return fs.readdirSync(path.join(root, dir), { withFileTypes: true }).flatMap((entry) => {
    const file = `${dir}/${entry.name}`
    return entry.isDirectory() ? sources(file) : /\.tsx?$/.test(file) && !runsInBrowsers.test(file) && !isTest.test(file) ? [file] : []
  })
}

const asking = ['app', 'cli', 'features', 'platform', 'server'].flatMap(sources).filter((file) => ownClock.test(fs.readFileSync(path.join(root, file), 'utf8')))

test('code on the server asks platform/clock for the time', () => {
  expect(asking.filter((file) => !(file in allowed))).toEqual([])
})
test('each exception is needed', () => expect(Object.keys(allowed).sort()).toEqual(asking.filter((file) => file in allowed).sort()))
test.each([`const at = new Date()`, `if (Date.now() > until)`, `(now = Date.now) => now()`, `performance.now()`])('finds the planted fault %s', (fault) =>
  expect(ownClock.test(fault)).toBe(true),
)
test.each([`new Date(at)`, `nowMs()`, `date.now`])('lets pass %s', (line) => expect(ownClock.test(line)).toBe(false))
