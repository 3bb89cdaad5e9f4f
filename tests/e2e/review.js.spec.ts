import type { Browser, Page } from '@playwright/test'
import { expectAccessible } from './support/axe'
import { look } from './support/database'
import { openEntry, withoutStream, sourceOf, wordsOf } from './support/drafts'
import { mailTo } from './support/mails'
import type { Site } from './support/server'
import { expect, test } from './support/site'
import { addEntry, beginList, outlineOf, publish, saved, signIn } from './support/writers'

test.use({ siteOf: 'review' })
test.describe.configure({ timeout: 180_000 })

const otherBrowser = async (browser: Browser, site: Pick<Site, 'url'>) => (await browser.newContext({ baseURL: site.url })).newPage()
const reviewOn = (page: Page) => page.getByRole('region', { name: 'Review' })
const notesOn = (page: Page) => page.getByRole('region', { name: 'Notes' })
const isNarrow = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth)
const switchOf = (page: Page, name: string) => page.getByRole('switch', { name })
const alone = 'Authors may publish their own lists alone'

/** Turns a switch on the settings page, and waits until it is said to be kept. */
async function turn(page: Page, name: string, on: boolean) {
  await page.goto('/admin/settings')
  if ((await switchOf(page, name).getAttribute('aria-checked')) !== String(on)) {
    await switchOf(page, name).click()
    await expect(page.getByText(`Saved: “${name}” is ${on ? 'on' : 'off'}.`)).toBeVisible()
  }
  await expect(switchOf(page, name)).toBeChecked({ checked: on })
}

test('the settings page: two switches, saved at once, for admins; what an author may follows at once', async ({ page, browser, site }) => {
  await signIn(page, site, 'author', 'Ari')
  expect((await page.goto('/admin/settings'))!.status()).toBe(403)
  await expect(page.getByRole('heading', { name: 'Settings are for admins and owners' })).toBeVisible()
  await expect(page.getByRole('navigation', { name: 'Studio' }).getByRole('link', { name: 'Settings' })).toHaveCount(0)
  const id = await beginList(page, 'Switched')
  await addEntry(page, 'One')
  await saved(page)

  const admin = await otherBrowser(browser, site)
  await signIn(admin, site, 'admin', 'Ada')
  await admin.goto('/admin')
  await admin.getByRole('navigation', { name: 'Studio' }).getByRole('link', { name: 'Settings' }).click()
  for (const name of [alone, 'Authors may change shared records']) await expect(switchOf(admin, name)).toBeChecked()
  await expectAccessible(admin)
  const second = await otherBrowser(browser, site)
  await signIn(second, site, 'admin', 'Bo')
  await second.goto('/admin/settings')
  await expect(switchOf(second, alone)).toBeChecked()
  // By the keyboard.
  await switchOf(admin, alone).focus()
  await admin.keyboard.press('Space')
  await expect(admin.getByText(`Saved: “${alone}” is off.`)).toBeVisible()
  await expect(admin.getByText('You turned it off, ')).toBeVisible()
  // Whoever turns what is turned already is told who did.
  await switchOf(second, alone).click()
  await expect(second.getByText('Ada turned it off, ')).toBeVisible()
  await second.context().close()
  await admin.reload()
  await expect(switchOf(admin, alone)).not.toBeChecked()
  await expect(admin.getByText('You turned it off, ')).toBeVisible()
  expect(look(site, `SELECT action, note FROM "Decision" WHERE targetKind = 'setting'`)).toEqual([{ action: 'change', note: 'off' }])
  await admin.setViewportSize({ width: 390, height: 800 })
  expect(await isNarrow(admin)).toBe(true)

  // The author's page was open: its button still says Publish, and the site refuses with words.
  await page.getByRole('button', { name: 'Publish', exact: true }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Publish edition 1' }).click()
  await expect(page.getByRole('dialog').getByRole('alert')).toHaveText('On this site an editor approves what authors publish: ask for a review')
  const ask = page.getByRole('dialog').getByRole('button', { name: 'Ask for a review…' })
  await expect(ask).toBeFocused()
  await ask.click()
  await expect(page.getByRole('dialog', { name: 'Ask for a review' })).toBeVisible()
  await page.goto(`/admin/articles/${id}`)
  await expect(page.getByRole('button', { name: 'Ask for review' })).toBeVisible()
  await expect(page.getByRole('button', { name: /^Publish/ })).toHaveCount(0)

  // Records are read by an author, and changed by an editor.
  await turn(admin, 'Authors may change shared records', false)
  await page.goto('/admin/records?kind=person')
  await page.getByRole('main').getByRole('listitem').filter({ has: page.getByRole('link', { name: /G-Dragon/ }) }).first().getByRole('link').first().click() // prettier-ignore
  await expect(page.getByText('On this site editors change the shared records.')).toBeVisible()
  await expect(page.getByRole('textbox', { name: 'Name', exact: true })).toBeDisabled()
  await expect(page.getByRole('button', { name: 'Save' })).toHaveCount(0)
  await page.goto('/admin/series')
  await expect(page.getByText('On this site editors begin series: ask one.')).toBeVisible()
  await turn(admin, 'Authors may change shared records', true)
  await turn(admin, alone, true)
  await page.goto(`/admin/articles/${id}`)
  await publish(page)
  await admin.context().close()
})

/** Approves what the page shows: while others' words are still on their way to it the site does not take it. */
const approve = (page: Page) =>
  expect(async () => {
    await reviewOn(page).getByRole('button', { name: 'Approve' }).click({ timeout: 2000 })
    await expect(reviewOn(page)).toContainText('Edda approved this list.', { timeout: 2000 })
  }).toPass()

test('an editor approves no words that they have not seen', async ({ page, browser, site }) => {
  const editor = await otherBrowser(browser, site)
  await signIn(editor, site, 'admin', 'Eva')
  await turn(editor, alone, false)
  await signIn(page, site, 'author', 'Ari')
  const id = await beginList(page, 'Read before')
  await addEntry(page, 'One')
  await saved(page)
  await page.getByRole('button', { name: 'Ask for review' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Ask', exact: true }).click()
  await expect(reviewOn(page)).toContainText('You asked every editor for a review.')
  // The editor's page hears of nothing.
  await withoutStream(editor)
  await editor.goto(`/admin/articles/${id}`)
  await openEntry(editor, 'One')
  await openEntry(page, 'One')
  await wordsOf(page).fill('Written while somebody reads.')
  await saved(page)
  await reviewOn(editor).getByRole('button', { name: 'Approve' }).click()
  await expect(reviewOn(editor).getByRole('alert')).toHaveText(
    'Somebody else changed this list just now. What they did is here now: look at it, and decide again',
  )
  await expect(sourceOf(editor)).toHaveValue('Written while somebody reads.')
  expect(look(site, 'SELECT state FROM "Review" WHERE "articleId" = ?', id)).toEqual([{ state: 'open' }])
  // What is written to send it back stays, although the request is withdrawn meanwhile and its bar goes.
  const hearing = await editor.context().newPage()
  await editor.close()
  await hearing.goto(`/admin/articles/${id}`)
  await expect(reviewOn(hearing)).not.toContainText('open')
  const note = { do: 'write', place: 'list', field: 'title', words: 'Is this the title?' }
  await page.request.post(`/api/studio/articles/${id}/notes`, { data: note, headers: { accept: 'application/json', origin: site.url } })
  await expect(reviewOn(hearing)).toContainText('1 note is open. It stays open when you approve.')
  await reviewOn(hearing).getByRole('button', { name: 'Ask for changes…' }).click()
  await hearing.getByRole('dialog').getByLabel('What should change').fill('Turn them round.')
  await reviewOn(page).getByRole('button', { name: 'Withdraw the request' }).click()
  await expect(reviewOn(page)).toHaveCount(0)
  await expect(hearing.getByText('asks every editor for a review')).toHaveCount(0)
  await expect(hearing.getByRole('dialog').getByLabel('What should change')).toHaveValue('Turn them round.')
  await hearing.getByRole('dialog').getByRole('button', { name: 'Send it back' }).click()
  await expect(hearing.getByRole('dialog').getByRole('alert')).toBeVisible()
  await expect(hearing.getByRole('dialog').getByLabel('What should change')).toHaveValue('Turn them round.')
  await turn(hearing, alone, true)
  await hearing.context().close()
})

test('an author asks, an editor sends back and approves, and the author publishes what was approved', async ({ page, browser, site }) => {
  const editor = await otherBrowser(browser, site)
  const editorMail = await signIn(editor, site, 'admin', 'Edda')
  await turn(editor, alone, false)
  const authorMail = await signIn(page, site, 'author', 'Ari')
  const id = await beginList(page, 'Reviewed list')
  await page.getByRole('button', { name: 'Ask for review' }).click()
  // With the checks of a publication.
  const dialog = page.getByRole('dialog', { name: 'Ask for a review' })
  await expect(dialog.getByText('This must be mended first:')).toBeVisible()
  await expect(dialog.getByRole('button', { name: 'Ask', exact: true })).toBeDisabled()
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  for (const heading of ['One', 'Two']) await addEntry(page, heading)
  await saved(page)
  await page.getByRole('button', { name: 'Ask for review' }).click()
  await dialog.getByLabel('Note (optional)').fill('Please look at the order, and whether 2 is too much.')
  // A key too many, or a page that is loaded again, costs nobody a note.
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  await page.reload()
  await page.getByRole('button', { name: 'Ask for review' }).click()
  await expect(dialog.getByLabel('Note (optional)')).toHaveValue('Please look at the order, and whether 2 is too much.')
  await dialog.getByLabel('Who is asked').selectOption({ label: 'Edda' })
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Ask', exact: true }).click()
  await expect(reviewOn(page)).toContainText('You asked Edda for a review.')
  await expect(page.getByRole('button', { name: 'Waits for review' })).toBeDisabled()
  expect(await mailTo(site, editorMail, 'A review is asked for')).toContain('> Please look at the order, and whether 2 is too much.')

  // It waits for the editor, first of all.
  await editor.goto('/admin')
  const waits = editor.getByRole('region', { name: 'Waits for you' })
  await expect(waits.getByRole('listitem').first()).toContainText('Ari asks you for a review')
  await expectAccessible(editor)
  await expect(editor.getByRole('main').getByRole('listitem').filter({ hasText: 'Waits for Edda' })).toBeVisible()
  await waits.getByRole('link', { name: 'Look: Reviewed list' }).click()
  await expect(reviewOn(editor)).toContainText('Please look at the order, and whether 2 is too much.')
  await expectAccessible(editor)
  await reviewOn(editor).getByRole('button', { name: 'Ask for changes…' }).click()
  await editor.getByRole('dialog').getByLabel('What should change').fill('Turn them round.')
  await editor.getByRole('dialog').getByRole('button', { name: 'Send it back' }).click()

  // The author hears of it without a touch, changes the list, and asks again.
  await expect(reviewOn(page)).toContainText('Edda sent this list back to you.')
  await expect(reviewOn(page)).toContainText('Turn them round.')
  expect(await mailTo(site, authorMail, 'Sent back')).toContain('> Turn them round.')
  await openEntry(page, 'One')
  await wordsOf(page).fill('Other words.')
  await saved(page)
  await reviewOn(page).getByRole('button', { name: 'Ask for another review…' }).click()
  await dialog.getByRole('button', { name: 'Ask', exact: true }).click()
  await expect(reviewOn(editor)).toContainText('Ari asks every editor for a review.')
  await approve(editor)
  await expect(reviewOn(page)).toContainText('Edda approved this list.')
  await expect(page.getByRole('button', { name: 'Publish', exact: true })).toBeEnabled()
  await expect(page.getByRole('banner').getByText('Approved', { exact: true })).toBeVisible()

  // What changes after that is named, and needs approval again.
  await openEntry(page, 'Two')
  await wordsOf(page).fill('Written after the approval.')
  await expect(reviewOn(page)).toContainText('Changed since then: “Two” changed. That needs another approval.')
  await expect(page.getByRole('button', { name: 'Ask for review' })).toBeVisible()
  await reviewOn(page).getByRole('button', { name: 'Ask for another review…' }).click()
  await dialog.getByRole('button', { name: 'Ask', exact: true }).click()
  await expect(reviewOn(editor).getByRole('button', { name: 'Approve' })).toBeVisible()
  await approve(editor)
  await expect(reviewOn(page)).toContainText('It can be published as it is.')
  await publish(page)
  await expect(reviewOn(page)).toHaveCount(0)
  expect((await page.goto('/articles/reviewed-list'))!.status()).toBe(200)

  // Who asked takes it back.
  await page.goto(`/admin/articles/${id}`)
  await openEntry(page, 'One')
  await wordsOf(page).fill('Once more.')
  await saved(page)
  await page.getByRole('button', { name: 'Ask for review' }).click()
  await dialog.getByRole('button', { name: 'Ask', exact: true }).click()
  await page.setViewportSize({ width: 390, height: 800 })
  await expect(reviewOn(page).getByRole('button', { name: 'Withdraw the request' })).toBeVisible()
  expect(await isNarrow(page)).toBe(true)
  await expectAccessible(page)
  await reviewOn(page).getByRole('button', { name: 'Withdraw the request' }).click()
  await expect(reviewOn(page)).toHaveCount(0)
  await expect(editor.getByText('The request for a review was withdrawn.')).toBeVisible()
  await turn(editor, alone, true)
  await editor.context().close()
})

test('notes beside the list, by the keyboard alone: written, answered, resolved and opened again, seen by the other without a touch', async ({
  page,
  browser,
  site,
}) => {
  await signIn(page, site, 'author', 'Ari')
  const id = await beginList(page, 'Noted list')
  for (const heading of ['One', 'Two']) await addEntry(page, heading)
  await saved(page)
  const editor = await otherBrowser(browser, site)
  await signIn(editor, site, 'editor', 'Edda')
  await editor.goto(`/admin/articles/${id}`)
  await openEntry(editor, 'Two')
  const subheading = editor.getByRole('textbox', { name: 'Subheading', exact: true })
  await subheading.focus()
  await editor.keyboard.press('Alt+n')
  await expect(editor.getByLabel('New note: 2 Two, subheading')).toBeFocused()
  await editor.keyboard.type('Who, and in what?')
  await editor.keyboard.press('Control+Enter')
  // Back where one was, and one goes on writing.
  await expect(subheading).toBeFocused()
  await expect(notesOn(editor)).toContainText('Who, and in what?')
  await expectAccessible(editor)

  await expect(outlineOf(page).getByRole('listitem').filter({ hasText: 'Two' })).toContainText('1 open note')
  // The field is marked, in the part that is open and in the others; the sign leads to the note.
  const sign = page.getByRole('button', { name: '1 open note: subheading' })
  await openEntry(page, 'Two')
  await sign.focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('listitem', { name: '2 Two, subheading' })).toBeFocused()
  await page.getByRole('button', { name: 'Details', exact: true }).first().click()
  await openEntry(page, 'One')
  await sign.click()
  await expect(page.getByRole('listitem', { name: '2 Two, subheading' })).toBeFocused()
  await expect(page.getByLabel('Heading', { exact: true })).toHaveValue('One')
  await page.getByRole('button', { name: 'Details', exact: true }).first().click()
  await page.getByRole('button', { name: 'Notes 1' }).click()
  await page.getByRole('button', { name: 'Answer the note: 2 Two, subheading' }).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByLabel('Answer: 2 Two, subheading')).toBeFocused()
  await page.keyboard.type('I will think.')
  await page.keyboard.press('Control+Enter')
  const from = performance.now()
  await expect(notesOn(editor)).toContainText('I will think.')
  console.log(`another's answer shown after ${Math.round(performance.now() - from)} ms`)

  // Alt R resolves the note that was last touched.
  await page.getByRole('button', { name: 'Answer the note: 2 Two, subheading' }).focus()
  await page.keyboard.press('Alt+r')
  await expect(page.getByRole('button', { name: 'Notes 0' })).toBeVisible()
  await expect(sign).toHaveCount(0)
  await editor.getByRole('button', { name: 'Resolved 1' }).click()
  await expect(notesOn(editor)).toContainText('Ari')
  await editor.getByRole('button', { name: 'Open the note again: 2 Two, subheading' }).click()
  await expect(page.getByRole('button', { name: 'Notes 1' })).toBeVisible()
  await expect(notesOn(page)).toContainText('Opened again')

  // A note on an entry that is removed stays, and says so.
  await openEntry(page, 'Two')
  await page.getByRole('button', { name: 'Details', exact: true }).first().click()
  await page.getByRole('button', { name: 'Remove', exact: true }).click()
  await expect(notesOn(editor)).toContainText('Resolved')
  await editor.getByRole('button', { name: 'Open 1' }).click()
  await expect(notesOn(editor)).toContainText('An entry that was removed: “Two”, subheading')

  // On a phone.
  await editor.setViewportSize({ width: 390, height: 800 })
  await editor.getByRole('button', { name: 'Details', exact: true }).last().click()
  await expect(notesOn(editor)).toBeVisible()
  expect(await isNarrow(editor)).toBe(true)
  await expectAccessible(editor)
  await editor.context().close()
})

test('the notes of somebody else’s list are not there, and what is no note is refused with words', async ({ page, browser, site }) => {
  await signIn(page, site, 'author', 'Ari')
  const id = await beginList(page, 'Mine alone')
  const post = (of: Page, body: object) =>
    of.request.post(`/api/studio/articles/${id}/notes`, { data: body, headers: { accept: 'application/json', origin: site.url } })
  expect((await post(page, { do: 'write', place: 'list', field: null, words: '  ' })).status()).toBe(422)
  expect((await post(page, { do: 'write', place: 'entry:gone', field: null, words: 'x' })).status()).toBe(422)
  expect((await post(page, { do: 'write', place: 'list', field: 'title', words: 'x' })).status()).toBe(200)
  const stranger = await otherBrowser(browser, site)
  expect((await post(stranger, { do: 'write', place: 'list', field: null, words: 'x' })).status()).toBe(401)
  await signIn(stranger, site, 'author', 'Other')
  expect((await post(stranger, { do: 'write', place: 'list', field: null, words: 'x' })).status()).toBe(404)
  expect((await stranger.request.get(`/api/studio/articles/${id}/notes`)).status()).toBe(404)
  await stranger.context().close()
})
