import type { Page } from '@playwright/test'
import { expectAccessible } from './support/axe'
import {
  asInACrash,
  bodyOn,
  cutOff,
  draftOn,
  headingOf,
  keptInBrowser,
  openEntry,
  operationsPath,
  saveNoteOf,
  withoutStream,
  sourceOf,
  wordsOf,
} from './support/drafts'
import { expect, test } from './support/site'
import { addEntry, beginList, beginWithEntry, outline, outlinedEntriesOf, outlineOf, publish, saved, savedNoteOf, signIn, signInAs } from './support/writers'

// Requests are cut off on purpose.
test.use({ siteOf: 'drafts together', expectedConsole: [/ERR_CONNECTION_(REFUSED|RESET)/] })

/** A list with two entries, and two who have it open. What one does the other hears of with the next saving only, as on a network that carries no streams. */
async function twoWriters(page: Page, other: Page, email: string, title: string) {
  await withoutStream(page)
  await withoutStream(other)
  const id = await beginList(page, title)
  await addEntry(page, 'One')
  await addEntry(page, 'Two')
  await saved(page)
  await signInAs(other, email)
  await other.goto(`/admin/articles/${id}`)
  return id
}

test('two write in one list: in different entries, in one text, and both have all of it', async ({ page, browser, site }) => {
  const email = await signIn(page, site, 'editor')
  const other = await (await browser.newContext({ baseURL: site.url })).newPage()
  const id = await twoWriters(page, other, email, 'Shared list')
  await openEntry(other, 'One')
  await wordsOf(other).fill('Hers in one.')
  await saved(other)
  await openEntry(page, 'Two')
  await wordsOf(page).fill('Mine in two.')
  await saved(page)
  expect([bodyOn(site, id, 'One'), bodyOn(site, id, 'Two')]).toEqual(['Hers in one.', 'Mine in two.'])

  // In one text, at two places, while neither knows of the other.
  await openEntry(page, 'One')
  await expect(sourceOf(page)).toHaveValue('Hers in one.')
  const through = await cutOff(page)
  await wordsOf(page).press('Control+End')
  await wordsOf(page).pressSequentially(' And mine.')
  await wordsOf(other).press('Control+Home')
  await wordsOf(other).pressSequentially('First: ')
  await saved(other)
  await through()
  // The caret stays where it was in the words.
  await saved(page)
  await page.keyboard.type(' Still here.')
  await saved(page)
  await expect(sourceOf(page)).toHaveValue('First: Hers in one. And mine. Still here.')
  await saved(other)
  await expect(sourceOf(other)).toHaveValue('First: Hers in one. And mine. Still here.')
  expect(bodyOn(site, id, 'One')).toBe('First: Hers in one. And mine. Still here.')

  // Undo takes back one’s own words alone.
  await wordsOf(other).press('Control+z')
  await expect(sourceOf(other)).toHaveValue('Hers in one. And mine. Still here.')
  await saved(other)
  expect(bodyOn(site, id, 'One')).toBe('Hers in one. And mine. Still here.')
  await other.context().close()
})

test('an entry that one removes while the other writes in it stays, with the words', async ({ page, browser, site }) => {
  const email = await signIn(page, site, 'editor')
  const other = await (await browser.newContext({ baseURL: site.url })).newPage()
  const id = await twoWriters(page, other, email, 'Torn list')
  await openEntry(other, 'Two')
  await other.getByRole('button', { name: 'Remove', exact: true }).click()
  await saved(other)
  const told = other.getByRole('status').filter({ has: other.getByRole('button', { name: 'Close this message' }) })
  await expect(told).toHaveText(/Removed “Two”.*Undo/)
  await wordsOf(page).fill('Written in Two.')
  await saved(page)
  expect(bodyOn(site, id, 'Two')).toBe('Written in Two.')
  for (const each of [page, other]) {
    await each.keyboard.press('Control+s')
    await expect(outlinedEntriesOf(each)).toHaveText([/One/, /Two/])
  }
  // What the message offered to undo is undone already.
  await expect(told).toContainText('“Two” is back: somebody else was writing in it.')
  await expect(told.getByRole('button', { name: 'Undo' })).toHaveCount(0)

  // One in whose hands an entry goes: what is typed on goes nowhere, and the focus is in the outline.
  await wordsOf(page).focus()
  await openEntry(other, 'Two')
  await other.getByRole('button', { name: 'Remove', exact: true }).click()
  await saved(other)
  await page.keyboard.press('Control+s')
  await expect(page.getByText('Somebody else removed “Two”, which was open here.')).toBeVisible()
  await expect(outlineOf(page).locator(':focus')).toHaveCount(1)
  await other.context().close()
})

test('a record that the other one credits has its name here too', async ({ page, browser, site }) => {
  const email = await signIn(page, site, 'editor')
  const other = await (await browser.newContext({ baseURL: site.url })).newPage()
  await twoWriters(page, other, email, 'Credited list')
  await openEntry(other, 'One')
  const picker = other.getByRole('combobox', { name: 'Add a credit' })
  await picker.fill('g dragon')
  await expect(other.getByRole('option', { name: /G-Dragon/ })).toBeVisible()
  await picker.press('Enter')
  await saved(other)
  await openEntry(page, 'One')
  await page.keyboard.press('Control+s')
  await expect(page.getByLabel('Role of G-Dragon')).toHaveValue('artist')
  await other.context().close()
})

test('what somebody else did meanwhile is seen before it is published', async ({ page, browser, site }) => {
  const email = await signIn(page, site, 'editor')
  const other = await (await browser.newContext({ baseURL: site.url })).newPage()
  await twoWriters(page, other, email, 'Published list')
  await page.getByRole('button', { name: 'Publish', exact: true }).click()
  const now = page.getByRole('button', { name: 'Publish edition 1' })
  await expect(now).toBeVisible()
  // Between the last save and the publication.
  await page.route('**/admin/articles/*', async (route) => {
    if (route.request().method() !== 'POST') return route.fallback()
    await page.unroute('**/admin/articles/*')
    await openEntry(other, 'One')
    await headingOf(other).fill('Uno')
    await saved(other)
    await route.continue()
  })
  await now.click()
  await expect(page.getByText('Somebody else changed this list just now')).toBeVisible()
  await page.getByRole('button', { name: 'Cancel' }).click()
  await expect(outlinedEntriesOf(page)).toHaveText([/Uno/, /Two/])
  await publish(page)
  expect(await (await page.request.get('/articles/published-list')).text()).toContain('Uno')
  await other.context().close()
})

test('a second tab takes nothing from the first: what that could not send comes back', async ({ page, context, site }) => {
  await signIn(page, site, 'author')
  const id = await beginList(page, 'Two tabs')
  await addEntry(page, 'One')
  await addEntry(page, 'Two')
  await saved(page)
  await cutOff(page)
  await wordsOf(page).fill('Of the first tab.')
  await expect(saveNoteOf(page)).toContainText('is kept in this browser and goes to the site by itself')
  const second = await context.newPage()
  await second.goto(`/admin/articles/${id}`)
  await openEntry(second, 'One')
  await wordsOf(second).fill('Of the second tab.')
  await saved(second)
  // The first is still there: its words are its own.
  expect(bodyOn(site, id, 'Two')).toBe('')
  await asInACrash(page)
  await page.close()
  const third = await context.newPage()
  await third.goto(`/admin/articles/${id}`)
  // A page that is closed may still send what it waited to send: then there is nothing to bring back.
  await expect.poll(() => [bodyOn(site, id, 'One'), bodyOn(site, id, 'Two')]).toEqual(['Of the second tab.', 'Of the first tab.'])
})

test('words of a tab that has ended are taken by a tab that is open, or told on the page of lists', async ({ page, context, site }) => {
  await signIn(page, site, 'author')
  const id = await beginWithEntry(page, 'Ended tab')
  await saved(page)
  const second = await context.newPage()
  await second.goto(`/admin/articles/${id}`)
  await openEntry(second, 'One')
  await cutOff(page)
  await wordsOf(page).fill('Of the tab that ended.')
  await keptInBrowser(page, 'that ended.')
  const lists = await context.newPage()
  await lists.goto('/admin')
  const told = lists.getByRole('region', { name: 'Not on the site yet' })
  await expect(lists.getByRole('heading', { name: 'Lists' })).toBeVisible()
  await expect(told).toBeHidden()
  await asInACrash(page)
  await page.close()
  await lists.reload()
  await expect(told).toContainText('Ended tab')
  await expectAccessible(lists)
  // The browser says this when its tab is looked at again.
  await second.evaluate(() => window.dispatchEvent(new Event('focus')))
  await expect(sourceOf(second)).toHaveValue('Of the tab that ended.')
  await expect.poll(() => bodyOn(site, id, 'One')).toBe('Of the tab that ended.')
  await lists.reload()
  await expect(lists.getByRole('heading', { name: 'Lists' })).toBeVisible()
  await expect(told).toBeHidden()
})

test('an answer that is lost on the way makes no conflict with oneself, and nothing twice', async ({ page, site }) => {
  await signIn(page, site, 'author')
  const id = await beginList(page, 'Lost answers')
  await addEntry(page, 'One')
  await saved(page)
  let lost = 0
  await page.route(operationsPath, async (route) => {
    if (lost++ >= 2) return route.continue()
    await route.fetch()
    await route.abort('connectionreset')
  })
  await wordsOf(page).pressSequentially('One two three')
  await expect(saveNoteOf(page)).toContainText('the site cannot be reached')
  await wordsOf(page).pressSequentially(' four')
  await expect(savedNoteOf(page)).toBeVisible()
  expect(lost).toBeGreaterThan(2)
  expect(bodyOn(site, id, 'One')).toBe('One two three four')
})

test('one history: words, moves and removals in the order they were done, from a field too, and a message’s Undo undoes what it says', async ({
  page,
  site,
}) => {
  await signIn(page, site, 'author')
  const id = await beginList(page, 'One history')
  for (const heading of ['One', 'Two', 'Three']) await addEntry(page, heading)
  await openEntry(page, 'One')
  await wordsOf(page).pressSequentially('first second')
  await page.getByRole('button', { name: 'Move this entry' }).press('ArrowDown')
  expect(await outline(page)).toEqual(['Two', 'One', 'Three'])
  await wordsOf(page).press('Control+z')
  expect(await outline(page)).toEqual(['One', 'Two', 'Three'])
  await wordsOf(page).press('Control+z')
  await expect(sourceOf(page)).toHaveValue('first ')
  await wordsOf(page).press('Control+Shift+z')
  await expect(sourceOf(page)).toHaveValue('first second')

  await openEntry(page, 'Three')
  await page.getByRole('button', { name: 'Remove', exact: true }).click()
  await openEntry(page, 'One')
  await wordsOf(page).press('Control+End')
  await wordsOf(page).pressSequentially('!')
  await page.getByRole('status').getByRole('button', { name: 'Undo' }).click()
  expect(await outline(page)).toEqual(['One', 'Two', 'Three'])
  await expect(sourceOf(page)).toHaveValue('first second!')

  // After a reload the steps back are still there, and lead to where words change.
  await saved(page)
  await page.reload()
  await expect(page.getByRole('button', { name: 'Undo' })).toBeEnabled()
  await page.getByRole('button', { name: 'Undo' }).click()
  expect(await outline(page)).toEqual(['One', 'Two'])
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(sourceOf(page)).toHaveValue('first second')
  await saved(page)
  expect(draftOn(site, id).entries.map(({ heading, body }) => [heading, body])).toEqual([
    ['One', 'first second'],
    ['Two', ''],
  ])
})
