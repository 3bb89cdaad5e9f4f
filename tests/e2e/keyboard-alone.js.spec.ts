import type { Locator, Page } from '@playwright/test'
import { headingOf, wordsOf } from './support/drafts'
import { gripOf, openOf } from './support/outline'
import { expect, test } from './support/site'
import { outline, signIn } from './support/writers'

test.use({ siteOf: 'keyboard alone' })

/** Goes on by Tab until something has the focus. */
async function tabTo(page: Page, what: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab') {
  await expect(what).toBeVisible()
  const hasFocus = () => what.evaluate((element) => element === document.activeElement)
  for (let press = 0; press < 120 && !(await hasFocus()); press++) await page.keyboard.press(key)
  await expect(what, 'reached by Tab').toBeFocused()
}

test('from a new list to its readers by the keyboard alone: written, put in order and published', async ({ page, site }) => {
  await signIn(page, site, 'editor')
  await page.goto('/admin')
  await tabTo(page, page.getByRole('button', { name: 'New list' }))
  await page.keyboard.press('Enter')
  const title = page.getByRole('dialog').getByRole('textbox', { name: 'Title' })
  await tabTo(page, title)
  await page.keyboard.type('By keys alone')
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/admin\/articles\/[0-9a-z]+$/)

  // Whoever has just begun a list is in its title. In an entry Enter leads on; Control and Enter make the next one.
  await expect(page.getByRole('textbox', { name: 'Title', exact: true })).toBeFocused()
  await tabTo(page, page.getByLabel('Standfirst'))
  await page.keyboard.type('No mouse.')
  for (const [heading, words] of [
    ['Alpha', 'First words.'],
    ['Beta', 'Second words.'],
    ['Gamma', 'Third words.'],
  ] as const) {
    await page.keyboard.press('Control+Enter')
    await expect(headingOf(page)).toBeFocused()
    await expect(headingOf(page)).toHaveValue('')
    await page.keyboard.type(heading)
    await page.keyboard.press('Enter')
    await page.keyboard.type(`About ${heading}`)
    await page.keyboard.press('Enter')
    await expect(wordsOf(page)).toBeFocused()
    await page.keyboard.type(words)
  }
  await expect.poll(() => outline(page)).toEqual(['Alpha', 'Beta', 'Gamma'])

  // The last becomes the first: by the outline's grip.
  await tabTo(page, openOf(page, 'Gamma'), 'Shift+Tab')
  await tabTo(page, gripOf(page, 'Gamma'), 'Shift+Tab')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Home')
  await page.keyboard.press('Enter')
  await expect.poll(() => outline(page)).toEqual(['Gamma', 'Alpha', 'Beta'])

  const publish = page.getByRole('button', { name: 'Publish', exact: true })
  await tabTo(page, publish, 'Shift+Tab')
  await page.keyboard.press('Enter')
  await tabTo(page, page.getByRole('dialog').getByRole('button', { name: 'Publish edition 1' }))
  await page.keyboard.press('Enter')
  const link = page.getByRole('link', { name: 'See it' })
  await expect(page.getByText('Edition 1 is live')).toBeVisible()
  await tabTo(page, link)
  await page.keyboard.press('Enter')
  await page.waitForURL('**/articles/by-keys-alone')
  await expect(
    page
      .getByRole('main')
      .getByRole('heading', { level: 2 })
      .filter({ hasText: /Alpha|Beta|Gamma/ }),
  ).toHaveText([/Gamma/, /Alpha/, /Beta/])
  await expect(page.getByText('Third words.')).toBeVisible()
})
