import fs from 'node:fs'
import path from 'node:path'
import { defineConfig } from 'vitest/config'

/**
 * One rule decides where a test runs: a file that imports `@/tests/support/database` runs once on each engine, with a database of its own;
 * any other file runs once. Files in tests/long that end in `.long.ts` take minutes: they run instead of the others by `npm run long`.
 */
const long = process.env.LONG_TESTS === '1'
const roots = long ? ['tests/long'] : ['app', 'cli', 'features', 'platform', 'server', 'tests', 'ui']
const ending = long ? /\.long\.ts$/ : /\.test\.tsx?$/

function testFiles(dir: string): string[] {
  if (!fs.existsSync(dir)) return []
  return fs.readdirSync(dir, { withFileTypes: true }).flatMap((entry) => {
    const file = `${dir}/${entry.name}`
    if (entry.isDirectory()) return entry.name === 'planted' ? [] : testFiles(file)
    return ending.test(entry.name) ? [file] : []
  })
}

const usesDatabase = (file: string) => fs.readFileSync(file, 'utf8').includes('tests/support/database')
const files = roots.flatMap(testFiles)
const plain = files.filter((file) => !usesDatabase(file))
const onDatabase = files.filter(usesDatabase)

const engine = (name: 'sqlite' | 'postgresql') => ({
  extends: true as const,
  test: {
    name,
    include: onDatabase,
    env: { TEST_ENGINE: name },
    globalSetup: `tests/support/${name}.ts`,
    setupFiles: ['tests/support/own-database.ts'],
  },
})

export default defineConfig({
  resolve: { alias: [{ find: /^@\//, replacement: `${path.resolve(import.meta.dirname)}/` }] },
  oxc: { jsx: { runtime: 'automatic' } },
  test: {
    pool: 'forks',
    maxWorkers: 2,
    allowOnly: false,
    passWithNoTests: false,
    testTimeout: 180_000,
    hookTimeout: 180_000,
    env: { NODE_ENV: 'test', TZ: 'UTC' },
    projects: [
      ...(plain.length > 0 ? [{ extends: true as const, test: { name: 'unit', include: plain } }] : []),
      ...(onDatabase.length > 0 ? [engine('sqlite'), engine('postgresql')] : []),
    ],
  },
})
