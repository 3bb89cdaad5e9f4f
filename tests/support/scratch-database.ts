import Database from 'better-sqlite3'
import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import { afterEach } from 'vitest'
import { engine } from './database'
import { query } from './query-database'

/** Databases that a test makes for itself and that are gone after it. Call `useScratchDatabases` at the top of the test file. */
const made: string[] = []

export function useScratchDatabases() {
  afterEach(async () => {
    for (const url of [...made]) await dropScratch(url)
  })
}

/** An empty database of the engine under test: its address. On SQLite the file is alone in its folder and does not exist yet. */
export async function makeScratch(): Promise<string> {
  const name = `scratch_${randomBytes(6).toString('hex')}`
  const url = engine === 'sqlite' ? `file:${path.join(process.env.DATA_DIR!, name, 'test.db')}` : urlOf(name)
  if (engine === 'sqlite') fs.mkdirSync(path.dirname(fileOf(url)))
  else await query(urlOf('postgres'), `CREATE DATABASE ${name}`)
  made.push(url)
  return url
}

/** A copy of a database that nobody has open. */
export async function copyScratch(from: string): Promise<string> {
  const url = await makeScratch()
  if (engine === 'sqlite') {
    fs.copyFileSync(fileOf(from), fileOf(url))
    return url
  }
  await query(urlOf('postgres'), `DROP DATABASE ${nameOf(url)}`)
  await query(urlOf('postgres'), `CREATE DATABASE ${nameOf(url)} TEMPLATE ${nameOf(from)}`)
  return url
}

/** A database as a past version left it: `name` is a folder of tests/fixtures/databases. */
export async function makePast(name: string): Promise<string> {
  const url = await makeScratch()
  const sql = fs.readFileSync(path.join(pastDatabases, name, `${engine}.sql`), 'utf8')
  if (engine === 'sqlite') {
    const db = new Database(fileOf(url))
    db.exec(sql)
    // As production left it: a dump does not keep this.
    db.pragma('journal_mode = WAL')
    db.close()
  } else {
    const client = new pg.Client(url)
    await client.connect()
    await client.query(sql).finally(() => client.end())
  }
  return url
}

const pastDatabases = path.resolve(import.meta.dirname, '../fixtures/databases')
/** The names of all past databases. */
export const listPast = () => fs.readdirSync(pastDatabases, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []))

/** The file of a SQLite database's address. */
export const fileOf = (url: string) => url.replace(/^file:/, '')
const urlOf = (name: string) => process.env.DATABASE_URL!.replace(/[^/]+$/, name)
const nameOf = (url: string) => /[^/]+$/.exec(url)![0]

/** Takes one away before the test's end: a storm makes hundreds. */
export async function dropScratch(url: string) {
  if (made.includes(url)) made.splice(made.indexOf(url), 1)
  if (engine === 'sqlite') fs.rmSync(path.dirname(fileOf(url)), { recursive: true, force: true })
  else await query(urlOf('postgres'), `DROP DATABASE IF EXISTS ${nameOf(url)} WITH (FORCE)`)
}
