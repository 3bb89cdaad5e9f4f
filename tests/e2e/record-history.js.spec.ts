import type { Page } from '@playwright/test'
import { expectAccessible } from './support/axe'
import { look } from './support/database'
import { expect, test } from './support/site'
import { signIn } from './support/writers'

test.use({ siteOf: 'record history' })

const description = 'Description (Markdown, optional)'
const historyOf = (page: Page) => page.getByRole('region', { name: 'History' })
const linesOf = (page: Page) => historyOf(page).getByRole('listitem')
const save = (page: Page) => page.getByRole('button', { name: 'Save', exact: true }).click()
const toastOf = (page: Page) => page.getByRole('status').filter({ hasText: 'Saved' })

test('each saving of a record is in its history with who and what; its Undo takes back one’s own alone; an earlier one comes back', async ({
  page,
  browser,
  site,
}) => {
  await signIn(page, site, 'editor', 'Mina')
  const other = await (await browser.newContext({ baseURL: site.url })).newPage()
  await signIn(other, site, 'editor', 'Jun')
  const [{ id }] = look(site, `SELECT "id" FROM "Subject" WHERE "name" = 'G-Dragon'`) as [{ id: string }]
  const stored = () => look(site, 'SELECT "name", "slug", "description", "date" FROM "Subject" WHERE "id" = ?', id)[0] as Record<string, string>
  const before = stored()
  await page.goto(`/admin/records/${id}`)
  await expect(historyOf(page)).toContainText('It has not been saved since histories are kept')
  await page.getByLabel('Name', { exact: true }).fill('GD')
  await page.getByLabel('Born or founded').fill('1988-08')
  await save(page)
  await expect(toastOf(page)).toBeVisible()
  await expect(linesOf(page)).toHaveText([/^You \(now\).*Name\s*G-Dragon GD.*Born or founded.*1988-08/s, /^What was there before/])
  await expectAccessible(page)

  // Somebody else saves another field before the Undo.
  await other.goto(`/admin/records/${id}`)
  await expect(linesOf(other).first()).toContainText('Mina (now)')
  await other.getByLabel(description).fill('Of BIGBANG.')
  await save(other)
  await expect(toastOf(other)).toBeVisible()
  await toastOf(page).getByRole('button', { name: 'Undo' }).click()
  await expect(linesOf(page).first()).toContainText('You, brought back (now)')
  expect(stored()).toMatchObject({ name: before.name, date: before.date, description: 'Of BIGBANG.' })
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('G-Dragon')
  await expect(page.getByLabel(description)).toHaveValue('Of BIGBANG.')

  // And the same field: theirs is not undone.
  await page.getByLabel(description).fill('Leader of BIGBANG.')
  await save(page)
  await expect(toastOf(page)).toBeVisible()
  await other.reload()
  await other.getByLabel(description).fill('Rapper and leader.')
  await save(other)
  await expect(toastOf(other)).toBeVisible()
  await toastOf(page).getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByRole('alert').filter({ hasText: 'Somebody else wrote here meanwhile: “Rapper and leader.”' })).toBeVisible()
  expect(stored().description).toBe('Rapper and leader.')

  // Compared and brought back, with the address.
  await other.reload()
  await other.getByLabel('Address: /people/…').fill('gd')
  await save(other)
  await expect(toastOf(other)).toBeVisible()
  await expect(linesOf(other).first()).toContainText(/Address\s*g-dragon gd/)
  const line = linesOf(other).filter({ hasText: 'What was there before' })
  await line.getByText('Compare with now, bring back').click()
  await expect(line).toContainText(/Address\s*gd g-dragon/)
  await expect(line).toContainText(/Description/)
  await expectAccessible(other)
  await other.setViewportSize({ width: 390, height: 844 })
  expect(await other.evaluate(() => document.documentElement.scrollWidth), 'no wider than the phone').toBe(390)
  await expectAccessible(other)
  await line.getByRole('button', { name: 'Bring this back' }).click()
  await expect(linesOf(other).first()).toContainText('You, brought back (now)')
  expect(stored()).toEqual(before)
  expect((await other.request.get('/people/gd', { maxRedirects: 0 })).headers().location).toContain('/people/g-dragon')

  // Nothing unsaved goes without a word.
  await other.getByLabel(description).fill('Not saved')
  await linesOf(other).nth(1).getByText('Compare with now, bring back').click()
  const asked = other.waitForEvent('dialog')
  await linesOf(other).nth(1).getByRole('button', { name: 'Bring this back' }).click()
  await (await asked).dismiss()
  await expect(other.getByLabel(description)).toHaveValue('Not saved')
  await other.context().close()
})

test('a series and an author are undone in the same way', async ({ page, site }) => {
  await signIn(page, site, 'editor', 'Mina')
  await page.goto('/admin/series')
  await page.getByLabel('Title').last().fill('Undone shelf')
  await page.getByRole('button', { name: 'Save' }).last().click()
  const shelf = page.getByRole('listitem').filter({ hasText: 'Undone shelf' })
  await shelf.locator('summary').click()
  await shelf.getByLabel('Title').fill('Another shelf')
  await shelf.getByRole('button', { name: 'Save' }).click()
  await toastOf(page).getByRole('button', { name: 'Undo' }).click()
  const title = () => look(site, `SELECT "title" FROM "Series" WHERE "slug" = 'undone-shelf'`)
  await expect.poll(title).toEqual([{ title: 'Undone shelf' }])
  await page.getByRole('listitem').filter({ hasText: 'Undone shelf' }).locator('summary').click()
  await page.getByRole('listitem').filter({ hasText: 'Undone shelf' }).getByRole('link', { name: 'History' }).click()
  await expect(linesOf(page)).toHaveText([
    /^You, brought back \(now\).*Title\s*Another shelf Undone shelf/s,
    /^You.*Title\s*Undone shelf Another shelf/s,
    /^You/,
  ])
  await expectAccessible(page)
  await linesOf(page).nth(1).getByText('Compare with now, bring back').click()
  await linesOf(page).nth(1).getByRole('button', { name: 'Bring this back' }).click()
  await expect(linesOf(page).first()).toContainText('You, brought back (now)')
  await expect.poll(title).toEqual([{ title: 'Another shelf' }])
})
