import type { Page } from '@playwright/test'
import { expectWhole } from './support/bad-input'
import { commentSaying, entriesOf, entryOf, favouriteButtonOf, favouriteButtonsOf, ownResultOf, resultsOf } from './support/list-page'
import { expect, loadUntilVisible, test } from './support/site'
import { outlineOf, publish, saved } from './support/writers'

test.use({ siteOf: 'the main job' })

/** What Lightstick is for, from end to end: read, vote, change one's mind, comment, sign in, write, publish, see it. */

const abroad = '/articles/k-pop-mvs-filmed-abroad'
const flashback = '/articles/classic-k-pop-mvs-with-k-drama-actors'
const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true }

async function expectFits(page: Page) {
  // The address is there before the style sheet: nothing is painted until then, but it can be measured.
  await page.waitForLoadState('load')
  const { wide, screen } = await page.evaluate(() => ({ wide: document.documentElement.scrollWidth, screen: document.documentElement.clientWidth }))
  expect(wide, `${page.url()} is as wide as the screen`).toBeLessThanOrEqual(screen)
}

test('the main job', async ({ browser, site }) => {
  const complaints: string[] = []
  const listen = (page: Page) => {
    // The browser says this of itself where one page shows the way to another and that one does not: from a list into the studio.
    page.on('pageerror', (error) => /Transition was (?:aborted|skipped)/.test(String(error)) || complaints.push(String(error)))
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
  }

  // A reader on a telephone reads both lists, all of them.
  const reader = await browser.newContext({ baseURL: site.url, ...phone })
  const page = await reader.newPage()
  listen(page)
  await page.goto('/')
  await expectFits(page)
  for (const [address, count] of [
    [abroad, 14],
    [flashback, 12],
  ] as const) {
    await page.goto('/')
    await page.locator(`main a[href="${address}"]`).first().click()
    await expect(page).toHaveURL(address)
    await expectFits(page)
    const entries = entriesOf(page)
    await expect(entries).toHaveCount(count)
    for (let index = 0; index < count; index++) {
      await entries.nth(index).scrollIntoViewIfNeeded()
      await expect(entries.nth(index).getByRole('paragraph').first()).toBeVisible()
      await expect(favouriteButtonsOf(entries.nth(index))).toBeVisible()
    }
  }

  // They vote, and change their mind.
  await page.goto(abroad)
  await favouriteButtonOf(page, 'crooked').click()
  await expect(favouriteButtonOf(page, 'crooked')).toHaveAttribute('aria-pressed', 'true')
  await favouriteButtonOf(page, 'still-you').click()
  await expect(favouriteButtonOf(page, 'still-you')).toHaveAttribute('aria-pressed', 'true')
  await page.reload()
  await expect(favouriteButtonOf(page, 'still-you')).toHaveText(/Your favourite/)
  await expect(favouriteButtonOf(page, 'crooked')).toHaveText(/My favourite/)
  await expect(ownResultOf(page)).toContainText('Still You')
  await expect(resultsOf(page)).toContainText('1 vote so far')

  // Another, without JavaScript, says something.
  const plain = await browser.newContext({ baseURL: site.url, javaScriptEnabled: false, ...phone })
  const other = await plain.newPage()
  await loadUntilVisible(other, abroad, resultsOf(other).getByText('1 vote so far'))
  await other.getByLabel('Your comment').fill('The rooftop, always the rooftop. 옥상!')
  await other.getByLabel('Name', { exact: true }).fill('Mia')
  await other.getByRole('button', { name: 'Post comment' }).click()
  await expect(other).toHaveURL(new RegExp(`${abroad}\\?sort=newest#comment-`))
  await expect(commentSaying(other, 'always the rooftop').getByText('you', { exact: true })).toBeVisible()
  await loadUntilVisible(page, abroad, commentSaying(page, 'always the rooftop'))
  await plain.close()

  // The owner is made by the printed link, changes an entry, and publishes.
  const link = /Make the first account: (\S+)/.exec(site.output())![1]!
  const studio = await browser.newContext({ baseURL: site.url, viewport: { width: 1280, height: 800 } })
  const owner = await studio.newPage()
  listen(owner)
  await owner.goto(link)
  await owner.getByLabel(/^Name/).fill('Hana')
  await owner.getByLabel('Email').fill('hana@lists.example')
  await owner.getByLabel('Password', { exact: true }).fill('lantern over water')
  await owner.getByRole('main').getByRole('button').click()
  await expect(owner).toHaveURL('/admin')
  await owner.goto('/account')
  await owner.getByRole('main').getByRole('button', { name: 'Sign out', exact: true }).click()
  await owner.goto('/sign-in?next=/admin')
  await owner.getByLabel('Email').fill('hana@lists.example')
  await owner.getByLabel('Password', { exact: true }).fill('lantern over water')
  await owner.getByRole('main').getByRole('button', { name: 'Sign in' }).click()
  await expect(owner).toHaveURL('/admin')
  await owner.getByRole('link', { name: 'K-pop MVs filmed abroad' }).first().click()
  await outlineOf(owner)
    .getByRole('button', { name: /Still You/ })
    .click()
  await owner.getByLabel('Words', { exact: true }).fill('Changed a moment ago, in **bold**.')
  await saved(owner)
  expect(await (await owner.request.get(abroad)).text()).not.toContain('Changed a moment ago')
  await publish(owner)

  // Whoever published sees it on the next page they get; everybody else a second later at the most.
  await owner.goto(abroad)
  await expect(entryOf(owner, 'still-you')).toContainText('Changed a moment ago, in bold.')
  await owner.goto(`${abroad}/still-you`)
  await expect(owner.getByRole('main')).toContainText('Changed a moment ago')
  await loadUntilVisible(page, abroad, entryOf(page, 'still-you').filter({ hasText: 'Changed a moment ago' }))
  // Votes and comments stayed with their entry.
  await expect(favouriteButtonOf(page, 'still-you')).toHaveText(/Your favourite/)
  await expect(commentSaying(page, 'always the rooftop')).toBeVisible()
  expect(await entriesOf(page).count()).toBe(14)
  await studio.close()
  await reader.close()
  expect(complaints).toEqual([])
  await expectWhole(site)
})
