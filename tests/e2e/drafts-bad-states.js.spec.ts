import fs from 'node:fs'
import type { CDPSession, Locator, Page } from '@playwright/test'
import { entriesOf } from '@/features/articles/schema'
import { expectAccessible } from './support/axe'
import { change, look } from './support/database'
import { asInACrash, bodyOn, cutOff, draftOn, headingOf, keptInBrowser, lookedAt, offline, openEntry, saveNoteOf, sourceOf, wordsOf } from './support/drafts'
import type { Site } from './support/server'
import { expect, test } from './support/site'
import { addEntry, beginWithEntry, outline, password, saved, savedNoteOf, signIn } from './support/writers'

// Requests are cut off on purpose.
// The editor warns of one line of 200,000 letters on a screen that becomes narrow.
test.use({ siteOf: 'drafts bad states', expectedConsole: [/ERR_(INTERNET_DISCONNECTED|CONNECTION_(REFUSED|RESET))|Viewport failed to stabilize/] })

/** Puts a tab to sleep, as a browser does with one that nobody has looked at for long: nothing in it runs. */
const freeze = (devtools: CDPSession) => devtools.send('Page.setWebLifecycleState', { state: 'frozen' })
/** It runs on, and somebody looks at it; by then a day has passed. */
async function wake(page: Page, devtools: CDPSession) {
  await devtools.send('Page.setWebLifecycleState', { state: 'active' })
  await page.evaluate(() => {
    const { now } = Date
    Date.now = () => now() + 86_400_000
  })
  await lookedAt(page)
}

const endSignIn = (site: Site, email: string) =>
  change(site, 'DELETE FROM "Session" WHERE "accountId" IN (SELECT "id" FROM "Account" WHERE "email" = ?)', email)

/** Signs in again by what the note offers: over the text, whose words stay where they are. */
async function signInByNote(page: Page, email: string, look?: (dialog: Locator) => Promise<void>) {
  await saveNoteOf(page).getByRole('button', { name: 'Sign in again…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Sign in again' })
  await expect(dialog.getByLabel('Email')).toHaveValue(email)
  await expect(dialog.getByLabel('Password', { exact: true })).toBeFocused()
  await dialog.getByLabel('Password', { exact: true }).fill(`not ${password}`)
  await page.keyboard.press('Enter')
  await expect(dialog.getByRole('alert')).toContainText('The address or the password is not right')
  await look?.(dialog)
  await dialog.getByLabel('Password', { exact: true }).fill(password)
  await dialog.getByRole('button', { name: 'Sign in and go on' }).click()
  await expect(dialog).toBeHidden()
}

/** Does so many operations of somebody else, each a letter in the entry with this id. */
async function typeFarAway(page: Page, site: Site, id: string, entry: string, letters: number) {
  for (let done = 0; done < letters; done += 500) {
    const { version } = look(site, 'SELECT "version" FROM "Draft" WHERE "articleId" = ?', id)[0] as { version: number }
    const operations = Array.from({ length: Math.min(500, letters - done) }, (_, n) => ({
      id: `tabaway0-${String(version + n).padStart(8, '0')}`,
      changes: [{ do: 'edit', on: { entry }, field: 'body', changes: [[0, 0, 'x']] }],
    }))
    const answer = await page.request.post(`/api/studio/articles/${id}/draft/operations`, {
      data: { base: version, operations },
      headers: { origin: site.url },
    })
    expect(answer.status(), await answer.text()).toBe(200)
  }
}

test('a tab that slept while others wrote more than is looked through brings its words: nothing is lost, and two texts of one place stand side by side', async ({
  page,
  browser,
  site,
}) => {
  await signIn(page, site, 'author', 'Anna')
  const id = await beginWithEntry(page, 'A tab asleep')
  await wordsOf(page).fill('It was filmed in Shoreditch.')
  for (const heading of ['Two', 'Three', 'Four']) await addEntry(page, heading)
  await saved(page)
  const through = await cutOff(page)
  await openEntry(page, 'Two')
  await wordsOf(page).fill('Written in Two before it slept.')
  await headingOf(page).fill('Two, renamed')
  await openEntry(page, 'One')
  await wordsOf(page).fill('It was filmed in one street of London.')
  await keptInBrowser(page, 'one street of London')
  const devtools = await page.context().newCDPSession(page)
  await freeze(devtools)

  const other = await (await browser.newContext({ baseURL: site.url })).newPage()
  await signIn(other, site, 'editor', 'Edda')
  await other.goto(`/admin/articles/${id}`)
  await openEntry(other, 'One')
  await wordsOf(other).fill('It was filmed in a studio near Seoul.')
  await openEntry(other, 'Two')
  await other.getByRole('button', { name: 'Remove', exact: true }).click()
  await openEntry(other, 'Four')
  await other.getByRole('button', { name: 'Move this entry' }).press('ArrowUp')
  await other.getByRole('button', { name: 'Move this entry' }).press('ArrowUp')
  await saved(other)
  expect(await outline(other)).toEqual(['Four', 'One', 'Three'])
  const three = entriesOf(draftOn(site, id)).find(({ entry }) => entry.heading === 'Three')!.entry.id
  await typeFarAway(other, site, id, three, 1001)

  await through()
  await wake(page, devtools)
  await saved(page)
  const texts = page.getByRole('region', { name: 'Two texts: Words' })
  await expect(texts.locator('mark')).toHaveText(['one street of London', 'a studio near Seoul'])
  await expect.poll(() => bodyOn(site, id, 'Two, renamed')).toBe('Written in Two before it slept.')
  for (const words of ['one street of London', 'a studio near Seoul']) expect(bodyOn(site, id, 'One')).toContain(words)
  expect(bodyOn(site, id, 'Three')).toBe('x'.repeat(1001))
  // Both have one list, with what each of them did to its order.
  await expect.poll(() => outline(other)).toEqual(await outline(page))
  expect((await outline(page)).filter((heading) => heading !== 'Two, renamed')).toEqual(['Four', 'One', 'Three'])
  await texts.getByRole('button', { name: 'Keep yours' }).click()
  await saved(page)
  expect(bodyOn(site, id, 'One')).toBe('It was filmed in one street of London.')
  await other.context().close()
})

test('a tab whose sign-in ended while it slept keeps its words, leads to where one signs in, and sends them then', async ({ page, site }) => {
  const email = await signIn(page, site, 'author', 'Anna')
  const id = await beginWithEntry(page, 'Signed out asleep')
  const through = await cutOff(page)
  await wordsOf(page).fill('Before it slept.')
  await keptInBrowser(page, 'Before it slept.')
  const devtools = await page.context().newCDPSession(page)
  await freeze(devtools)
  endSignIn(site, email)
  await through()
  await wake(page, devtools)
  await expect(saveNoteOf(page)).toContainText(/is kept in this browser and goes to the site (by itself|once you have signed in)/)
  await expect(saveNoteOf(page)).toContainText('Sign in again…')
  await wordsOf(page).press('Control+End')
  await wordsOf(page).pressSequentially(' And after.')
  await keptInBrowser(page, ' And after.')
  expect(bodyOn(site, id, 'One')).toBe('')
  await signInByNote(page, email)
  await expect(savedNoteOf(page)).toBeVisible()
  expect(bodyOn(site, id, 'One')).toBe('Before it slept. And after.')
})

test('a suspended account, which is asked to sign in and cannot, takes its words along from the page that is open', async ({ page, site }) => {
  const email = await signIn(page, site, 'author', 'Anna')
  await beginWithEntry(page, 'Suspended')
  await site.lightstick(['user', '--email', email, '--update', '--suspend'])
  await wordsOf(page).fill('The last words.')
  const note = saveNoteOf(page)
  await expect(note.getByRole('button', { name: 'Sign in again…' })).toBeVisible()
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await note.getByRole('button', { name: 'Copy your words' }).click()
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toContain('The last words.')
  const downloading = page.waitForEvent('download')
  await note.getByRole('button', { name: 'Download them' }).click()
  expect((await downloading).suggestedFilename()).toBe('Suspended.txt')

  // After a reload they are asked to sign in. Once that has shown whose the account is, the page that refuses them leads to their words.
  await keptInBrowser(page, 'The last words.')
  await asInACrash(page)
  await page.reload()
  await page.waitForURL('**/sign-in?next=**')
  await page.goto('/admin/kept-words')
  await page.waitForURL('**/sign-in?next=**')
  await page.getByLabel('Email').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('main').getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByRole('alert')).toContainText('This account is suspended')
  await expectAccessible(page)
  await page.getByRole('link', { name: 'Take them along' }).click()
  const words = page.getByRole('region', { name: 'Not on the site yet' })
  await expect(words).toContainText('Suspended')
  await expectAccessible(page)
  const again = page.waitForEvent('download')
  await words.getByRole('button', { name: 'Download them' }).click()
  expect(fs.readFileSync(await (await again).path(), 'utf8')).toContain('The last words.')
  // A form and a note too, and all of it can be forgotten.
  await page.evaluate(
    (account) =>
      localStorage.setItem(`lightstick:notes:${account}:x/y`, JSON.stringify({ at: new Date().toISOString(), value: { answers: { x: 'Half an answer' } } })),
    String(look(site, 'SELECT "id" FROM "Account" WHERE "email" = ?', email)[0]!.id),
  )
  await page.reload()
  const forms = page.getByRole('region', { name: 'Typed and not sent' })
  await forms.getByText('Notes of a list').click()
  await expect(forms).toContainText('Half an answer')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Forget all of it…' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click()
  await expect(forms).toBeVisible()
  await page.getByRole('button', { name: 'Forget all of it…' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Forget them' }).click()
  await expect(page.getByText('This browser keeps nothing of you any more.')).toBeVisible()
  await page.reload()
  await expect(page.getByText('this browser keeps no words that the site does not have')).toBeVisible()
  await expect(forms).toBeHidden()
  // Of another account they stay unknown, also after it has signed out.
  await signIn(page, site, 'author', 'Boram')
  await page.goto('/admin/kept-words')
  await page.waitForURL('**/admin')
  await page.context().clearCookies({ name: /session/ })
  await page.goto('/admin/kept-words')
  await page.waitForURL('**/sign-in?next=**')
})

/** Whether all that is offered in a part of the page can be reached by Tab, from the top. */
async function expectReachable(page: Page, part: Locator) {
  const offered = await part.locator('a[href], button').count()
  expect(offered).toBeGreaterThan(0)
  await page.getByRole('link').first().focus()
  const reached = new Set<string>()
  for (let press = 0; press < 60 && reached.size < offered; press++) {
    const name = await part.evaluate((within) => (within.contains(document.activeElement) ? (document.activeElement?.textContent ?? '') : null))
    if (name !== null) reached.add(name)
    await page.keyboard.press('Tab')
  }
  expect(reached.size, `of ${offered} that are offered, by Tab: ${[...reached].join(', ')}`).toBe(offered)
}

/** A screen in a bad state: what it says is there, on a phone as well, for whoever hears the page and whoever has no pointer. */
async function expectFineScreen(page: Page, said: Locator) {
  await page.setViewportSize({ width: 390, height: 844 })
  await said.scrollIntoViewIfNeeded()
  await expect(said).toBeInViewport()
  const { scrollWidth, beyond } = await page.evaluate(() => ({
    scrollWidth: document.documentElement.scrollWidth,
    // The studio's own links are pushed sideways.
    beyond: [...document.querySelectorAll('button, a[href]')].filter(
      (one) => !one.closest('header nav') && one.checkVisibility() && one.getBoundingClientRect().right > innerWidth + 1,
    ).length,
  }))
  expect({ scrollWidth, beyond }).toEqual({ scrollWidth: 390, beyond: 0 })
  await expectReachable(page, said)
  await expectAccessible(page)
  await page.emulateMedia({ colorScheme: 'dark' })
  await expectAccessible(page)
  await page.setViewportSize({ width: 1280, height: 800 })
  await page.emulateMedia({ colorScheme: 'light' })
}

test('where words are not on the site, the screen says so on a phone, in the dark, and to whoever has no pointer', async ({ page, site }) => {
  const email = await signIn(page, site, 'author', 'Anna')
  const id = await beginWithEntry(page, 'Bad states on a phone')
  const note = saveNoteOf(page)
  const through = await cutOff(page)
  await wordsOf(page).pressSequentially('On a train.')
  await expect(note).toContainText(offline)
  await expectFineScreen(page, note)

  const makeRoom = await page.evaluateHandle(() => {
    const { put } = IDBObjectStore.prototype
    IDBObjectStore.prototype.put = () => {
      throw new DOMException('No room', 'QuotaExceededError')
    }
    return () => void (IDBObjectStore.prototype.put = put)
  })
  await wordsOf(page).pressSequentially(' And on.')
  await expect(note).toContainText('is only on this screen: leave it open')
  await expectFineScreen(page, note)
  await makeRoom.evaluate((make) => make())
  await through()
  await saved(page)

  // Over what readers' pages take, and over what the site keeps.
  await wordsOf(page).fill('x'.repeat(20_001))
  await expect(page.getByText('1 characters too many')).toBeVisible()
  await saved(page)
  await expectAccessible(page)
  await wordsOf(page).fill('x'.repeat(200_001))
  await expect(note).toContainText('1 One, words: more than 200,000 characters')
  await expectFineScreen(page, note)
  await wordsOf(page).fill('Short again.')
  await saved(page)

  endSignIn(site, email)
  await wordsOf(page).fill('Signed out.')
  await expect(note).toContainText('Sign in again…')
  await expectFineScreen(page, note)
  await signInByNote(page, email, (dialog) => expectFineScreen(page, dialog))
  await expect(savedNoteOf(page)).toBeVisible()
  expect(bodyOn(site, id, 'One')).toBe('Signed out.')
})

test('where the site takes nothing from a writer any more, words can be read and copied, and written on when that ends', async ({ page, browser, site }) => {
  const email = await signIn(page, site, 'author', 'Anna')
  const id = await beginWithEntry(page, 'Closed to its writer')
  const note = saveNoteOf(page)
  const said = page.getByRole('status')
  const closedWords = 'You can read and copy it here, but not write on'
  let through = await cutOff(page)
  await wordsOf(page).fill('Not taken.')
  await keptInBrowser(page, 'Not taken.')
  await site.lightstick(['user', '--email', email, '--update', '--role', 'reader'])
  await through()
  await expect(note).toContainText('Your account may read and comment, but not write lists')
  await expect(note).toContainText(closedWords)
  await expect(said.filter({ hasText: closedWords })).toHaveCount(1)
  for (const field of [wordsOf(page), headingOf(page), page.getByLabel('Address', { exact: true })]) {
    await expect(field).toBeEnabled()
    await expect(field).not.toBeEditable()
  }
  // By the keyboard alone: into the words, all of them chosen, nothing typed; and no other key changes the list.
  await wordsOf(page).focus()
  for (const key of ['Control+a', 'x', 'Backspace', 'Control+z', 'Control+b', 'Control+Enter', 'Alt+ArrowUp', 'Control+v']) await page.keyboard.press(key)
  await page.keyboard.press('Control+a')
  await expect(sourceOf(page)).toHaveValue('Not taken.')
  expect(await page.evaluate(() => String(getSelection()))).toBe('Not taken.')
  expect(await outline(page)).toEqual(['One'])
  await expect(page.getByRole('button', { name: 'Remove', exact: true })).toBeHidden()
  await page.getByRole('button', { name: '1 One', exact: true }).press('Delete')
  await expect(said.filter({ hasText: 'the site takes no changes of this list from you now' })).toBeVisible()
  expect(await outline(page)).toEqual(['One'])
  await page.getByRole('button', { name: 'Close this message' }).click()
  await expectFineScreen(page, note)

  await site.lightstick(['user', '--email', email, '--update', '--role', 'author'])
  await lookedAt(page)
  await expect(savedNoteOf(page)).toBeVisible()
  await expect(said.filter({ hasText: 'You can write on' })).toHaveCount(1)
  await wordsOf(page).press('Control+End')
  await wordsOf(page).pressSequentially(' Taken.')
  await saved(page)
  expect(bodyOn(site, id, 'One')).toBe('Not taken. Taken.')

  // Somebody else moves it to the trash.
  through = await cutOff(page)
  await wordsOf(page).fill('Typed before it was in the trash.')
  await keptInBrowser(page, 'Typed before it was in the trash')
  const other = await (await browser.newContext({ baseURL: site.url })).newPage()
  await signIn(other, site, 'editor', 'Edda')
  await other.goto(`/admin/articles/${id}`)
  await other.getByRole('button', { name: 'Move to the trash' }).click()
  await other.waitForURL('**/admin?trashed=*')
  await through()
  await lookedAt(page)
  await expect(note).toContainText('This list is in the trash. Restore it first')
  await expect(wordsOf(page)).not.toBeEditable()
  await expectFineScreen(page, note)

  // The page of lists, and that of the list itself, have the words for whoever comes back later.
  await page.goto('/admin')
  const unsent = page.getByRole('region', { name: 'Not on the site yet' })
  await expect(unsent).toContainText('Closed to its writer')
  await expectFineScreen(page, unsent)
  await unsent.getByRole('link', { name: 'Open and send: Closed to its writer' }).click()
  const kept = page.getByRole('region', { name: 'Words in this browser' })
  await expect(page.getByText('This list is in the trash. Restore it first')).toBeVisible()
  await expectFineScreen(page, kept)
  await other.goto('/admin/trash')
  await other.getByRole('button', { name: 'Restore: “Closed to its writer”' }).click()
  await expect(other.getByText('The trash is empty.')).toBeVisible()
  await page.reload()
  await expect(savedNoteOf(page)).toBeVisible()
  await expect.poll(() => bodyOn(site, id, 'One')).toBe('Typed before it was in the trash.')
  await other.context().close()
})
