import type { Page } from '@playwright/test'
import { expectAccessible } from './support/axe'
import { change } from './support/database'
import { headingOf } from './support/drafts'
import { expect, test } from './support/site'
import { addEntry, beginList, saved, signIn, signInAs } from './support/writers'

/** The studio's side of secret links to a draft. */
test.use({ siteOf: 'preview links' })
test.describe.configure({ timeout: 120_000 })

const dialogOf = (page: Page) => page.getByRole('dialog', { name: 'Share a preview' })
const openDialog = async (page: Page) => {
  await page.getByRole('button', { name: 'The list: title and introduction' }).click()
  await page.getByRole('button', { name: 'Share a preview…' }).click()
  await expect(dialogOf(page).getByLabel('For whom')).toBeFocused()
}
const addressOf = (page: Page) => dialogOf(page).getByLabel(/^The address for/)

test('a link is made, sent, opened and revoked', async ({ page, browser, site }) => {
  const email = await signIn(page, site, 'author', 'Mina')
  const id = await beginList(page, 'Shared list')
  await addEntry(page, 'One')
  await saved(page)
  await openDialog(page)
  await expect(dialogOf(page)).toContainText('Nobody has one.')
  await dialogOf(page).getByRole('button', { name: 'Make a link' }).click()
  await expect(dialogOf(page).getByRole('alert')).toContainText('Say for whom it is')
  await page.keyboard.type('Rain’s manager')
  await dialogOf(page).getByLabel('in 30 days').check()
  await page.keyboard.press('Enter')
  await expect(addressOf(page)).toHaveValue(/\/preview\/[\w-]{43}$/)
  const address = await addressOf(page).inputValue()
  const row = dialogOf(page).getByRole('listitem').filter({ hasText: 'Rain’s manager' })
  await expect(row).toContainText('made by you · not opened yet')
  await expectAccessible(page)
  await page.setViewportSize({ width: 390, height: 844 })
  expect(await dialogOf(page).evaluate((element) => [element.clientWidth, element.scrollWidth])).toEqual([390, 390])
  await expectAccessible(page)
  await page.setViewportSize({ width: 1280, height: 900 })

  const stranger = await (await browser.newContext({ baseURL: site.url })).newPage()
  await stranger.goto(address)
  await expect(stranger.getByRole('heading', { level: 1 })).toHaveText('Shared list')
  // A colleague who may edit the list sees who has one, and that it was opened; nobody is told the address again.
  await page.keyboard.press('Escape')
  await expect(dialogOf(page)).toBeHidden()
  await expect(page.getByRole('button', { name: 'Share a preview…' })).toBeFocused()
  await openDialog(page)
  await expect(row).toContainText('opened')
  await expect(row).not.toContainText('not opened')
  await expect(addressOf(page)).toHaveCount(0)
  await row.getByRole('button', { name: 'Revoke the link for Rain’s manager' }).click()
  await expect(dialogOf(page).getByRole('status').filter({ hasText: 'shows nothing any more' })).toBeVisible()
  await expect(row).toHaveCount(0)
  expect((await stranger.reload())?.status()).toBe(404)
  await expect(stranger.getByText('This preview has ended')).toBeVisible()

  // Who may not edit the list any more makes none, and is told so; what was typed stays.
  await page.keyboard.type('Another one')
  change(site, `UPDATE "Article" SET "createdById" = NULL WHERE id = ?`, id)
  change(site, `DELETE FROM "ArticleAuthor" WHERE "articleId" = ?`, id)
  await page.keyboard.press('Enter')
  await expect(dialogOf(page).getByRole('alert')).toContainText('not yours')
  await expect(dialogOf(page).getByLabel('For whom')).toHaveValue('Another one')
  expect(email).toContain('mina')
  await stranger.context().close()
})

test('the dialog says so when its part cannot be loaded, and loads it when it can', async ({ page, browser, site }) => {
  const email = await signIn(page, site, 'editor', 'Joon')
  const id = await beginList(page, 'List without a net')
  const writer = await (await browser.newContext({ baseURL: site.url })).newPage()
  await signInAs(writer, email)
  await writer.goto(`/admin/articles/${id}`)
  await expect(headingOf(writer)).toHaveCount(0)
  await writer.getByRole('button', { name: 'The list: title and introduction' }).click()
  await writer.route('**/*.js', (route) => route.abort())
  await writer.getByRole('button', { name: 'Share a preview…' }).click()
  await expect(dialogOf(writer).getByRole('alert')).toContainText('could not be loaded')
  await writer.unroute('**/*.js')
  await dialogOf(writer).getByRole('button', { name: 'Try again' }).click()
  await expect(dialogOf(writer).getByLabel('For whom')).toBeVisible()
  await writer.context().close()
})
