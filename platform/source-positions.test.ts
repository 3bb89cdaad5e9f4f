import { build } from 'esbuild'
import fs from 'node:fs'
import { createRequire } from 'node:module'
import os from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { readableStack } from './source-positions'

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'source positions (노래) '))
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }))

async function failing(name: string, sourcemap: boolean): Promise<string> {
  const source = path.join(folder, 'thrower (of things).ts')
  fs.writeFileSync(source, 'type Nothing = null\n\nexport function fail(_: Nothing): never {\n  throw new Error(`it failed`)\n}\n')
  const outfile = path.join(folder, name)
  await build({ entryPoints: [source], outfile, bundle: true, minify: true, format: 'cjs', keepNames: true, sourcemap: sourcemap && 'linked' })
  const { fail } = createRequire(outfile)(outfile) as { fail: (nothing: null) => unknown }
  try {
    return String(fail(null))
  } catch (error) {
    return (error as Error).stack!
  }
}

test('a line of a bundled file names the source that it was made from', async () => {
  const stack = await failing('bundled_(site)_[slug].js', true)
  const [first, line] = readableStack(stack).split('\n')
  expect(first).toBe('Error: it failed')
  expect(line).toMatch(/thrower \(of things\)\.ts:4:9\)?$/)
})

test('a line without a map, of Node itself, or without a place stays as it is', async () => {
  const stack = await failing('without a map.js', false)
  expect(readableStack(stack)).toBe(stack)
  for (const line of [
    'Error: at /not/a/frame.js',
    '    at new Promise (<anonymous>)',
    '    at node:internal/main:1:2',
    '    at async Promise.all (index 0)',
    '',
  ])
    expect(readableStack(line)).toBe(line)
})
