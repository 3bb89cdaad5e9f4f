import path from 'node:path'
import { expect, test } from 'vitest'
import { findUnusedExports, readSources } from './exports'

/** Whose exports have users that no import shows. */
const free: [file: RegExp, reason: string][] = [
  [/^app\/(.*\/)?(page|layout|route|error|global-error|not-found|global-not-found|forbidden|unauthorized|default|loading)\.tsx?$/, 'Next calls it'],
  [/^(instrumentation|proxy|middleware)\.ts$/, 'Next calls it'],
  [/^[^/]+\.config\.(ts|mjs)$/, 'a tool reads it'],
  [/^tests\/bench\/[^/]+\.mjs$/, 'run.mjs imports a bench by its name'],
  [/^tests\/support\//, 'what tests stand on'],
]
const isFree = (file: string) => free.some(([pattern]) => pattern.test(file))

test('every exported value is imported by another file', () => {
  expect(findUnusedExports(readSources(path.resolve(import.meta.dirname, '../..')), isFree)).toEqual([])
})

test('a planted export without a user is found, and one with a user is not', () => {
  const sources = new Map([
    [
      'platform/planted.ts',
      'export const used = 1\nexport function lonely() {}\nexport const { later, never } = used\nexport class Renamed {}\nexport type Free = 1\n',
    ],
    ['ui/whole.ts', 'export const all = 1\n'],
    ['app/page.tsx', "import { used, Renamed as Other } from '@/platform/planted'\nimport * as whole from '../ui/whole'\nexport const metadata = {}\n"],
    ['cli/main.ts', "async function main() {\n  const { later } = await import('@/platform/planted')\n}\n"],
  ])
  expect(findUnusedExports(sources, isFree)).toEqual(['platform/planted.ts lonely', 'platform/planted.ts never'])
})
