import Database from 'better-sqlite3'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { migrateSqlite } from './migrate/sqlite'
import { keepPrivate } from './private-files'

let folder = ''
let umask = 0
beforeEach(() => {
  umask = process.umask(0o022)
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'lightstick-private-'))
})
afterEach(() => {
  process.umask(umask)
  fs.rmSync(folder, { recursive: true, force: true })
})

const modes = () =>
  Object.fromEntries(
    fs
      .readdirSync(folder)
      .sort()
      .map((name) => [name, (fs.statSync(path.join(folder, name)).mode & 0o777).toString(8)]),
  )
const write = (file: string) => {
  const db = new Database(file)
  db.pragma('journal_mode = WAL')
  db.exec('CREATE TABLE IF NOT EXISTS a (b)')
  return db
}

test('a new database, its -wal and its -shm are its owner’s alone, also when migrations make it', async () => {
  const file = path.join(folder, 'new.db')
  keepPrivate(file)
  const db = write(file)
  expect(modes()).toEqual({ 'new.db': '600', 'new.db-shm': '600', 'new.db-wal': '600' })
  db.close()
  await migrateSqlite(path.join(folder, 'migrated.db'), [], () => {})
  expect(modes()['migrated.db']).toBe('600')
})

test('one that was readable for all is not any more, in use or not', () => {
  const file = path.join(folder, 'old.db')
  const db = write(file)
  expect(Object.values(modes())).toEqual(['644', '644', '644'])
  keepPrivate(file)
  expect(Object.values(modes())).toEqual(['600', '600', '600'])
  db.exec('INSERT INTO a VALUES (1)')
  db.close()
})

test('a path that cannot be is left to whoever opens it', () => {
  expect(() => keepPrivate(folder)).not.toThrow()
})
