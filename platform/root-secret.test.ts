import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { checkSecret, rootSecret } from './root-secret'

let dataDir = ''
const folder = () => path.join(dataDir, 'secrets')
const file = () => path.join(folder(), 'root')
beforeEach(() => {
  dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'lightstick-secret-'))
})
afterEach(() => fs.rmSync(dataDir, { recursive: true }))

test('a secret is made once, whole and private, and nothing is left beside it', () => {
  checkSecret(dataDir)
  expect(fs.existsSync(folder())).toBe(false)
  const made = rootSecret(dataDir)
  expect(made).toHaveLength(64)
  expect(rootSecret(dataDir)).toBe(made)
  checkSecret(dataDir)
  expect(fs.readdirSync(folder())).toEqual(['root'])
  expect(fs.statSync(file()).mode & 0o777).toBe(0o600)
})

test.each([
  ['empty', ''],
  ['cut short', 'c2hvcnQ'],
  ['blank', ' '.repeat(64)],
  ['zeros, as some disks leave after a loss of power', '\0'.repeat(64)],
])('one that is %s is no secret: it is refused and stays as it is', (_, text) => {
  fs.mkdirSync(folder())
  fs.writeFileSync(file(), text)
  for (const use of [rootSecret, checkSecret]) expect(() => use(dataDir)).toThrow(`The secret of this site, ${file()}, is empty or cut short`)
  expect(fs.readFileSync(file(), 'utf8')).toBe(text)
})
