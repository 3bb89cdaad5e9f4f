import { expect, test } from '@playwright/test'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { startPostgresql } from '../../scripts/postgresql.mjs'
import { findBreaches } from '../support/invariants'
import { Visitor } from './support/ask'
import { freePort, newDataDir, startServer, type Site } from './support/server'

/** The main job on PostgreSQL, with two processes on one database: what is done at one stands on the other's pages within a second. */

const slug = 'k-pop-mvs-filmed-abroad'
const page = `/articles/${slug}`

/** Milliseconds until the page at this server says it; fails after fifteen seconds. */
async function until(site: Site, address: string, said: (text: string) => boolean): Promise<number> {
  const from = performance.now()
  const visitor = new Visitor(site.url)
  const isSaid = async () => said((await visitor.get(address)).text)
  await expect.poll(isSaid, { message: `${site.url}${address} says it`, timeout: 15_000, intervals: [25] }).toBe(true)
  return performance.now() - from
}

test('two servers on one PostgreSQL', async () => {
  const cluster = await startPostgresql()
  const admin = new pg.Client(cluster.urlOf('postgres'))
  await admin.connect()
  await admin.query('CREATE DATABASE lightstick')
  await admin.end()
  const [dataDir, otherDir] = [newDataDir(), newDataDir()]
  const sites: Site[] = []
  const db = new pg.Client(cluster.urlOf('lightstick'))
  try {
    const port = await freePort()
    // As behind one balancer: the same address, the same secret.
    const env = { DATABASE_URL: cluster.urlOf('lightstick'), SECRET: 'one secret for the two of them, long enough' }
    sites.push(await startServer({ dataDir, env, port }))
    sites.push(await startServer({ dataDir: otherDir, env }))
    const [one, two] = sites as [Site, Site]
    await db.connect()
    for (const site of sites) {
      const { status, text } = await new Visitor(site.url).get(page)
      expect(status).toBe(200)
      expect(text.split('data-entry=').length - 1).toBe(14)
    }

    // A vote at one, moved at the other, by the same reader.
    const reader = new Visitor(one.url)
    expect((await reader.send(`/api${page}/vote`, { entry: 'crooked', from: 'crooked' })).status).toBe(303)
    expect((await reader.get(page)).text).toContain('Your favourite')
    const waits = [await until(two, page, (text) => text.includes('1 vote so far'))]
    const elsewhere = new Visitor(two.url, reader.agent)
    for (const [name, value] of reader.cookies) elsewhere.cookies.set(name, value)
    expect((await elsewhere.send(`/api${page}/vote`, { entry: 'still-you', from: 'still-you' })).status).toBe(303)
    const results = JSON.parse((await elsewhere.get(`/api${page}/results`)).text) as { counted: number; entries: { slug: string; votes: number }[] }
    expect([results.counted, results.entries[0]?.slug]).toEqual([1, 'still-you'])

    // Comments both ways; each sees their own at once.
    for (const [here, there, words] of [
      [one, two, 'Said at the first, 첫째'],
      [two, one, 'Said at the second, 둘째'],
    ] as const) {
      const visitor = new Visitor(here.url)
      const answer = await visitor.send(`/api${page}/comments`, { name: 'Mia', body: words })
      expect(answer.status, answer.text).toBe(303)
      expect((await visitor.get(String(answer.headers.location))).text).toContain(words)
      waits.push(await until(there, page, (text) => text.includes(words)))
    }
    // Odd input where PostgreSQL is stricter than SQLite.
    for (const [path, values, status] of [
      [`/api${page}/vote`, { entry: 'a\0b' }, 422],
      [`/api${page}/comments`, { name: 'Mia', body: 'x', entry: 'a\0b' }, 422],
      [`/api${page}/comments`, { name: 'M\0ia', body: 'With NUL \0 in it' }, 303],
      ['/api/account/sign-in', { email: 'a\0@b.example', password: 'x\0' }, 422],
      ['/api/account/forgot', { email: 'a\0@b.example' }, 422],
      ['/api/account/confirm', { token: `${'a'.repeat(30)}\0` }, 422],
    ] as const)
      expect.soft((await new Visitor(one.url).send(path, values)).status, `${path} ${JSON.stringify(values)}`).toBe(status)
    for (const address of [
      `${page}?comment=%00`,
      `${page}?reply=%00`,
      `${page}?cursor=%00`,
      '/people?letter=%00&page=%00',
      '/search?q=%00',
      `/api${page}/comments?entry=%00`,
      `/api${page}/comments?cursor=%00`,
    ])
      expect.soft((await new Visitor(two.url).get(address)).status, address).toBeLessThan(500)

    // Published from the command line, on the pages of both.
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'lightstick-list-'))
    const file = path.join(folder, `${slug}.md`)
    fs.writeFileSync(file, fs.readFileSync(`content/${slug}.md`, 'utf8').replace(/^title: .*$/m, 'title: K-pop MVs filmed far away'))
    const said = await one.lightstick(['import', '--publish', file])
    expect(said).toMatch(/published/)
    for (const site of sites) waits.push(await until(site, page, (text) => text.includes('filmed far away')))
    for (const site of sites) waits.push(await until(site, '/', (text) => text.includes('filmed far away')))
    fs.rmSync(folder, { recursive: true, force: true })

    // A hidden comment is gone from both at once.
    const email = 'editor@lists.example'
    await one.lightstick(['user', '--email', email, '--name', 'Ed', '--role', 'editor', '--password-stdin'], 'lantern over water')
    const editor = new Visitor(one.url)
    expect((await editor.send('/api/account/sign-in', { email, password: 'lantern over water' })).status).toBe(303)
    const { rows } = await db.query<{ id: string }>(`SELECT id FROM "Comment" WHERE body LIKE 'Said at the second%'`)
    expect((await editor.send(`/api/comments/${rows[0]!.id}/hide`, { back: page })).status).toBe(303)
    waits.push(await until(two, page, (text) => !text.includes('Said at the second')))

    // A second is promised, to a machine that does nothing else meanwhile: so it is said here, and nothing fails for it.
    console.log(`on the other server’s page after ${waits.map((wait) => `${Math.round(wait)} ms`).join(', ')}`)
    expect(await findBreaches(async (sql) => (await db.query(sql)).rows)).toEqual([])
  } finally {
    await db.end().catch(() => {})
    for (const site of sites) await site.stop()
    await cluster.stop()
    for (const dir of [dataDir, otherDir]) fs.rmSync(dir, { recursive: true, force: true })
  }
})
