import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { readContent } from './content-folder'

test('of a folder the files that are not read are named', () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'content-'))
  for (const name of ['a.md', 'b.markdown', 'c.mdx', 'readme.md', 'readme-first.md', '.hidden.md', 'records.yaml'])
    fs.writeFileSync(path.join(folder, name), name)
  fs.mkdirSync(path.join(folder, 'more'))
  const skipped: string[] = []
  const read = readContent(folder, (file) => path.relative(folder, file), (name) => skipped.push(name)) // prettier-ignore
  expect(read.map(({ name }) => name)).toEqual(['a.md', 'readme-first.md', 'records.yaml'])
  expect(skipped).toEqual(['.hidden.md', 'b.markdown', 'c.mdx', 'more', 'readme.md'])
  fs.rmSync(folder, { recursive: true })
})

test('each file that is no text in UTF-8 is named with its line, however many there are', () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'content-'))
  fs.writeFileSync(path.join(folder, 'a.md'), Buffer.from('---\nformat: 1\ntitle: Caf\xe9\n', 'latin1'))
  fs.writeFileSync(path.join(folder, 'b.md'), 'Words')
  fs.writeFileSync(path.join(folder, 'c.yaml'), Buffer.from('\ufeffformat: 1\n', 'utf16le'))
  expect(() => readContent(folder, (file) => path.basename(file))).toThrow(/^a\.md:3: Expected text in UTF-8\nc\.yaml:1: Expected text in UTF-8$/)
  fs.rmSync(folder, { recursive: true })
})
