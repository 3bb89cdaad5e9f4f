import { expect, test } from '@playwright/test'
import fs from 'node:fs'
import path from 'node:path'
import { Visitor } from './support/ask'
import { look } from './support/database'
import { newDataDir, startServer, type Site } from './support/server'

/** What an operator is told when something is wrong with the data, at /readyz, /metrics and at the start. */

const page = '/articles/k-pop-mvs-filmed-abroad'

let dataDir = ''
let file = ''
let site: Site | null = null
test.beforeEach(() => {
  dataDir = newDataDir(process.env.PREPARED_DATA_DIR)
  file = path.join(dataDir, 'lightstick.db')
})
test.afterEach(async () => {
  await site?.kill()
  site = null
  fs.rmSync(dataDir, { recursive: true, force: true })
})

const get = async (address: string) => new Visitor(site!.url).get(address)
const comment = (body: string) => new Visitor(site!.url).send(`/api${page}/comments`, { name: 'Mia', body })

test('a database file that is replaced is said, and nothing more is acknowledged', async () => {
  site = await startServer({ dataDir })
  expect((await comment('Before it was replaced')).status).toBe(303)
  for (const [how, replace] of [
    ['by another', () => fs.renameSync(copyOf(file), file)],
    ['by none', () => fs.rmSync(file)],
  ] as const) {
    replace()
    expect(await get('/readyz'), how).toMatchObject({ status: 503, text: expect.stringContaining('the database file was removed or replaced') })
    const refused = await comment('After it was replaced')
    expect(refused.status, how).toBe(503)
    expect(refused.text).toContain('After it was replaced')
    expect((await get('/metrics')).text).toContain('lightstick_database_replaced 1')
  }
})

function copyOf(name: string) {
  fs.copyFileSync(name, `${name}.copy`)
  return `${name}.copy`
}

test('damage is said once it was met', async () => {
  site = await startServer({ dataDir })
  const [{ pages } = {}] = look({ dataDir }, `SELECT group_concat(rootpage) AS pages FROM sqlite_master WHERE tbl_name IN ('Edition', 'Comment')`)
  const [{ page_size: size } = {}] = look({ dataDir }, 'PRAGMA page_size')
  const handle = fs.openSync(file, 'r+')
  for (const number of String(pages).split(',')) fs.writeSync(handle, Buffer.alloc(Number(size), 0x5a), 0, Number(size), (Number(number) - 1) * Number(size))
  fs.closeSync(handle)
  await expect.poll(async () => (await get('/readyz')).text, { timeout: 30_000 }).toMatch(/damaged: restore a backup/)
  expect((await get('/metrics')).text).toMatch(/lightstick_database_damaged 1[^]*lightstick_log_lines_total\{level="error"\} [1-9]/)
})

test('a start on a file that is no database, or is cut short, says so in one line', async () => {
  for (const [bytes, words] of [
    [Buffer.from('This is a letter and not a database. '.repeat(200)), /✗ .*lightstick\.db is not a SQLite database/],
    [fs.readFileSync(file).subarray(0, 5000), /✗ .*(damaged or cut short|is not a SQLite database)/],
  ] as const) {
    for (const ending of ['-wal', '-shm']) fs.rmSync(file + ending, { force: true })
    fs.writeFileSync(file, bytes)
    const said = await startServer({ dataDir }).then(
      (started) => {
        site = started
        return 'it started'
      },
      ({ message }: Error) => message,
    )
    expect(said).toMatch(words)
    expect(said).not.toMatch(/^\s+at /m)
  }
})

test('a start with a secret that a full disk or a loss of power left empty says so, and signs nothing with it', async () => {
  const secret = path.join(dataDir, 'secrets', 'root')
  fs.mkdirSync(path.dirname(secret), { recursive: true })
  fs.writeFileSync(secret, '')
  const said = await startServer({ dataDir }).then(
    (started) => {
      site = started
      return 'it started'
    },
    ({ message }: Error) => message,
  )
  expect(said).toContain(`✗ The secret of this site, ${secret}, is empty or cut short: bring it back from a backup.`)
  expect(said).not.toMatch(/^\s+at /m)
  expect(fs.readFileSync(secret, 'utf8')).toBe('')
})

test('a post from another origin is logged once, with both origins', async () => {
  site = await startServer({ dataDir, env: { SITE_URL: 'https://lists.example' } })
  for (const origin of ['http://127.0.0.1:8080', 'http://127.0.0.1:8081']) {
    const answer = await new Visitor(site.url).send(`/api${page}/comments`, { name: 'Mia', body: 'Hello' }, { origin })
    expect(answer.status).toBe(403)
  }
  const lines = site
    .output()
    .split('\n')
    .filter((line) => line.includes('another origin'))
  expect(lines).toHaveLength(1)
  expect(JSON.parse(lines[0]!)).toMatchObject({ level: 40, origin: 'http://127.0.0.1:8080', allowed: ['https://lists.example'] })
})

test('an address of the site with a path is refused at the start', async () => {
  for (const address of ['https://lists.example/blog', 'https://lists.example/?a', 'https://lists.example/#a']) {
    const said = await startServer({ dataDir, env: { SITE_URL: address } }).then(
      () => 'it started',
      ({ message }: Error) => message,
    )
    expect(said).toContain('✗ SITE_URL must end after the host')
  }
})
