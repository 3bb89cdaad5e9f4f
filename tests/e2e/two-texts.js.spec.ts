import type { Browser, Page } from '@playwright/test'
import { expectAccessible } from './support/axe'
import { bodyOn, cutOff, openEntry, withoutStream, sourceOf, wordsOf } from './support/drafts'
import type { Site } from './support/server'
import { expect, test } from './support/site'
import { addEntry, beginList, saved, signIn, signInAs } from './support/writers'

// Requests are cut off on purpose.
test.use({ siteOf: 'two texts', expectedConsole: [/ERR_CONNECTION_(REFUSED|RESET)/] })

const before = 'It was filmed in Shoreditch.'
const [mine, theirs] = ['It was filmed in one street of London.', 'It was filmed in a studio near Seoul.']
const textsOf = (page: Page) => page.getByRole('region', { name: 'Two texts: Words' })

/** Two who rewrite the same sentence of the entry “One”, the one on this page while the site cannot be reached; it can again when this resolves. */
async function writeApart(page: Page, browser: Browser, site: Site, title: string) {
  const email = await signIn(page, site, 'editor')
  const other = await (await browser.newContext({ baseURL: site.url })).newPage()
  await withoutStream(page)
  await withoutStream(other)
  const id = await beginList(page, title)
  await addEntry(page, 'One')
  await wordsOf(page).fill(before)
  await addEntry(page, 'Two')
  await saved(page)
  await signInAs(other, email)
  await other.goto(`/admin/articles/${id}`)
  await openEntry(page, 'One')
  await openEntry(other, 'One')
  const through = await cutOff(page)
  await wordsOf(page).fill(mine)
  await wordsOf(other).fill(theirs)
  await saved(other)
  await through()
  return { id, other }
}

test('two rewrite one sentence apart from each other: both are kept and shown side by side, one chooses, and the other text is in the history', async ({
  page,
  browser,
  site,
}) => {
  const { id, other } = await writeApart(page, browser, site, 'Two texts')
  await saved(page)
  // The field is where it was: the two texts stand below it.
  const [field, texts] = await Promise.all([wordsOf(page).boundingBox(), textsOf(page).boundingBox()])
  expect(texts!.y).toBeGreaterThanOrEqual(field!.y + field!.height)
  // Both are in the draft before anybody chose, as words.
  await expect(sourceOf(page)).toHaveValue(/(London a studio|Seoul one street)/)
  for (const words of ['one street of London', 'a studio near Seoul']) expect(bodyOn(site, id, 'One')).toContain(words)
  await expect(textsOf(page)).toContainText('Both are kept')
  await expect(textsOf(page).locator('mark')).toHaveText(['one street of London', 'a studio near Seoul'])
  await expectAccessible(page)
  // Whoever publishes now is told that both would be read.
  await page.getByRole('button', { name: 'Publish', exact: true }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText('Two texts stand in one place: 1 One, words. Choose which one stays')
  await dialog.getByRole('button', { name: /^Cancel/ }).click()

  // Nothing is in the way: one writes elsewhere first, loads the page again, and is led back.
  await openEntry(page, 'Two')
  await wordsOf(page).fill('Written first.')
  await saved(page)
  await page.reload()
  await page.getByRole('button', { name: '1 text to choose' }).click()
  await expect(textsOf(page)).toBeFocused()
  await page.keyboard.press('1')
  await expect(textsOf(page)).toHaveCount(0)
  await expect(sourceOf(page)).toHaveValue(mine)
  await expect(wordsOf(page)).toBeFocused()
  await expect(page.getByRole('status').getByText('Your text stays. The other one is in the history.')).toBeVisible()
  await expect(page.getByRole('button', { name: '1 text to choose' })).toHaveCount(0)
  await saved(page)
  expect(bodyOn(site, id, 'One')).toBe(mine)
  // Whoever wrote the other one is told.
  await other.keyboard.press('Control+s')
  const told = other.getByRole('status').filter({ hasText: 'Somebody else wrote the same place of 1 One, words, and chose what stays.' })
  await expect(told.getByRole('link', { name: 'What it was' })).toBeVisible()
  await page.reload()
  await expect(textsOf(page)).toHaveCount(0)

  // What went from the field can be looked at.
  await page.getByRole('link', { name: 'History', exact: true }).click()
  await expect(page.getByRole('heading', { name: 'History of Two texts' })).toBeAttached()
  await expect(page.getByText('Kept: it was replaced')).toBeVisible()
  const comparison = page.getByRole('region', { name: 'What differs between A and B' })
  await expect(comparison.getByRole('deletion').filter({ hasText: 'a studio near Seoul' })).toBeVisible()
  await other.context().close()
})

test('on a phone one keeps the other text, or both', async ({ page, browser, site }) => {
  const { id, other } = await writeApart(page, browser, site, 'Two texts on a phone')
  await saved(page)
  await page.setViewportSize({ width: 390, height: 844 })
  await textsOf(page).scrollIntoViewIfNeeded()
  expect(await page.evaluate(() => document.documentElement.scrollWidth), 'no wider than the phone').toBe(390)
  await expectAccessible(page)
  await textsOf(page).getByRole('button', { name: 'Keep the other' }).click()
  await expect(sourceOf(page)).toHaveValue(theirs)
  await expect(wordsOf(page)).toBeFocused()
  await saved(page)
  expect(bodyOn(site, id, 'One')).toBe(theirs)

  // And once more, on from there.
  const through = await cutOff(page)
  await wordsOf(page).fill(mine)
  await openEntry(other, 'One')
  await other.keyboard.press('Control+s')
  await wordsOf(other).fill('It was filmed far away from any city.')
  await saved(other)
  await through()
  await saved(page)
  await textsOf(page).getByRole('button', { name: 'Keep both' }).click()
  await expect(textsOf(page)).toHaveCount(0)
  await expect(wordsOf(page)).toBeFocused()
  for (const words of ['one street of London', 'far away from any city']) await expect(sourceOf(page)).toHaveValue(new RegExp(words))
  await other.context().close()
})
