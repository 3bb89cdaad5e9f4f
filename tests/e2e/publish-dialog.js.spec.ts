import type { Page } from '@playwright/test'
import { expectAccessible } from './support/axe'
import { cutOff, headingOf, openEntry, wordsOf } from './support/drafts'
import { expect, test } from './support/site'
import { addEntry, beginList, outlineOf, outlinedEntriesOf, publish, saved, signIn, signInAs } from './support/writers'

// Requests are cut off on purpose.
test.use({ siteOf: 'publish dialog', expectedConsole: [/ERR_CONNECTION_(REFUSED|RESET)/] })

const dialogOf = (page: Page) => page.getByRole('dialog')
const changesOf = (page: Page) => dialogOf(page).getByRole('region', { name: 'Readers will see' }).getByRole('listitem')
const openDialog = (page: Page) => page.getByRole('button', { name: /^Publish( changes)?$/ }).click()
const blackOf = (page: Page) => dialogOf(page).getByRole('button', { name: /^Publish edition \d+$/ })
const inAnHour = () => new Date(Date.now() + 3_600_000).toISOString().slice(0, 16)
/** Readers' own page of a list, as text. */
const livePage = async (page: Page, slug: string) => (await page.request.get(`/articles/${slug}`)).text()

test('a first publication says what it will be, and later ones what readers will see change', async ({ page, site }) => {
  await signIn(page, site, 'editor', 'Mina')
  const id = await beginList(page, 'Told list')
  for (const heading of ['One', 'Two', 'Three']) await addEntry(page, heading)
  await openDialog(page)
  const first = dialogOf(page).getByRole('region', { name: 'What it will be' })
  for (const words of ['Told list', '/articles/told-list', '3 entries']) await expect(first).toContainText(words)
  await expect(blackOf(page)).toBeFocused()
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  await expect(dialogOf(page)).toBeHidden()
  await expect(page.getByRole('button', { name: 'Publish', exact: true })).toBeFocused()
  await publish(page)
  const headers = { accept: 'application/json', origin: site.url }
  expect((await page.request.post('/api/articles/told-list/vote', { data: { entry: 'two' }, headers })).status()).toBe(200)

  // Moved, added, removed with its vote, and rewritten.
  await page.reload()
  await openEntry(page, 'One')
  await wordsOf(page).fill('Two words.')
  await outlineOf(page).getByRole('button', { name: /Three/ }).focus()
  await page.keyboard.press('Alt+ArrowUp')
  await page.keyboard.press('Alt+ArrowUp')
  await openEntry(page, 'Two')
  await page.getByRole('button', { name: 'Remove', exact: true }).click()
  await addEntry(page, 'Four')
  await openDialog(page)
  await expect(dialogOf(page)).toContainText('1 reader has voted on edition 1. They will see edition 2.')
  await expect(changesOf(page)).toHaveText([
    /Moved“Three” from 3 to 1/,
    /Numbers“One” from 1 to 2/,
    /Added“Four” as 3/,
    /Removed“Two”.*1 vote/,
    /Rewritten“One”.*\+2 words/,
  ])
  await expectAccessible(page)
  await page.setViewportSize({ width: 390, height: 844 })
  expect(await dialogOf(page).evaluate((element) => [element.clientWidth, element.scrollWidth])).toEqual([390, 390])
  await expect(blackOf(page)).toBeInViewport()
  await expectAccessible(page)
  await page.setViewportSize({ width: 1280, height: 900 })

  // What the checks say leads to its place.
  await dialogOf(page)
    .getByRole('button', { name: /go there: “Four” has no words/ })
    .or(dialogOf(page).getByRole('button', { name: /go there: \d entries have no words/ }))
    .first()
    .click()
  await expect(dialogOf(page)).toBeHidden()
  await expect(headingOf(page)).toBeFocused()
  await publish(page)
  expect(await livePage(page, 'told-list')).toContain('Four')

  // Changed and changed back: there is nothing to publish, and no button that says there is.
  await openEntry(page, 'Four')
  await headingOf(page).fill('Fourth')
  await saved(page)
  await headingOf(page).fill('Four')
  await saved(page)
  await openDialog(page)
  await expect(dialogOf(page)).toContainText('Nothing differs from what readers see: that is edition 2.')
  await expect(blackOf(page)).toHaveCount(0)
  await expect(dialogOf(page).getByRole('button', { name: 'Close' })).toBeFocused()
  await expectAccessible(page)
  await page.keyboard.press('Escape')

  // What stops it.
  await headingOf(page).fill('')
  await openDialog(page)
  await expect(dialogOf(page)).toContainText('Stops publishing, 1')
  await expect(blackOf(page)).toBeDisabled()
  await dialogOf(page).getByRole('button', { name: 'go there: Give this entry a heading' }).click()
  await expect(headingOf(page)).toBeFocused()
  expect((await page.request.get(`/api/studio/articles/${id}/publication/changes?against=never`)).status()).toBe(422)
})

test('what one reads in the dialog is what is published: a colleague’s words are shown first', async ({ page, browser, site }) => {
  const email = await signIn(page, site, 'editor', 'Mina')
  const id = await beginList(page, 'Seen list')
  for (const heading of ['One', 'Two']) await addEntry(page, heading)
  await publish(page)
  const other = await (await browser.newContext({ baseURL: site.url })).newPage()
  await signInAs(other, email)
  await other.goto(`/admin/articles/${id}`)

  await openEntry(page, 'One')
  await wordsOf(page).fill('Mine.')
  await openDialog(page)
  await expect(changesOf(page)).toHaveText([/Rewritten“One”/])
  await openEntry(other, 'Two')
  await wordsOf(other).fill('Theirs.')
  await saved(other)
  // The button does something else now.
  await expect(blackOf(page)).toHaveCount(0)
  await expect(dialogOf(page).getByRole('alert')).toContainText('Somebody else changed this list just now')
  await expectAccessible(page)
  // Whoever does not want to wait for a colleague to stop typing publishes what was read, and nothing else.
  await dialogOf(page).getByRole('button', { name: 'Publish what stands here' }).click()
  await expect(page.getByText('Edition 2 is live')).toBeVisible()
  const live = await livePage(page, 'seen-list')
  expect([live.includes('Mine.'), live.includes('Theirs.')]).toEqual([true, false])
  await openEntry(page, 'One')
  await wordsOf(page).fill('Mine again.')
  await openDialog(page)
  await expect(changesOf(page)).toHaveText([/Rewritten“One”; “Two”/])
  await openEntry(other, 'Two')
  await wordsOf(other).fill('Theirs, on and on.')
  await saved(other)
  await dialogOf(page).getByRole('button', { name: 'Show what changed' }).click()
  await expect(changesOf(page)).toHaveText([/Rewritten“One”; “Two”/])
  await expect(dialogOf(page).getByRole('status')).toContainText('This is how it is now')

  // And when it is published by somebody else meanwhile.
  await publish(other)
  await dialogOf(page).getByRole('button', { name: 'Show what changed' }).click()
  await expect(dialogOf(page)).toContainText('Nothing differs from what readers see: that is edition 3.')
  await page.keyboard.press('Escape')

  // Words that have not reached the site are not left behind.
  const through = await cutOff(page)
  await openEntry(page, 'One')
  await wordsOf(page).fill('Mine, and not sent yet.')
  await openDialog(page)
  await expect(dialogOf(page).getByRole('alert')).toContainText('Your newest words have not reached the site yet')
  await expect(blackOf(page)).toHaveCount(0)
  await through()
  await dialogOf(page).getByRole('button', { name: 'Try again' }).click()
  await blackOf(page).click()
  await expect(page.getByText('Edition 4 is live')).toBeVisible()
  expect(await livePage(page, 'seen-list')).toContain('Mine, and not sent yet.')
  await other.context().close()
})

test('a schedule has the words of its moment: later ones stay out, or go in with one press, and its time moves without them', async ({ page, site }) => {
  await signIn(page, site, 'editor', 'Mina')
  const id = await beginList(page, 'Waiting list')
  await addEntry(page, 'One')
  await publish(page)
  await headingOf(page).fill('Uno')
  await openDialog(page)
  await dialogOf(page).getByLabel('At a time').check()
  await dialogOf(page).getByLabel('Day and time').fill(inAnHour())
  await dialogOf(page).getByRole('button', { name: 'Schedule', exact: true }).click()
  await expect(page.getByText(/Edition 2 goes live on/)).toBeVisible()
  const note = page.getByRole('complementary', { name: 'What waits for its time' })
  await expect(note).toContainText(/Edition 2 goes live at its time, .*scheduled by you\. It has the words that are here\./)
  const differencesFromWaiting = async () => {
    const { rows } = (await (await page.request.get(`/api/studio/articles/${id}/publication/changes?against=waiting`)).json()) as { rows: unknown[] }
    return rows.length
  }
  expect(await differencesFromWaiting()).toBe(0)

  // What is written since is not in it. It may stay out.
  await headingOf(page).fill('Eins')
  await saved(page)
  await expect(note).toContainText('What was changed here since is not in it.')
  await expectAccessible(page)
  await note.getByRole('button', { name: 'Leave them out' }).click()
  await expect(note).toContainText('is left out, and waits for the next edition')
  expect(await differencesFromWaiting()).toBe(1)

  // Another time alone: the words stay those that were scheduled.
  await outlineOf(page)
    .getByRole('button', { name: /The list/ })
    .click()
  await page.getByRole('button', { name: 'Change the schedule' }).click()
  await expect(dialogOf(page).getByLabel('As they were scheduled')).toBeChecked()
  const change = dialogOf(page).getByRole('button', { name: 'Change the time' })
  await expect(change).toBeDisabled()
  await dialogOf(page)
    .getByLabel('Day and time')
    .fill(new Date(Date.now() + 7_200_000).toISOString().slice(0, 16))
  await expectAccessible(page)
  await change.click()
  await expect(dialogOf(page)).toBeHidden()
  await expect(page.getByRole('status').filter({ hasText: 'Edition 2 goes live on' })).toBeVisible()
  expect(await differencesFromWaiting()).toBe(1)

  // And in they go, after the differences were shown.
  await note.getByRole('button', { name: 'Put the changes in…' }).click()
  await expect(dialogOf(page).getByRole('region', { name: 'Not in what waits' }).getByRole('listitem')).toHaveText([/Rewritten“Eins” was called “Uno”/])
  await page.setViewportSize({ width: 390, height: 844 })
  await expectAccessible(page)
  await page.setViewportSize({ width: 1280, height: 900 })
  await dialogOf(page).getByRole('button', { name: 'Put the changes in', exact: true }).click()
  await expect(note).toContainText(/Edition 3 goes live .*It has the words that are here\./)
  expect(await differencesFromWaiting()).toBe(0)

  // Publishing now says what becomes of what waits.
  await openDialog(page)
  await expect(dialogOf(page)).toContainText(/Edition 3 waits for .* scheduled by you\. Publishing now puts it away; its words stay in the history\./)
  await dialogOf(page).getByRole('button', { name: 'Change that instead' }).click()
  await expect(dialogOf(page)).toContainText('The draft has the same words as edition 3. Its time can be changed.')
  await expectAccessible(page)
  await dialogOf(page).getByRole('button', { name: 'Cancel' }).click()
  await publish(page)
  await expect(note).toHaveCount(0)
  await expect(outlinedEntriesOf(page)).toHaveText([/Eins/])
  await page.getByRole('link', { name: 'History' }).click()
  for (const number of [2, 3]) await expect(page.getByRole('listitem').filter({ hasText: `Edition ${number}` })).toContainText('Withdrawn')
})
