import { expect, test } from '@playwright/test'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import path from 'node:path'
import { someLists } from '../factories/list-files'
import { Visitor } from './support/ask'
import { breachesOf, look } from './support/database'
import { newDataDir, startServer } from './support/server'

/** What an operator imports beside a running site. */

const lists = 40

let dataDir = ''
let folder = ''
test.beforeEach(() => {
  dataDir = newDataDir(process.env.PREPARED_DATA_DIR)
  folder = newDataDir()
  for (const { name, text } of someLists(lists)) fs.writeFileSync(path.join(folder, name), text)
})
test.afterEach(() => {
  for (const dir of [dataDir, folder]) fs.rmSync(dir, { recursive: true, force: true })
})

const shown = () => Number(look({ dataDir }, `SELECT COUNT(*) AS n FROM "Article" WHERE slug LIKE 'list-%' AND state = 'published'`)[0]!.n)

test('readers vote beside an import; killed in the middle, each list is there as a whole or not at all, and the next import completes it', async () => {
  const site = await startServer({ dataDir })
  const importing = spawn(process.execPath, ['build/cli.mjs', 'import', folder, '--publish'], { env: { ...process.env, DATA_DIR: dataDir }, stdio: 'ignore' })
  const ended = once(importing, 'exit')
  await expect.poll(shown, { intervals: [20], timeout: 60_000 }).toBeGreaterThan(3)
  const answer = await new Visitor(site.url).send('/api/articles/list-0/vote', { entry: 'two' })
  expect(answer.status, answer.text).toBe(303)
  importing.kill('SIGKILL')
  await ended
  const before = shown()
  expect(before).toBeLessThan(lists)

  const statuses: number[] = []
  for (let n = 0; n < lists; n++) {
    const { status, text } = await new Visitor(site.url).get(`/articles/list-${n}`)
    statuses.push(status)
    if (status === 200) for (const entry of ['one', 'two', 'three']) expect(text).toContain(`id="${entry}"`)
  }
  expect(statuses.filter((status) => status === 200)).toHaveLength(before)
  expect(statuses.filter((status) => status === 404)).toHaveLength(lists - before)
  const said = await site.lightstick(['import', folder, '--publish'])
  expect(said).toContain('Shared records: 0 added, 0 changed.')
  expect(said).toContain(`list-${lists - 1}: unchanged`)
  expect(shown()).toBe(lists)
  expect((await new Visitor(site.url).get(`/articles/list-${lists - 1}`)).status).toBe(200)
  expect(look({ dataDir }, `SELECT "voteCount" AS votes FROM "Article" WHERE slug = 'list-0'`)).toEqual([{ votes: 1 }])
  expect(await breachesOf(site)).toEqual([])
  expect(fs.readdirSync(dataDir).filter((name) => name.startsWith('.rehearsal-'))).toEqual([])
  await site.stop()
})

test('a fault in one of many files is told with all others, and nothing of any is kept', async () => {
  const site = await startServer({ dataDir })
  const [records, first, second] = someLists(2)
  fs.writeFileSync(path.join(folder, 'list-0.md'), first!.text.replaceAll('people/rain', 'people/rian'))
  fs.writeFileSync(path.join(folder, 'list-1.md'), second!.text.replace('[desk]', '[nobody]'))
  fs.writeFileSync(path.join(folder, 'records.yaml'), records!.text)
  const failure = await site.lightstick(['import', folder, '--publish']).then(
    () => '',
    (error: Error) => error.message,
  )
  expect(failure).toMatch(/list-0\.md:\d+: No record people\/rian/)
  expect(failure).toMatch(/list-1\.md:5: No author “nobody”/)
  expect(look({ dataDir }, `SELECT COUNT(*) AS n FROM "Article" WHERE slug LIKE 'list-%'`)).toEqual([{ n: 0 }])
  expect(look({ dataDir }, `SELECT COUNT(*) AS n FROM "ContentImport"`)).toEqual([{ n: 0 }])
  await site.stop()
})

test('a list of ten thousand entries is refused with one word and its line, and nothing of it is kept', async () => {
  for (const name of fs.readdirSync(folder)) fs.rmSync(path.join(folder, name))
  const entries = Array.from({ length: 10_000 }, (_, n) => `### Entry ${n} {#entry-${n}}\n\nWords.\n`).join('\n')
  fs.writeFileSync(path.join(folder, 'long.md'), `---\nformat: 1\nslug: long\ntitle: A long list\nauthors: [flashback-desk]\n---\n\nAn intro.\n\n${entries}`)
  const site = await startServer({ dataDir })
  const failure = await site.lightstick(['import', folder, '--publish']).then(
    () => '',
    (error: Error) => error.message,
  )
  expect(failure.match(/long\.md:\d+: /g), failure.slice(0, 2000)).toHaveLength(1)
  expect(failure).toMatch(/long\.md:\d+: .*500 entries/)
  expect(look({ dataDir }, `SELECT COUNT(*) AS n FROM "Article" WHERE slug = 'long'`)).toEqual([{ n: 0 }])
  expect((await new Visitor(site.url).get('/articles/long')).status).toBe(404)
  expect(await breachesOf(site)).toEqual([])
  await site.stop()
})

test('a sitemap that is asked for while an import runs names pages that are there', async () => {
  const site = await startServer({ dataDir })
  const importing = site.lightstick(['import', folder, '--publish'])
  let isDone = false
  const done = importing.finally(() => (isDone = true))
  const visitor = new Visitor(site.url)
  let met = 0
  while (!isDone) {
    for (const address of ['/sitemap.xml', '/sitemap/articles-1.xml', '/sitemap/entries-1.xml']) {
      const { status, text } = await visitor.get(address)
      expect([address, status, text.endsWith('</urlset>\n') || text.endsWith('</urlset>')]).toEqual([address, 200, true])
      const named = [...text.matchAll(/<loc>[^<]*\/articles\/(list-\d+)<\/loc>/g)].map(([, slug]) => slug!)
      met = Math.max(met, named.length)
      const last = named.at(-1)
      if (last) expect((await visitor.get(`/articles/${last}`)).status, last).toBe(200)
    }
  }
  await done
  await expect.poll(async () => (await visitor.get('/sitemap.xml')).text.match(/\/articles\/list-\d+</g)?.length).toBe(lists)
  expect(met).toBeLessThanOrEqual(lists)
  expect(await breachesOf(site)).toEqual([])
  await site.stop()
})
