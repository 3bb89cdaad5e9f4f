import { expect, test } from '@playwright/test'
import { spawn } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { jpegOf } from '../support/pictures'
import { Visitor } from './support/ask'
import { look } from './support/database'
import { newDataDir, startServer, type Site } from './support/server'

/** What an operator does with a site's data: a backup while it is written to, and the way back. */

const page = '/articles/k-pop-mvs-filmed-abroad'

let dataDir = ''
let folder = ''
test.beforeEach(() => {
  dataDir = newDataDir(process.env.PREPARED_DATA_DIR)
  folder = newDataDir()
})
test.afterEach(() => {
  for (const dir of [dataDir, folder]) fs.rmSync(dir, { recursive: true, force: true })
})

/** The command line on this data, without a server: its exit code and what it said. */
function command(...args: string[]): Promise<{ code: number | null; said: string }> {
  const child = spawn(process.execPath, ['build/cli.mjs', ...args], { env: { ...process.env, DATA_DIR: dataDir }, stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += String(chunk)))
  return new Promise((resolve) => child.once('exit', (code) => resolve({ code, said })))
}

async function comment(site: Site, words: string): Promise<void> {
  const answer = await new Visitor(site.url).send(`/api${page}/comments`, { name: 'Mia', body: words })
  expect(answer.status, answer.text).toBe(303)
}
const bodies = () => look({ dataDir }, 'SELECT body FROM "Comment"').map(({ body }) => String(body))

test('a backup that is made under writes holds what was acknowledged, and comes back after an unclean end', async () => {
  const file = path.join(folder, 'site.tar.gz')
  const site = await startServer({ dataDir })
  const acknowledged: string[] = []
  let goOn = true
  const storm = async (who: number) => {
    for (let n = 0; goOn; n++) {
      const words = `Comment ${n} of writer ${who} while it is copied`
      await comment(site, words)
      acknowledged.push(words)
    }
  }
  const writers = [1, 2, 3].map(storm)
  await expect.poll(() => acknowledged.length).toBeGreaterThan(10)
  const before = [...acknowledged]
  expect(await site.lightstick(['backup', file])).toMatch(/^Backed up to .*site\.tar\.gz.* and checked\.\nIn it: 2 lists, \d+ comments/)
  const since = acknowledged.length
  await expect.poll(() => acknowledged.length).toBeGreaterThan(since + 10)
  goOn = false
  await Promise.all(writers)
  await comment(site, 'Words that came after the backup')

  expect(await command('restore', file)).toMatchObject({ code: 1, said: expect.stringMatching(/^Another process uses the data in .*: stop the site/) })
  await site.kill()
  // The end left a -wal that belongs to the old file.
  expect(fs.statSync(path.join(dataDir, 'lightstick.db-wal')).size).toBeGreaterThan(0)
  const { code, said } = await command('restore', file)
  expect(said).toMatch(/Restored what was backed up .*\nThe database is whole and holds 2 lists/)
  expect(code).toBe(0)
  const kept = new Set(bodies())
  expect(before.filter((words) => !kept.has(words))).toEqual([])
  expect(kept.has('Words that came after the backup')).toBe(false)

  const again = await startServer({ dataDir })
  expect((await new Visitor(again.url).get(page)).text).toContain('while it is copied')
  await comment(again, 'Said after the restore')
  expect(await again.stop()).toBe(0)
})

test('a restore that is killed leaves the old data or the new', async () => {
  const file = path.join(folder, 'site.tar.gz')
  expect((await command('backup', file)).code).toBe(0)
  const site = await startServer({ dataDir })
  await comment(site, 'Newer than the backup')
  expect(await site.stop()).toBe(0)
  fs.cpSync(dataDir, path.join(folder, 'newer'), { recursive: true })
  const secret = fs.readFileSync(path.join(dataDir, 'secrets/root'), 'utf8')
  // Each is killed when something of it is seen on the disk.
  for (const seen of ['.restoring', '.restoring/lightstick.db', 'lightstick.db.restoring', '.restore.json', 'backups']) {
    fs.rmSync(dataDir, { recursive: true })
    fs.cpSync(path.join(folder, 'newer'), dataDir, { recursive: true })
    const child = spawn(process.execPath, ['build/cli.mjs', 'restore', file], { env: { ...process.env, DATA_DIR: dataDir }, stdio: 'ignore' })
    const ended = new Promise((resolve) => child.once('exit', resolve))
    while (child.exitCode === null && child.signalCode === null && !fs.existsSync(path.join(dataDir, seen))) await new Promise(setImmediate)
    child.kill('SIGKILL')
    await ended
    // The next process that uses the data finishes what was decided, or nothing was.
    expect(await command('migrate'), `killed at ${seen}`).toMatchObject({ code: 0 })
    expect(look({ dataDir }, 'PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }])
    expect([0, 1], `killed at ${seen}`).toContain(bodies().length)
    expect(fs.readFileSync(path.join(dataDir, 'secrets/root'), 'utf8')).toBe(secret)
    const whole = await command('restore', file)
    expect(whole.code, whole.said).toBe(0)
    expect(bodies()).toEqual([])
  }
})

test('a browser that goes on from a version which a restore took away is told so, although another one has its number; nothing is put where it does not belong', async () => {
  const file = path.join(folder, 'site.tar.gz')
  const site = await startServer({ dataDir })
  await site.lightstick(['user', '--email', 'editor@lists.example', '--name', 'Ed', '--role', 'editor', '--password-stdin'], 'lantern over water')
  const visit = async ({ url }: Site) => {
    const editor = new Visitor(url)
    await editor.send('/api/account/sign-in', { email: 'editor@lists.example', password: 'lantern over water' })
    const headers = { 'content-type': 'application/json', origin: url }
    return async (body: object) => {
      const { status, text } = await editor.ask(`/api/studio/articles/${id}/draft/operations`, { method: 'POST', body: JSON.stringify(body), headers })
      return { status, answer: JSON.parse(text) as { version: number; error?: { data: { madeBy: string; version: number; document: { intro: string } } } } }
    }
  }
  const [{ articleId: id, version } = { articleId: '', version: 0 }] = look({ dataDir }, 'SELECT "articleId", "version" FROM "Draft" LIMIT 1') as { articleId: string; version: number }[] // prettier-ignore
  const typed = (tab: string, n: number, words: string) => ({ id: `${tab}-${String(n).padStart(8, '0')}`, changes: [{ do: 'edit', on: 'list', field: 'intro', changes: [[0, 0, words]] }] }) // prettier-ignore
  const send = await visit(site)
  await send({ base: version, operations: [typed('tabmine0', 1, 'In the backup. ')] })
  await site.lightstick(['backup', file])
  const lost = await send({ base: version + 1, operations: [typed('tabmine0', 2, 'Lost. ')] })
  expect(lost).toMatchObject({ status: 200, answer: { version: version + 2 } })
  await site.kill()
  expect(await command('restore', file)).toMatchObject({ code: 0 })
  const again = await startServer({ dataDir })
  const sendAgain = await visit(again)
  expect((await sendAgain({ base: version + 1, operations: [typed('tabother', 3, 'Others write. ')] })).answer.version).toBe(version + 2)
  const waiting = { base: version + 2, madeBy: 'tabmine0-00000002', operations: [typed('tabmine0', 4, 'Mine. ')] }
  const { status, answer } = await sendAgain(waiting)
  expect([status, answer.error?.data.madeBy, answer.error?.data.version]).toEqual([409, 'tabother-00000003', version + 2])
  expect(answer.error!.data.document.intro).toMatch(/^Others write\. In the backup\. /)
  // On what there is now it is taken.
  expect((await sendAgain({ ...waiting, madeBy: answer.error!.data.madeBy })).status).toBe(200)
  expect(await again.stop()).toBe(0)
})

test('pictures are in a backup, and come back with the rows that name them', async () => {
  const file = path.join(folder, 'site.tar.gz')
  const site = await startServer({ dataDir })
  const email = 'author@lists.example'
  await site.lightstick(['user', '--email', email, '--name', 'Author', '--role', 'author', '--password-stdin'], 'lantern over water')
  const author = new Visitor(site.url)
  await author.send('/api/account/sign-in', { email, password: 'lantern over water' })
  const headers = { 'content-type': 'image/jpeg', origin: site.url }
  const sent = await author.ask('/api/studio/media', { method: 'POST', body: await jpegOf(340, 200), headers })
  expect(sent.status, sent.text).toBe(201)
  const { id, picture } = (JSON.parse(sent.text) as { medium: { id: string; picture: { src: string } } }).medium
  await site.lightstick(['backup', file])
  expect((await author.ask(`/api/studio/media/${id}`, { method: 'DELETE', headers: { origin: site.url } })).status).toBe(200)
  await expect.poll(async () => (await fetch(`${site.url}${picture.src}`)).status).toBe(404)
  await site.kill()
  expect(await command('restore', file)).toMatchObject({ code: 0 })
  const again = await startServer({ dataDir })
  const answer = await fetch(`${again.url}${picture.src}`)
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'image/jpeg'])
  expect(again.output()).not.toContain('keeps its pictures')
  expect(await again.stop()).toBe(0)
})

test('a data folder whose database is gone is refused, until one says that it is a new site', async () => {
  const site = await startServer({ dataDir })
  await comment(site, 'The secrets are made when they are first needed')
  expect(await site.stop()).toBe(0)
  for (const [name, take] of [
    ['missing', (file: string) => fs.rmSync(file)],
    ['empty', (file: string) => fs.writeFileSync(file, '')],
  ] as const) {
    for (const ending of ['-wal', '-shm']) fs.rmSync(path.join(dataDir, `lightstick.db${ending}`), { force: true })
    take(path.join(dataDir, 'lightstick.db'))
    const refused = await startServer({ dataDir }).then(
      () => null,
      ({ message }: Error) => message,
    )
    expect(refused, name).toMatch(
      /✗ The database .*lightstick\.db is missing or empty, and the secrets of a site are in .*secrets: is the right disk mounted\?/,
    )
    expect(refused).not.toMatch(/^\s+at /m)
    expect(await command('export', '--all')).toMatchObject({ code: 1, said: expect.stringContaining('is the right disk mounted?') })
  }
  // Where SECRET is set there is no secret in the folder.
  fs.rmSync(path.join(dataDir, 'secrets'), { recursive: true })
  expect(await command('export', '--all')).toMatchObject({
    code: 1,
    said: expect.stringMatching(/the pictures of a site are in .*media: is the right disk mounted\?/),
  })
  const anew = await startServer({ dataDir, env: { NEW_DATABASE: 'true' } })
  expect((await new Visitor(anew.url).get(page)).status).toBe(200)
  expect(await anew.stop()).toBe(0)
})
