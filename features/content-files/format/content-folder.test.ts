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
