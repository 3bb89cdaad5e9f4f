import { expectAccessible } from './support/axe'
import { entriesOf } from './support/list-page'
import { expect, test } from './support/site'

/** Each kind of page that every site has. Specs of a feature check the states of their own pages. */
const pages = [
  '/',
  '/articles',
  '/series',
  '/series/k-drama-flashback',
  '/authors/flashback-desk',
  '/people',
  '/people/park-seo-joon',
  '/groups/bigbang',
  '/songs/crooked',
  '/places/united-states',
  '/search',
  '/search?q=bigbang',
  '/search?q=seoul',
  '/about',
  '/privacy',
  '/refused',
  '/nothing-here',
]

for (const colorScheme of ['light', 'dark'] as const) {
  for (const address of pages) {
    test(`${address} has no serious finding, ${colorScheme}`, async ({ page }) => {
      await page.emulateMedia({ colorScheme })
      const answer = await page.goto(address)
      expect(answer?.status()).toBe(address === '/nothing-here' ? 404 : 200)
      await expectAccessible(page)
    })
  }
}

test('every article, and its first entry, has no serious finding', async ({ page }) => {
  await page.goto('/articles')
  const addresses = await page
    .locator('main a[href^="/articles/"]')
    .evaluateAll((links) => [...new Set(links.map((link) => new URL((link as HTMLAnchorElement).href).pathname))])
  expect(addresses.length).toBeGreaterThan(1)
  for (const address of addresses) {
    await page.goto(address)
    await expectAccessible(page)
    const entry = await entriesOf(page).first().getAttribute('id')
    await page.goto(`${address}/${entry}`)
    await expectAccessible(page)
  }
})
