import { chromium } from '@playwright/test'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { inWindows } from '@/playwright.config'
import {
  asInACrash,
  bodyOn,
  cutOff,
  draftOn,
  headingOf,
  keptInBrowser,
  longList,
  offline,
  openEntry,
  operationsPath,
  putEntries,
  saveNoteOf,
  withoutStream,
  sourceOf,
  wordsOf,
} from './support/drafts'
import { expectAccessible } from './support/axe'
import { look } from './support/database'
import { lateBetween, measurePace, readPace } from './support/pace'
import { freePort, newDataDir, startServer } from './support/server'
import { expect, test } from './support/site'
import { beginWithEntry, saved, savedNoteOf, signIn, signInAs } from './support/writers'

// The network is cut and the server killed on purpose.
test.use({ siteOf: 'drafts kept', expectedConsole: [/ERR_(INTERNET_DISCONNECTED|CONNECTION_(REFUSED|RESET)|EMPTY_RESPONSE|SOCKET_NOT_CONNECTED)/] })

test('what is written without a network goes to the site as soon as there is one, and the note says where the words are', async ({ page, context, site }) => {
  await signIn(page, site, 'author')
  const id = await beginWithEntry(page, 'Offline list')
  await context.setOffline(true)
  await wordsOf(page).pressSequentially('Written on a train.')
  await expect(saveNoteOf(page)).toContainText(offline)
  expect(bodyOn(site, id, 'One')).toBe('')
  await context.setOffline(false)
  await expect(savedNoteOf(page)).toBeVisible()
  expect(bodyOn(site, id, 'One')).toBe('Written on a train.')
})

test('a page that is closed, or loaded again, keeps what it could not send, and its steps back', async ({ page, context, site }) => {
  await signIn(page, site, 'author')
  const id = await beginWithEntry(page, 'Closed list')
  const through = await cutOff(page)
  await wordsOf(page).pressSequentially('Before the reload.')
  await keptInBrowser(page, 'reload.')
  await page.reload()
  await openEntry(page, 'One')
  // It is on the page although the site takes nothing.
  await expect(sourceOf(page)).toHaveValue('Before the reload.')
  await expect(saveNoteOf(page)).toContainText(offline)
  await through()
  await page.reload()
  await openEntry(page, 'One')
  await expect(sourceOf(page)).toHaveValue('Before the reload.')
  await expect(savedNoteOf(page)).toBeVisible()
  expect(bodyOn(site, id, 'One')).toBe('Before the reload.')

  // As a crash ends it: without a word.
  await cutOff(page)
  await wordsOf(page).press('Control+End')
  await wordsOf(page).pressSequentially(' And the end.')
  await keptInBrowser(page, 'end.')
  await asInACrash(page)
  await page.close()
  const tab = await context.newPage()
  await tab.goto(`/admin/articles/${id}`)
  await expect.poll(() => bodyOn(site, id, 'One')).toBe('Before the reload. And the end.')
})

test('a page that ends in the middle of a word has sent it: no other page has to bring it', async ({ page, site }) => {
  await signIn(page, site, 'author')
  const id = await beginWithEntry(page, 'Left list')
  await wordsOf(page).pressSequentially('Sent with the page')
  await page.goto('about:blank')
  await expect.poll(() => bodyOn(site, id, 'One')).toBe('Sent with the page')
})

test('a reload in the middle of a word sends it, shows it once, and one can undo on', async ({ page, site }) => {
  await signIn(page, site, 'author')
  const id = await beginWithEntry(page, 'Reloaded list')
  for (let round = 0; round < 3; round++) {
    await wordsOf(page).press('Control+End')
    await wordsOf(page).pressSequentially(`round ${round}. `)
    await page.reload()
    await openEntry(page, 'One')
    await expect(savedNoteOf(page)).toBeVisible()
    await expect.poll(() => bodyOn(site, id, 'One')).toBe(Array.from({ length: round + 1 }, (_, n) => `round ${n}. `).join(''))
    await expect(sourceOf(page)).toHaveValue(bodyOn(site, id, 'One')!)
  }
  await expect(page.getByRole('button', { name: 'Undo' })).toBeEnabled()
  await wordsOf(page).press('Control+z')
  await expect(sourceOf(page)).toHaveValue('round 0. round 1. round ')
  await saved(page)
  expect(bodyOn(site, id, 'One')).toBe('round 0. round 1. round ')
})

test('a page that was made before the last save of its tab shows all of it, and what is written on it stands where it was written', async ({ page, site }) => {
  await signIn(page, site, 'author')
  const id = await beginWithEntry(page, 'Slow to load')
  await wordsOf(page).pressSequentially('Before it was made.')
  await saved(page)
  // The site makes the page that will be loaded; its way to the browser is long. Meanwhile the old one works on, though Playwright cannot ask it anything: it asks by itself.
  let [made, kept] = [() => {}, () => {}]
  const [isMade, isKept] = [new Promise<void>((resolve) => (made = resolve)), new Promise<void>((resolve) => (kept = resolve))]
  await page.route('**/is-made', (route) => isMade.then(() => route.fulfill()))
  await page.route('**/is-kept', (route) => (kept(), route.fulfill()))
  await page.route(`**/admin/articles/${id}`, async (route) => {
    const response = await route.fetch()
    made()
    await isKept
    await route.fulfill({ response })
  })
  const loaded = page.waitForEvent('load')
  void page
    .evaluate(async () => {
      const database = await new Promise<IDBDatabase>((resolve) => {
        const opening = indexedDB.open('lightstick')
        opening.onsuccess = () => resolve(opening.result)
      })
      const read = () =>
        new Promise<{ version: number; waiting: object[] }[]>((resolve) => {
          const reading = database.transaction('sessions').objectStore('sessions').getAll()
          reading.onsuccess = () => resolve(reading.result)
        })
      const before = Math.max(...(await read()).map(({ version }) => version))
      location.reload()
      await fetch('/is-made')
      const field = document.getElementById('entry-words')!
      field.focus()
      document.getSelection()!.setPosition(field, 0)
      document.execCommand('insertText', false, 'Written meanwhile. ')
      // Saved, and the browser has kept what the site has answered.
      while (!(await read()).every(({ version, waiting }) => version > before && waiting.length === 0)) await fetch('/is-made')
      await fetch('/is-kept')
    })
    .catch(() => {})
  await loaded
  expect(bodyOn(site, id, 'One')).toBe('Written meanwhile. Before it was made.')
  await openEntry(page, 'One')
  await expect(sourceOf(page)).toHaveValue('Written meanwhile. Before it was made.')
  await wordsOf(page).press('Control+End')
  await wordsOf(page).pressSequentially(' And after.')
  await saved(page)
  expect(bodyOn(site, id, 'One')).toBe('Written meanwhile. Before it was made. And after.')
})

test('what a browser has kept is there after it was killed', async ({ site }) => {
  const profile = fs.mkdtempSync(path.join(os.tmpdir(), 'lightstick-browser-'))
  const open = async () => {
    const context = await chromium.launchPersistentContext(profile, { ...inWindows, baseURL: site.url })
    return { context, page: context.pages()[0] ?? (await context.newPage()) }
  }
  const first = await open()
  const email = await signIn(first.page, site, 'author')
  const id = await beginWithEntry(first.page, 'Killed list')
  await cutOff(first.page)
  const typed = 'Every word of this was typed while nothing reached the site, and then the lights went out.'
  await wordsOf(first.page).pressSequentially(typed, { delay: 20 })
  // How long the last keys are in memory alone is measured in tests/bench/studio.mjs.
  await keptInBrowser(first.page, 'went out')
  const closed = new Promise((resolve) => first.context.once('close', resolve))
  await Promise.all([closed, (await first.context.newCDPSession(first.page)).send('Browser.crash').catch(() => {})])
  const again = await open()
  await again.page.goto(`/admin/articles/${id}`)
  if (again.page.url().includes('sign-in')) await signInAs(again.page, email)
  await again.page.goto(`/admin/articles/${id}`)
  await expect(again.page.getByText(/Your words of .* are back/)).toBeVisible()
  await expect.poll(() => bodyOn(site, id, 'One')).toBe(typed)
  await again.context.close()
  fs.rmSync(profile, { recursive: true, force: true })
})

test('who types without a pause is saved all the same, and a server that is killed meanwhile loses nothing', async ({ browser }) => {
  const [dataDir, port] = [newDataDir(process.env.PREPARED_DATA_DIR), await freePort()]
  let site = await startServer({ dataDir, port })
  const page = await (await browser.newContext({ baseURL: site.url })).newPage()
  await measurePace(page, '')
  await signIn(page, site, 'author')
  const id = await beginWithEntry(page, 'Steady list')
  const words = (from: number) => Array.from({ length: 12 }, (_, n) => `word${from + n} `).join('')
  const before = (await readPace(page)).keys.length
  const typing = wordsOf(page).pressSequentially(words(10), { delay: 60 })
  // 84 keys in five seconds, and no pause of 0.8 seconds among them.
  await page.waitForRequest(operationsPath)
  await expect.poll(() => bodyOn(site, id, 'One')).toContain('word10')
  await site.kill()
  await typing
  // It left while more was typed, not in a pause.
  const pace = await readPace(page)
  const [first, last] = [pace.keys[before]!, pace.keys[before + words(10).length - 1]!]
  const { sent } = pace.requests.find((request) => request.isOwn && request.sent > first)!
  expect(sent).toBeLessThan(last)
  expect(sent - first - lateBetween(pace, first, sent)).toBeLessThanOrEqual(3300)
  await wordsOf(page).pressSequentially(words(30), { delay: 10 })
  await expect(saveNoteOf(page)).toContainText(offline)
  site = await startServer({ dataDir, port })
  await expect(savedNoteOf(page)).toBeVisible({ timeout: 60_000 })
  expect(bodyOn(site, id, 'One')).toBe(words(10) + words(30))
  await page.context().close()
  await site.stop()
  fs.rmSync(dataDir, { recursive: true, force: true })
})

test('another account on the same browser is never given somebody’s words', async ({ page, context, site }) => {
  const email = await signIn(page, site, 'editor', 'First')
  const id = await beginWithEntry(page, 'Private words')
  await context.setOffline(true)
  await wordsOf(page).pressSequentially('Mine alone.')
  await keptInBrowser(page, 'alone.')
  // Signed out before anything was sent: what the page still sends as it ends comes from nobody.
  await context.clearCookies()
  await page.close()
  await context.setOffline(false)
  const other = await context.newPage()
  await signIn(other, site, 'editor', 'Second')
  await other.goto(`/admin/articles/${id}`)
  await openEntry(other, 'One')
  await wordsOf(other).pressSequentially('Of another.')
  await saved(other)
  expect(bodyOn(site, id, 'One')).toBe('Of another.')
  await context.clearCookies()
  await signInAs(other, email)
  await other.goto(`/admin/articles/${id}`)
  await expect(other.getByText(/Your words of .* are back/)).toBeVisible()
  await expect.poll(() => bodyOn(site, id, 'One')).toMatch(/^(Mine alone\.Of another\.|Of another\.Mine alone\.)$/)
})

test('a page that stays open while somebody else signs in keeps its words, and sends them when its writer is back', async ({ page, context, site }) => {
  const email = await signIn(page, site, 'editor', 'Ada')
  const id = await beginWithEntry(page, 'Shared computer')
  await withoutStream(page)
  await page.goto(`/admin/articles/${id}`)
  await openEntry(page, 'One')
  const other = await context.newPage()
  await context.clearCookies()
  await signIn(other, site, 'editor', 'Bea')
  await wordsOf(page).pressSequentially('Mine alone.')
  await expect(saveNoteOf(page)).toContainText('somebody else is signed in in this browser now')
  await keptInBrowser(page, 'Mine alone.')
  expect(bodyOn(site, id, 'One')).toBe('')
  await context.clearCookies()
  await signInAs(other, email)
  // Back at this page; one that nobody comes back to tries again after up to a minute.
  await page.evaluate(() => window.dispatchEvent(new Event('focus')))
  await saved(page)
  expect(bodyOn(site, id, 'One')).toBe('Mine alone.')
  expect(look(site, 'SELECT DISTINCT a.name FROM "DraftOperation" o JOIN "Account" a ON a.id = o.accountId WHERE o.articleId = ?', id)).toEqual([
    { name: 'Ada' },
  ])
})

test('words that the site refuses for good can be taken along', async ({ page, site }) => {
  await withoutStream(page)
  const email = await signIn(page, site, 'author')
  const id = await beginWithEntry(page, 'Role gone')
  await site.lightstick(['user', '--email', email, '--update', '--role', 'reader'])
  await wordsOf(page).pressSequentially('Nobody takes this.')
  await expect(saveNoteOf(page)).toContainText('Not saved: Your account may read and comment, but not write lists')
  await expect(wordsOf(page)).not.toBeEditable()
  const downloading = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Download them' }).click()
  const download = await downloading
  expect(download.suggestedFilename()).toBe('Role gone.txt')
  expect(fs.readFileSync(await download.path(), 'utf8')).toContain('Nobody takes this.')
  await site.lightstick(['user', '--email', email, '--update', '--role', 'author'])
  await page.getByRole('button', { name: 'Try now' }).click()
  await expect(savedNoteOf(page)).toBeVisible()
  await expect(wordsOf(page)).toBeEditable()
  expect(bodyOn(site, id, 'One')).toBe('Nobody takes this.')
})

test('whoever lost their role still gets the words that had not reached the site, on the page that is refused to them', async ({ page, site, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const email = await signIn(page, site, 'author')
  const id = await beginWithEntry(page, 'Role gone meanwhile')
  await cutOff(page)
  await wordsOf(page).pressSequentially('Written on the last day.')
  await keptInBrowser(page, 'last day.')
  await asInACrash(page)
  await site.lightstick(['user', '--email', email, '--update', '--role', 'reader'])
  const words = page.getByRole('region', { name: 'Words in this browser' })
  const all = page.getByRole('region', { name: 'Not on the site yet' })
  for (const [address, part] of [
    [`/admin/articles/${id}`, words],
    ['/admin', all],
  ] as const) {
    expect((await page.goto(address))!.status()).toBe(403)
    await expect(part).toBeVisible()
    await expectAccessible(page)
    await part.getByRole('button', { name: 'Copy them' }).click()
    await expect(part.getByText('Your words are on the clipboard.')).toBeVisible()
    expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('Written on the last day.')
    const downloading = page.waitForEvent('download')
    await part.getByRole('button', { name: 'Download them' }).click()
    expect(fs.readFileSync(await (await downloading).path(), 'utf8')).toContain('Written on the last day.')
  }
  await expect(all).toContainText('Role gone meanwhile')
  await expect(all.getByRole('link')).toHaveCount(0)
  await page.setViewportSize({ width: 390, height: 844 })
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
  // Of another account that may read only, they stay unknown.
  await context.clearCookies()
  await site.lightstick(['user', '--email', await signIn(page, site, 'author', 'Other'), '--update', '--role', 'reader'])
  await page.goto('/admin')
  await expect(page.getByRole('heading', { name: 'The studio is for writers' })).toBeVisible()
  await expect(all).toHaveCount(0)
})

test('one letter in a list of 200 entries is less than 1 KB up and down', async ({ page, site }) => {
  await signIn(page, site, 'author')
  const id = await beginWithEntry(page, 'Two hundred')
  await putEntries(page, site, id, longList(100))
  await putEntries(page, site, id, longList(200).slice(100))
  await page.reload()
  await openEntry(page, 'Song 150')
  // What was done since this tab kept its steps back is asked for by itself.
  const answered = page.waitForResponse((answer) => answer.url().endsWith('/draft/operations') && !answer.request().postData()!.includes('"operations":[]'))
  await wordsOf(page).press('x')
  const answer = await answered
  const [up, down] = [answer.request().postDataBuffer()!.length, (await answer.body()).length]
  test.info().annotations.push({ type: 'measured', description: `${up} bytes up, ${down} bytes down` })
  console.log(`one letter, 200 entries: ${up} bytes up, ${down} bytes down`)
  expect(up).toBeLessThan(1024)
  expect(down).toBeLessThan(1024)
  await expect(savedNoteOf(page)).toBeVisible()
  expect(draftOn(site, id).entries).toHaveLength(201)
})

test('a Korean syllable is not broken by what comes from others while it is composed', async ({ page, browser, site }) => {
  await withoutStream(page)
  const email = await signIn(page, site, 'editor')
  const id = await beginWithEntry(page, 'Composed list')
  const other = await (await browser.newContext({ baseURL: site.url })).newPage()
  await signInAs(other, email)
  await other.goto(`/admin/articles/${id}`)
  await openEntry(other, 'One')
  await headingOf(other).fill('Uno')
  await wordsOf(other).fill('Hers. ')
  await saved(other)
  await wordsOf(page).focus()
  const cdp = await page.context().newCDPSession(page)
  const answered = page.waitForResponse(operationsPath)
  for (const text of ['ㅂ', '비', '빅']) await cdp.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length })
  await answered
  await expect(sourceOf(page)).toHaveValue('빅')
  await cdp.send('Input.insertText', { text: '빅' })
  await expect(sourceOf(page)).toHaveValue(/^(Hers\. 빅|빅Hers\. )$/)
  await expect(headingOf(page)).toHaveValue('Uno')
  await saved(page)
  expect(bodyOn(site, id, 'Uno')).toBe(await sourceOf(page).inputValue())
  await other.context().close()
})

test('who composes without a pause is saved all the same', async ({ page, site }) => {
  await signIn(page, site, 'editor')
  const id = await beginWithEntry(page, 'Composed without a pause')
  await wordsOf(page).focus()
  const cdp = await page.context().newCDPSession(page)
  for (const text of ['가', '가나', '가나다']) {
    await cdp.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length })
    await expect.poll(() => bodyOn(site, id, 'One')).toBe(text)
  }
})
