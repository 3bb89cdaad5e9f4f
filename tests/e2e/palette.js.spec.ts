import { expectAccessible } from './support/axe'
import { expect, test } from './support/site'
import { beginList, signIn } from './support/writers'

test.use({ siteOf: 'palette' })

test('a writer goes anywhere by typing, begins a list, sees the keys, and finds what waits today', async ({ page, site }) => {
  await signIn(page, site, 'editor', 'Mina')
  await page.goto('/admin/today')
  await expect(page.getByRole('heading', { name: 'Your drafts' })).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Go to…' }).click()
  const field = page.getByRole('combobox', { name: 'A list, a record, a page or something to do' })
  await expect(field).toBeFocused()
  await expect(page.getByRole('option', { name: 'New list', exact: true })).toHaveAttribute('aria-selected', 'true')
  await expectAccessible(page)
  // Enter before the answer has come is for what it brings.
  await page.keyboard.type('gdragon')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/admin\/records\/\w+$/)

  await expect(page.getByRole('button', { name: 'Go to…' })).toBeEnabled()
  await page.keyboard.press('Control+k')
  await expect(field).toBeFocused()
  await page.keyboard.type('Songs of the night')
  await page.getByRole('option', { name: 'New list “Songs of the night”' }).click()
  await expect(page).toHaveURL(/\/admin\/articles\/\w+$/)
  await page.goto('/admin/today')
  await expect(page.getByRole('region', { name: 'Your drafts' }).getByRole('link', { name: 'Songs of the night' })).toBeVisible()

  await expect(page.getByRole('button', { name: 'Go to…' })).toBeEnabled()
  await page.keyboard.press('Control+/')
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible()
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)

  // In the editor: publish, where it is one; a sign without Ctrl is a letter, and no shortcut.
  await beginList(page, 'Another night')
  await page.getByRole('textbox', { name: 'Title', exact: true }).fill('Why not?')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('option', { name: /^Publish…/ })).toBeVisible()
})
