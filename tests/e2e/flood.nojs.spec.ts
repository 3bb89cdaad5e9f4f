import { expect, test } from '@playwright/test'
import fs from 'node:fs'
import path from 'node:path'
import { fillDatabase } from '../support/fill-database'
import { Visitor, type Answer } from './support/ask'
import { newDataDir, startServer } from './support/server'

/** Two hundred made-up addresses at once from one network, on a site where counting for each would take long. What is counted is the order of answers, never time. */

const asked = 200
const floodOf = (n: number): string =>
  [
    `/people/bigperson0?page=${2 + n * 400}`,
    `/groups/biggroup0?page=${50_000 + n}`,
    `/people/made-up-${n}?page=${n}`,
    `/articles/big-list-${n}?cursor=0123456789abcdef${1000 + n}`,
    `/songs?page=${10_000 + n}&letter=${String.fromCharCode(97 + (n % 26))}`,
    `/places/bigplace0?page=${99_000 + n}`,
  ][n % 6]!

test('readers of other networks are served in turn beside two hundred made-up pages, cursors, letters and people of one', async () => {
  const dataDir = newDataDir(process.env.PREPARED_DATA_DIR)
  await fillDatabase(`file:${path.join(dataDir, 'lightstick.db')}`, { lists: 600, entries: 12, people: 60, words: 5 })
  const site = await startServer({ dataDir, env: { TRUSTED_PROXIES: '127.0.0.1,::1' } })
  const from = (ip: string, address: string) => new Visitor(site.url).ask(address, { headers: { 'x-forwarded-for': ip } })
  // The first render of each kind of page loads its code.
  for (const address of ['/articles/big-list-500', '/people/bigperson5', '/groups/biggroup2', '/songs', '/places/bigplace1']) await from('203.0.113.1', address)

  const answers: Answer[] = []
  const flood = Array.from({ length: asked }, (_, n) => from('198.51.100.1', floodOf(n)).then((answer) => answers.push(answer)))
  await expect.poll(() => answers.length, { intervals: [1] }).toBeGreaterThan(0)
  const before = answers.length
  // A page that nobody has asked for, so it is looked up and rendered.
  const mine = await from('203.0.113.5', '/articles/big-list-555')
  expect(mine.status).toBe(200)
  expect(answers.length - before, 'answers to the flood before that of a reader').toBeLessThan(asked / 2)
  await Promise.all(flood)
  const statuses = answers.map(({ status }) => status)
  expect(new Set(statuses.filter((status) => status !== 200))).toEqual(new Set([302, 404]))
  await site.stop()
  fs.rmSync(dataDir, { recursive: true, force: true })
})
