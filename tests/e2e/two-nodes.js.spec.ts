import { expect, test, type Browser, type Page } from '@playwright/test'
import fs from 'node:fs'
import { startPostgresql } from '../../scripts/postgresql.mjs'
import { openEntry, saveNoteOf, sourceOf, wordsOf } from './support/drafts'
import { newDataDir, startServer, type Site } from './support/server'
import { addEntry, beginList, outlinedEntriesOf, saved, savedNoteOf, signIn } from './support/writers'

/** Two servers of one site, on one database: what one of them hears reaches the writers at the other. */

let cluster: Awaited<ReturnType<typeof startPostgresql>>
const nodes: Site[] = []
const dataDir = newDataDir()

const start = (port?: number) =>
  startServer({ dataDir, port, env: { DATABASE_URL: cluster.urlOf('postgres'), SECRET: 'one secret that is long enough for it' } })

test.beforeAll(async () => {
  cluster = await startPostgresql()
  nodes.push(...(await Promise.all([start(), start()])))
})
test.afterAll(async () => {
  const codes = await Promise.all(nodes.map((node) => node.stop()))
  await cluster?.stop()
  fs.rmSync(dataDir, { recursive: true, force: true })
  expect(codes).toEqual([0, 0])
})

const othersOf = (page: Page) => page.getByRole('list', { name: 'Also here' }).getByRole('listitem')
const browserAt = async (browser: Browser, node: Site) => (await browser.newContext({ baseURL: node.url })).newPage()

test('two who write at two nodes see each other, and each other’s words; one whose node is killed loses none', async ({ browser }) => {
  const [first, second] = nodes as [Site, Site]
  const [mina, jun] = [await browserAt(browser, first), await browserAt(browser, second)]
  await signIn(mina, first, 'editor', 'Mina')
  await signIn(jun, second, 'editor', 'Jun')
  const id = await beginList(mina, 'Two nodes')
  for (const heading of ['One', 'Two']) await addEntry(mina, heading)
  await saved(mina)
  await jun.goto(`/admin/articles/${id}`)
  await openEntry(jun, 'One')
  await expect(othersOf(mina)).toHaveText(['J' + 'Jun: One'])
  await expect(othersOf(jun)).toHaveText(['M' + 'Mina: Two'])

  await wordsOf(jun).pressSequentially('Written at the second node. ')
  await openEntry(mina, 'One')
  await saved(jun)
  const from = performance.now()
  await expect(sourceOf(mina)).toHaveValue('Written at the second node. ')
  const shownAfter = Math.round(performance.now() - from)
  test.info().annotations.push({ type: 'measured', description: `another node's change shown after ${shownAfter} ms` })
  console.log(`another node's change shown ${shownAfter} ms after it was saved`)

  // Both at one moment, in one text and in another.
  await wordsOf(mina).press('ControlOrMeta+End')
  await Promise.all([wordsOf(mina).pressSequentially('Mina behind it.'), wordsOf(jun).press('ControlOrMeta+Home')])
  await wordsOf(jun).pressSequentially('Jun before it. ')
  const both = 'Jun before it. Written at the second node. Mina behind it.'
  for (const each of [mina, jun]) {
    await expect(sourceOf(each)).toHaveValue(both)
    await saved(each)
  }
  await addEntry(jun, 'Three')
  for (const each of [mina, jun]) await expect(outlinedEntriesOf(each)).toHaveText([/One/, /Three/, /Two/])

  // Without its node a page keeps what is written, and what the other node heard comes when it is back.
  await openEntry(jun, 'Two')
  await second.kill()
  await wordsOf(jun).pressSequentially('Kept meanwhile.')
  await expect(saveNoteOf(jun)).toContainText('is kept in this browser')
  await openEntry(mina, 'Three')
  await wordsOf(mina).pressSequentially('Nobody at the second node heard this.')
  await saved(mina)
  nodes[1] = await start(Number(new URL(second.url).port))
  // It tries again by itself after a while, and at once when its writer comes back to the page.
  await jun.evaluate(() => window.dispatchEvent(new Event('focus')))
  await expect(savedNoteOf(jun)).toBeVisible()
  await openEntry(mina, 'Two')
  await expect(sourceOf(mina)).toHaveValue('Kept meanwhile.')
  await openEntry(jun, 'Three')
  await expect(sourceOf(jun)).toHaveValue('Nobody at the second node heard this.')
  await expect(othersOf(mina)).toHaveText(['J' + 'Jun: Three'])

  await jun.close()
  await expect(othersOf(mina)).toHaveCount(0)
  await mina.context().close()
})
