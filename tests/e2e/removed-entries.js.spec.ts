import type { Page } from '@playwright/test'
import { expectAccessible } from './support/axe'
import { headingOf, openEntry, sourceOf } from './support/drafts'
import { expect, test } from './support/site'
import { openList, orderOn } from './support/outline'
import { beginList, outlineOf, publish, saved, signIn, signInAs } from './support/writers'

test.use({ siteOf: 'removed entries' })
test.describe.configure({ timeout: 120_000 })

const dialogOf = (page: Page) => page.getByRole('dialog', { name: 'Removed entries' })
const rowsOf = (page: Page) => dialogOf(page).getByRole('listitem')
const openDialog = (page: Page) =>
  outlineOf(page)
    .getByRole('button', { name: /^Removed.*entries/ })
    .click()
const putBack = (page: Page, heading: string) => dialogOf(page).getByRole('button', { name: `Put back “${heading}”` })
const remove = async (page: Page, heading: string) => {
  await openEntry(page, heading)
  await page.getByRole('button', { name: 'Remove', exact: true }).click()
}

test('what left the list is shown and comes back at its place with its votes, undone by the one undo', async ({ page, site }) => {
  await signIn(page, site, 'editor', 'Mina')
  const id = await beginList(page, 'Coming back')
  await openList(page, site, id, { '': ['One', 'Two'], London: ['Three', 'Four'] })
  await openDialog(page)
  await expect(dialogOf(page)).toContainText('Nothing is missing')
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  await expect(outlineOf(page).getByRole('button', { name: /^Removed.*entries/ })).toBeFocused()
  await publish(page)
  const headers = { accept: 'application/json', origin: site.url }
  expect((await page.request.post('/api/articles/coming-back/vote', { data: { entry: 'three000' }, headers })).status()).toBe(200)

  for (const heading of ['Three', 'Two']) await remove(page, heading)
  await openDialog(page)
  await expect(rowsOf(page)).toHaveText([/Two.*by you.*Words of Two\./, /Three.*by you · 1 vote.*Words of Three\./])
  await expectAccessible(page)
  await page.setViewportSize({ width: 390, height: 844 })
  expect(await dialogOf(page).evaluate((element) => [element.clientWidth, element.scrollWidth])).toEqual([390, 390])
  await expectAccessible(page)
  await page.setViewportSize({ width: 1280, height: 900 })
  await putBack(page, 'Three').focus()
  await page.keyboard.press('Enter')
  await expect(dialogOf(page)).toBeHidden()
  await expect(headingOf(page)).toBeFocused()
  await expect(headingOf(page)).toHaveValue('Three')
  await saved(page)
  expect(orderOn(site, id)).toBe('/One London/Three London/Four')
  await page.getByRole('button', { name: 'Undo', exact: true }).first().click()
  await saved(page)
  expect(orderOn(site, id)).toBe('/One London/Four')
  await openDialog(page)
  await putBack(page, 'Three').click()
  await expect(headingOf(page)).toHaveValue('Three')
  await publish(page)
  // Readers have it again with what they gave it, at its address.
  const results = await (await page.request.get('/api/articles/coming-back/results', { headers })).text()
  expect(results).toContain('three000')
  expect((await page.request.get('/articles/coming-back/three000')).status()).toBe(200)
})

test('two who put back the same entry: the second is told that it is there', async ({ page, browser, site }) => {
  const email = await signIn(page, site, 'editor', 'Joon')
  const id = await beginList(page, 'Twice back')
  await openList(page, site, id, { '': ['One', 'Two'] })
  await remove(page, 'Two')
  await saved(page)
  const other = await (await browser.newContext({ baseURL: site.url })).newPage()
  await signInAs(other, email)
  // It hears of nothing by itself: what the first did meanwhile is not on its page.
  await other.route('**/api/studio/stream?*', (route) => route.abort('connectionrefused'))
  await other.goto(`/admin/articles/${id}`)
  await openDialog(other)
  await expect(rowsOf(other)).toHaveCount(1)
  await openDialog(page)
  await putBack(page, 'Two').click()
  await expect(dialogOf(page)).toBeHidden()
  await saved(page)
  await putBack(other, 'Two').click()
  await expect(dialogOf(other).getByRole('alert')).toContainText('in the list already: somebody put it back')
  await expect(rowsOf(other)).toHaveCount(0)
  expect(orderOn(site, id)).toBe('/One /Two')
  await expect(sourceOf(page)).toHaveValue('Words of Two.')
  await other.context().close()
})
