import fs from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'

const root = path.resolve(import.meta.dirname, '../..')
const read = (file: string) => fs.readFileSync(path.join(root, file), 'utf8')
const namesIn = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map((match) => match[1]!)

const listed = namesIn(read('.env.example'), /^#?([A-Z][A-Z0-9_]+)=/gm)
const validated = namesIn(read('platform/config.ts'), /^ {2}([A-Z][A-Z0-9_]+):/gm)

test('.env.example lists every setting that platform/config.ts reads, and no other of ours', () => {
  expect(validated.length).toBeGreaterThan(5)
  expect(listed.filter((name) => !name.startsWith('NEXT_')).sort()).toEqual(validated.sort())
})

test('docs/operating.md explains each of them', () => {
  const page = read('docs/operating.md')
  expect(listed.filter((name) => !page.includes(`\`${name}\``))).toEqual([])
})
