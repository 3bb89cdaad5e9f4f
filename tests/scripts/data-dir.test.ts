import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { makeDataDir } from '../../scripts/steps/early.mjs'

let folder = ''
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'lightstick-data-'))
})
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }))

const modeOf = (dir: string) => (fs.statSync(dir).mode & 0o7777).toString(8)

test('the data folder is this user’s alone, made now or there before; one that is shared by design stays so', () => {
  const [made, before, shared] = ['made', 'before', 'shared'].map((name) => path.join(folder, name)) as [string, string, string]
  makeDataDir({ ...process.env, DATA_DIR: made })
  fs.mkdirSync(before)
  fs.chmodSync(before, 0o755)
  makeDataDir({ ...process.env, DATA_DIR: before })
  fs.mkdirSync(shared)
  fs.chmodSync(shared, 0o1777)
  makeDataDir({ ...process.env, DATA_DIR: shared })
  expect([made, before, shared].map(modeOf)).toEqual(['700', '700', '1777'])
})
