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

const mentions = (words: string) => (file: string) => fs.readFileSync(file, 'utf8').includes(words)
const usesDatabase = mentions('tests/support/database')
const files = roots.flatMap(testFiles)
const plain = files.filter((file) => !usesDatabase(file))
const ofProperties = plain.filter(mentions("from 'fast-check'"))
const onDatabase = files.filter(usesDatabase)

const unit = (name: string, include: string[], setupFiles: string[] = []) => ({ extends: true as const, test: { name, include, setupFiles } })

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
      unit(
        'unit',
        plain.filter((file) => !ofProperties.includes(file)),
      ),
      unit('properties', ofProperties, long ? [] : ['tests/support/fixed-seed.ts']),
      ...(onDatabase.length > 0 ? [engine('sqlite'), engine('postgresql')] : []),
    ].filter((project) => project.test.include.length > 0),
  },
})
