import type { Locator, Page } from '@playwright/test'
import { bodyOn, draftOn, openEntry, wordsOf } from './support/drafts'
import { expectAccessible } from './support/axe'
import { expect, test } from './support/site'
import { addEntry, beginList, outline, publish, saved, signIn, signInAs } from './support/writers'

test.use({ siteOf: 'draft history' })

const timeOf = (page: Page) => page.getByRole('navigation', { name: 'What the draft was' })
const lineOf = (page: Page, words: string) => timeOf(page).getByRole('listitem').filter({ hasText: words })
const comparisonOf = (page: Page) => page.getByRole('region', { name: 'What differs between A and B' })
const rowOf = (page: Page, heading: string): Locator =>
  comparisonOf(page)
    .getByRole('listitem')
    .filter({ has: page.getByRole('heading', { name: heading }) })

/** A list of three entries by the signed-in author, published, on which an editor has worked since. */
async function workedOnByTwo(page: Page, other: Page, title: string) {
  const id = await beginList(page, title)
  for (const heading of ['One', 'Two', 'Three']) await addEntry(page, heading)
  await openEntry(page, 'One')
  await wordsOf(page).fill('He plays a rebel, more or less.')
  await saved(page)
  await publish(page)
  await other.goto(`/admin/articles/${id}`)
  await openEntry(other, 'One')
  await wordsOf(other).fill('He plays the rebel of the street.')
  await openEntry(other, 'Two')
  await other.getByRole('button', { name: 'Remove', exact: true }).click()
  await addEntry(other, 'Four')
  await saved(other)
  return id
}

test('two write: each one’s work is a line, any two are compared, an earlier one is brought back, and so is what that replaced', async ({
  page,
  browser,
  site,
}) => {
  const other = await (await browser.newContext({ baseURL: site.url })).newPage()
  await signIn(other, site, 'editor', 'Edda')
  await signIn(page, site, 'author', 'Anna')
  const id = await workedOnByTwo(page, other, 'History list')
  const headers = { accept: 'application/json', origin: site.url }
  const vote = await page.request.post('/api/articles/history-list/vote', { data: { entry: 'two' }, headers })
  expect(vote.status(), await vote.text()).toBe(200)
  await page.reload()
  await page.getByRole('link', { name: 'History' }).click()
  await expect(page.getByRole('heading', { name: 'History of History list' })).toBeAttached()
  await expectAccessible(page)

  // From what readers see to the draft: with the words within a text.
  await expect(timeOf(page).getByRole('listitem')).toHaveText([
    /The draft, now.*Edda/s,
    /Edition 1.*You.*Live now/s,
    /Added 3 entries.*You|.*You/s,
    /The beginning.*You/s,
  ])
  await expect(comparisonOf(page)).toContainText('1 added')
  await expect(comparisonOf(page)).toContainText('1 removed')
  await expect(rowOf(page, 'One').getByRole('deletion')).toHaveText(['a', ', more or less'])
  await expect(rowOf(page, 'One').getByRole('insertion')).toHaveText(['the', 'of the street'])
  await expect(rowOf(page, 'Two')).toContainText('removed, with 1 vote')
  await expect(rowOf(page, 'Four')).toContainText('added')

  // What the other one did, and the same chosen by hand and by keyboard.
  await comparisonOf(page).getByRole('link', { name: 'What it changed' }).last().click()
  await expect(lineOf(page, 'The draft, now').getByRole('link', { name: /^B: / })).toHaveAttribute('aria-current', 'true')
  await expect(comparisonOf(page)).toContainText('1 removed')
  await lineOf(page, 'The beginning').getByRole('link', { name: /^A: / }).click()
  await expect(comparisonOf(page)).toContainText('3 added')
  // Both are on the screen beside each other: nothing moves.
  // Once its style and words are there: a page that is being loaded has another height for a moment.
  await expect.poll(() => page.evaluate(() => [scrollY, document.documentElement.scrollHeight <= innerHeight])).toEqual([0, true])
  // The keys are heard once the page's script runs.
  await expect(async () => {
    await lineOf(page, 'Edition 1').getByRole('link', { name: 'Edition 1', exact: true }).focus()
    await page.keyboard.press('b')
    await expect(page).toHaveURL(/b=e1/, { timeout: 2000 })
  }).toPass({ timeout: 15_000 })
  await expect(lineOf(page, 'Edition 1').getByRole('link', { name: /^B: / })).toHaveAttribute('aria-current', 'true')
  await expectAccessible(page)

  // A name, which stays when it is asked for by itself, and goes.
  await comparisonOf(page).getByRole('button', { name: 'Name this state…' }).click()
  await page.getByRole('textbox', { name: 'Name' }).fill('An empty page')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Save the name' }).click()
  await expect(lineOf(page, '“An empty page”')).toBeVisible()
  await timeOf(page).getByRole('link', { name: 'Kept' }).click()
  await expect(timeOf(page).getByRole('listitem')).toHaveText([/“An empty page”/])
  await comparisonOf(page).getByRole('button', { name: 'Rename…' }).click()
  await page.getByRole('button', { name: 'Take the name away' }).click()
  await expect(timeOf(page).getByText('What you give a name')).toBeVisible()

  // Brought back: asked once, and told what is kept.
  await page.goto(`/admin/articles/${id}/history`)
  await lineOf(page, 'Edition 1').getByRole('link', { name: 'Edition 1', exact: true }).click()
  await page.getByRole('button', { name: 'Bring A back…' }).click()
  await expect(page.getByRole('dialog')).toContainText('What the draft is now stays in the history')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Replace the draft' }).click()
  await page.waitForURL(`**/admin/articles/${id}`)
  expect(await outline(page)).toEqual(['One', 'Two', 'Three'])
  expect(bodyOn(site, id, 'One')).toBe('He plays a rebel, more or less.')

  // And undone, by bringing back what was replaced.
  await page.getByRole('link', { name: 'History' }).click()
  await expect(lineOf(page, 'Edition 1 brought back')).toContainText('The draft, now')
  const replaced = lineOf(page, 'Kept: it was replaced')
  await expect(replaced).toContainText('Edda')
  await replaced.getByRole('link').first().click()
  await page.getByRole('button', { name: 'Bring A back…' }).click()
  // Somebody writes meanwhile: nothing is replaced unseen.
  await other.goto(`/admin/articles/${id}`)
  await openEntry(other, 'Three')
  await wordsOf(other).fill('Written meanwhile.')
  await saved(other)
  await page.getByRole('button', { name: 'Replace the draft' }).click()
  await expect(page.getByRole('dialog').getByRole('alert')).toContainText('Somebody saved a newer version of this list. Nothing was replaced')
  await page.reload()
  await page.getByRole('button', { name: 'Bring A back…' }).click()
  await page.getByRole('button', { name: 'Replace the draft' }).click()
  await page.waitForURL(`**/admin/articles/${id}`)
  // Who has the list open is told, and undoes nothing of what is not there any more.
  await expect(other.getByText('Another draft was put in the place of this one')).toBeVisible()
  await expect(other.getByRole('button', { name: 'Undo', exact: true })).toBeDisabled()
  expect(await outline(page)).toEqual(['One', 'Three', 'Four'])
  expect(draftOn(site, id).entries.map(({ body }) => body)).toEqual(['He plays the rebel of the street.', '', ''])
  await page.getByRole('link', { name: 'History' }).click()
  await expect(lineOf(page, 'Kept: it was replaced')).toHaveCount(2)
  await other.context().close()
})

test('without JavaScript what differs is chosen by links; on a phone nothing is wider than the screen', async ({ page, browser, site }) => {
  const other = await (await browser.newContext({ baseURL: site.url })).newPage()
  const email = await signIn(other, site, 'editor', 'Edda')
  await signIn(page, site, 'author', 'Anna')
  const id = await workedOnByTwo(page, other, 'W'.repeat(90))
  const context = await browser.newContext({ baseURL: site.url, javaScriptEnabled: false })
  const plain = await context.newPage()
  await signInAs(plain, email)
  await plain.goto(`/admin/articles/${id}/history`)
  await lineOf(plain, 'The beginning').getByRole('link', { name: /^A: / }).click()
  await expect(comparisonOf(plain)).toContainText('3 added')
  await comparisonOf(plain).getByRole('link', { name: 'All entries' }).click()
  await expect(comparisonOf(plain).getByRole('link', { name: 'Only what differs and its neighbours' })).toBeVisible()
  await timeOf(plain).getByRole('link', { name: 'Editions' }).click()
  await expect(timeOf(plain).getByRole('listitem')).toHaveText([/Edition 1/])
  await context.close()

  for (const asked of ['', '?a=v1&b=e1&all=1', '?a=e9&b=v99999&show=nonsense&before=x']) {
    const answer = await page.goto(`/admin/articles/${id}/history${asked}`)
    expect(answer!.status()).toBe(200)
    await page.setViewportSize({ width: 390, height: 844 })
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
    await expectAccessible(page)
  }
  await expect(comparisonOf(page)).toContainText('What this address asks for is not kept any more')
  await other.context().close()
})
