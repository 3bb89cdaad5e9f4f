import fs from 'node:fs'
import type { Browser, Page } from '@playwright/test'
import { Visitor } from './support/ask'
import { expectAccessible } from './support/axe'
import { bodyOn, headingOf, openEntry, saveNoteOf, sourceOf, wordsOf } from './support/drafts'
import { change } from './support/database'
import { lateBetween, measurePace, readPace } from './support/pace'
import { freePort, newDataDir, startServer, type Site } from './support/server'
import { expect, test } from './support/site'
import { addEntry, beginList, outlinedEntriesOf, publish, saved, savedNoteOf, signIn, signInAs } from './support/writers'

// Connections end on purpose.
test.use({ siteOf: 'together live', expectedConsole: [/ERR_(CONNECTION_(REFUSED|RESET)|INCOMPLETE_CHUNKED_ENCODING|EMPTY_RESPONSE)|status of 40[134]/] })

const otherBrowser = async (browser: Browser, site: Pick<Site, 'url'>) => (await browser.newContext({ baseURL: site.url })).newPage()
/** Somebody else, in an entry of the list. */
async function joinedBy(browser: Browser, site: Site, { id, name, entry }: { id: string; name: string; entry: string }): Promise<Page> {
  const page = await otherBrowser(browser, site)
  await signIn(page, site, 'editor', name)
  await page.goto(`/admin/articles/${id}`)
  await openEntry(page, entry)
  return page
}
const othersOf = (page: Page) => page.getByRole('list', { name: 'Also here' }).getByRole('listitem')

test('what somebody else writes is on the page within two seconds, without a touch, and one sees where they are', async ({ page, browser, site }) => {
  const email = await signIn(page, site, 'editor', 'Mina')
  const id = await beginList(page, 'Live together')
  for (const heading of ['One', 'Two']) await addEntry(page, heading)
  await saved(page)
  const other = await joinedBy(browser, site, { id, name: 'Jun', entry: 'One' })
  await expect(othersOf(page)).toHaveText(['J' + 'Jun: One'])
  await expect(othersOf(other)).toHaveText(['M' + 'Mina: Two'])
  await openEntry(page, 'One')
  await expect(page.getByText('Also here: Jun', { exact: true })).toBeVisible()
  await expectAccessible(page)
  await wordsOf(other).pressSequentially('Hers, seen at once.')
  await saved(other)
  const from = performance.now()
  await expect(sourceOf(page)).toHaveValue('Hers, seen at once.')
  test.info().annotations.push({ type: 'measured', description: `another's change shown after ${Math.round(performance.now() - from)} ms` })
  console.log(`another's change shown ${Math.round(performance.now() - from)} ms after it was saved`)
  // An entry that goes while it is open here says so, and comes back.
  await openEntry(page, 'Two')
  await openEntry(other, 'Two')
  await other.getByRole('button', { name: 'Remove', exact: true }).click()
  await expect(page.getByText('Somebody else removed “Two”, which was open here.')).toBeVisible()
  await page.getByRole('button', { name: 'Bring it back' }).click()
  for (const each of [page, other]) await expect(outlinedEntriesOf(each)).toHaveText([/One/, /Two/])
  await openEntry(page, 'One')
  await openEntry(other, 'One')
  // And what they publish.
  await publish(other)
  await expect(page.getByText('Edition 1 was published just now.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'All published' })).toBeDisabled()
  await other.close()
  await expect(othersOf(page)).toHaveCount(0)

  // The same person elsewhere.
  const again = await otherBrowser(browser, site)
  await signInAs(again, email)
  await again.goto(`/admin/articles/${id}`)
  await expect(othersOf(page)).toHaveText(['M' + 'You, in another tab: the title and introduction'])
  // In two tabs they are there once, and while nothing is heard of them they are not shown.
  const second = await again.context().newPage()
  await second.goto(`/admin/articles/${id}`)
  await openEntry(second, 'Two')
  await expect(othersOf(page)).toHaveText(['M' + 'You, in another tab: the title and introduction; Two'])
  await page.context().setOffline(true)
  await expect(othersOf(page)).toHaveCount(0)
  await page.context().setOffline(false)
  await expect(othersOf(page)).toHaveText(['M' + 'You, in another tab: the title and introduction; Two'])
  await again.context().close()
})

test('of somebody who types without a pause the first word is on a colleague’s page in less than two seconds', async ({ page, browser, site }) => {
  await measurePace(page, 'Word0')
  await signIn(page, site, 'editor', 'Mina')
  const id = await beginList(page, 'Two seconds')
  await addEntry(page, 'One')
  await saved(page)
  const other = await otherBrowser(browser, site)
  await measurePace(other, 'Word0')
  await signIn(other, site, 'editor', 'Jun')
  await other.goto(`/admin/articles/${id}`)
  await openEntry(other, 'One')
  await expect(othersOf(page)).toHaveText(['J' + 'Jun: One'])
  const before = (await readPace(page)).keys.length
  // 100 keys in six seconds.
  await headingOf(page).focus()
  await page.keyboard.type(Array.from({ length: 16 }, (_, n) => `Word${n} `).join(''), { delay: 60 })
  await expect(headingOf(other)).toHaveValue(/Word15/)
  const [writer, colleague] = [await readPace(page), await readPace(other)]
  const [key, lastKey] = [writer.keys[before]!, writer.keys.at(-1)!]
  const sent = writer.requests.find((request) => request.isOwn && request.sent > key)!
  const shown = colleague.shown!
  const asked = colleague.requests.findLast((request) => request.answered <= shown)!
  expect(sent.sent, 'it leaves while more is typed').toBeLessThan(lastKey)
  expect(sent.sent - key - lateBetween(writer, key, sent.sent)).toBeLessThanOrEqual(1300)
  const busy = lateBetween(writer, key, sent.answered) + lateBetween(colleague, sent.sent, shown)
  const onTheWay = sent.answered - sent.sent + (asked.answered - asked.sent)
  console.log(`the first word is there ${shown - key} ms after its first key; ${onTheWay} ms of that on the way, ${busy} ms busy`)
  expect(shown - key - busy - onTheWay).toBeLessThan(2000)
  await other.context().close()
})

const streamsOf = async (site: Site) => Number(/lightstick_open_streams\{of="studio"\} (\d+)/.exec((await new Visitor(site.url).get('/metrics')).text)?.[1])

test('a page that nobody looks at holds no stream and is nowhere, and when it is looked at again it shows what came', async ({ page, browser, site }) => {
  const look = (state: 'hidden' | 'visible') =>
    page.evaluate((value) => {
      Object.defineProperty(document, 'visibilityState', { value, configurable: true })
      document.dispatchEvent(new Event('visibilitychange'))
    }, state)
  await signIn(page, site, 'editor', 'Mina')
  const id = await beginList(page, 'Looked away')
  await addEntry(page, 'One')
  await saved(page)
  const other = await joinedBy(browser, site, { id, name: 'Jun', entry: 'One' })
  await expect(othersOf(other)).toHaveText(['M' + 'Mina: One'])
  const before = await streamsOf(site)
  await look('hidden')
  await expect.poll(() => streamsOf(site)).toBe(before - 1)
  await expect(othersOf(other)).toHaveCount(0)
  await wordsOf(other).fill('Written meanwhile')
  await saved(other)
  await look('visible')
  await expect(sourceOf(page)).toHaveValue('Written meanwhile')
  await expect(othersOf(other)).toHaveText(['M' + 'Mina: One'])
  await expect.poll(() => streamsOf(site)).toBe(before)
  await other.context().close()
})

test('six tabs of one browser share one stream, and when the one that has it closes another takes it', async ({ page, context, site }) => {
  const streams = () => streamsOf(site)
  await signIn(page, site, 'editor')
  const ids = []
  for (const title of ['Tab one', 'Tab two']) {
    ids.push(await beginList(page, title))
    await addEntry(page, 'One')
    await saved(page)
  }
  const tabs = []
  for (let n = 0; n < 6; n++) {
    const tab = await context.newPage()
    await tab.goto(`/admin/articles/${ids[n % 2]}`)
    await openEntry(tab, 'One')
    tabs.push(tab)
  }
  await page.close()
  await expect.poll(streams).toBe(1)
  // None of the browser's six connections is missing: a seventh tab still gets its page.
  expect((await (await context.newPage()).goto('/admin'))!.status()).toBe(200)
  await wordsOf(tabs[0]!).fill('In all of them')
  for (const tab of [tabs[2]!, tabs[4]!]) await expect(sourceOf(tab)).toHaveValue('In all of them')
  await wordsOf(tabs[1]!).fill('And in the others')
  for (const tab of [tabs[3]!, tabs[5]!]) await expect(sourceOf(tab)).toHaveValue('And in the others')
  for (const tab of tabs.slice(0, 4)) await tab.close()
  await wordsOf(tabs[4]!).fill('Still heard')
  const seventh = await context.newPage()
  await seventh.goto(`/admin/articles/${ids[0]}`)
  await openEntry(seventh, 'One')
  await expect(sourceOf(seventh)).toHaveValue('Still heard')
  await wordsOf(seventh).fill('Heard by the fifth')
  await expect(sourceOf(tabs[4]!)).toHaveValue('Heard by the fifth')
  await expect.poll(streams).toBe(1)
})

test('a role that is taken, a list that is deleted and a sign-in that ends are told at once, and the words stay', async ({ page, browser, site }) => {
  const email = await signIn(page, site, 'author', 'Author')
  const id = await beginList(page, 'Taken away')
  await addEntry(page, 'One')
  await saved(page)
  await site.lightstick(['user', '--email', email, '--update', '--role', 'reader'])
  await expect(saveNoteOf(page)).toContainText('Your account may read and comment, but not write lists')
  await site.lightstick(['user', '--email', email, '--update', '--role', 'author'])
  // It tries again by itself, or when it is told to.
  await page.keyboard.press('Control+s')
  await expect(savedNoteOf(page)).toBeVisible()

  change(site, 'DELETE FROM "Session"')
  await expect(saveNoteOf(page)).toContainText('Sign in again…')
  await wordsOf(page).fill('Typed while signed out')
  const elsewhere = await page.context().newPage()
  await signInAs(elsewhere, email)
  await elsewhere.close()
  // It tries again by itself, or when it is told to.
  await page.keyboard.press('Control+s')
  await expect(savedNoteOf(page)).toBeVisible()
  expect(bodyOn(site, id, 'One')).toBe('Typed while signed out')

  await page.reload()
  await openEntry(page, 'One')
  const editor = await otherBrowser(browser, site)
  await signIn(editor, site, 'editor')
  await editor.goto(`/admin/articles/${id}`)
  await editor.getByRole('button', { name: 'Move to the trash' }).click()
  await editor.waitForURL('**/admin?trashed=*')
  await editor.goto('/admin/trash')
  await editor.getByRole('button', { name: 'Delete for good: “Taken away”' }).click()
  await editor.getByRole('dialog').getByRole('button', { name: 'Delete for good' }).click()
  await expect(editor.getByRole('status').filter({ hasText: 'is deleted for good' })).toBeVisible()
  await expect(saveNoteOf(page)).toContainText('There is no such list, or it is not yours')
  await expect(sourceOf(page)).toHaveValue('Typed while signed out')
  await expect(page.getByRole('button', { name: 'Copy your words' })).toBeVisible()
  await editor.context().close()
})

test('a server that is stopped ends its streams at once, and what is written while it is away is told afterwards', async ({ browser }) => {
  const [dataDir, port] = [newDataDir(process.env.PREPARED_DATA_DIR), await freePort()]
  let site = await startServer({ dataDir, port })
  const [page, other] = [await otherBrowser(browser, site), await otherBrowser(browser, site)]
  const email = await signIn(page, site, 'editor')
  const id = await beginList(page, 'Restarted')
  await addEntry(page, 'One')
  await saved(page)
  await signInAs(other, email)
  await other.goto(`/admin/articles/${id}`)
  await openEntry(other, 'One')
  await expect(othersOf(page)).toHaveCount(1)
  expect(await site.stop()).toBe(0)
  await headingOf(other).fill('Uno')
  site = await startServer({ dataDir, port })
  await expect(outlinedEntriesOf(page)).toHaveText([/Uno/], { timeout: 60_000 })
  await page.context().close()
  await other.context().close()
  await site.stop()
  fs.rmSync(dataDir, { recursive: true, force: true })
})
