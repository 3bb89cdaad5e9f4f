import type { Page } from '@playwright/test'
import { expectWhole } from './support/bad-input'
import { expect, loadUntilVisible, test } from './support/site'
import { publish, saved } from './support/writers'

test.use({ siteOf: 'the main job' })

/** What Lightstick is for, from end to end: read, vote, change one's mind, talk, sign in, write, publish, see it. */

const abroad = '/articles/k-pop-mvs-filmed-abroad'
const flashback = '/articles/classic-k-pop-mvs-with-k-drama-actors'
const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true }
const favourite = (page: Page, slug: string) => page.locator(`#${slug} .fav button`)

async function expectFits(page: Page) {
  const { wide, screen } = await page.evaluate(() => ({ wide: document.documentElement.scrollWidth, screen: document.documentElement.clientWidth }))
  expect(wide, `${page.url()} is as wide as the screen`).toBeLessThanOrEqual(screen)
}

test('the main job', async ({ browser, site }) => {
  test.setTimeout(120_000)
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
    const entries = page.locator('[data-entry]')
    await expect(entries).toHaveCount(count)
    for (let index = 0; index < count; index++) {
      await entries.nth(index).scrollIntoViewIfNeeded()
      await expect(entries.nth(index).locator('.prose').first()).toBeVisible()
      await expect(entries.nth(index).locator('.fav button')).toBeVisible()
    }
  }

  // They vote, and change their mind.
  await page.goto(abroad)
  await favourite(page, 'crooked').click()
  await expect(favourite(page, 'crooked')).toHaveAttribute('aria-pressed', 'true')
  await favourite(page, 'still-you').click()
  await expect(favourite(page, 'still-you')).toHaveAttribute('aria-pressed', 'true')
  await page.reload()
  await expect(favourite(page, 'still-you')).toHaveText(/Your favourite/)
  await expect(favourite(page, 'crooked')).toHaveText(/My favourite/)
  await expect(page.locator('#results li.mine')).toContainText('Still You')
  await expect(page.locator('#results .turnout')).toContainText('1 reader has voted')

  // Another, without JavaScript, says something.
  const plain = await browser.newContext({ baseURL: site.url, javaScriptEnabled: false, ...phone })
  const other = await plain.newPage()
  await loadUntilVisible(other, abroad, other.locator('#results .turnout', { hasText: '1 reader has voted' }))
  await other.getByLabel('Your comment').fill('The rooftop, always the rooftop. 옥상!')
  await other.getByLabel('Name', { exact: true }).fill('Mia')
  await other.getByRole('button', { name: 'Post comment' }).click()
  await expect(other).toHaveURL(new RegExp(`${abroad}#comment-`))
  await expect(other.locator('.c', { hasText: 'always the rooftop' })).toContainText('you')
  await loadUntilVisible(page, abroad, page.locator('.c', { hasText: 'always the rooftop' }))
  await plain.close()

  // The owner is made by the printed link, changes an entry, and publishes.
  const link = /Make the first account: (\S+)/.exec(site.output())![1]!
  const studio = await browser.newContext({ baseURL: site.url, viewport: { width: 1280, height: 800 } })
  const owner = await studio.newPage()
  listen(owner)
  await owner.goto(link)
  await owner.getByLabel(/^Name/).fill('Hana')
  await owner.getByLabel('Mail address').fill('hana@lists.example')
  await owner.getByLabel('Password', { exact: true }).fill('lantern over water')
  await owner.locator('main').getByRole('button').click()
  await expect(owner).toHaveURL('/admin')
  await owner.goto('/account')
  await owner.locator('main').getByRole('button', { name: 'Sign out', exact: true }).click()
  await owner.goto('/sign-in?next=/admin')
  await owner.getByLabel('Mail address').fill('hana@lists.example')
  await owner.getByLabel('Password', { exact: true }).fill('lantern over water')
  await owner.locator('main').getByRole('button', { name: 'Sign in' }).click()
  await expect(owner).toHaveURL('/admin')
  await owner.getByRole('link', { name: 'K-pop MVs filmed abroad' }).first().click()
  await owner
    .locator('.outline')
    .getByRole('button', { name: /Still You/ })
    .click()
  await owner.getByLabel('Words', { exact: true }).fill('Changed a moment ago, in **bold**.')
  await saved(owner)
  expect(await (await owner.request.get(abroad)).text()).not.toContain('Changed a moment ago')
  await publish(owner)

  // Whoever published sees it on the next page they get; everybody else a second later at the most.
  await owner.goto(abroad)
  await expect(owner.locator('#still-you .prose').first()).toContainText('Changed a moment ago, in bold.')
  await owner.goto(`${abroad}/still-you`)
  await expect(owner.locator('main')).toContainText('Changed a moment ago')
  await loadUntilVisible(page, abroad, page.locator('#still-you', { hasText: 'Changed a moment ago' }))
  // Votes and talk stayed with their entry.
  await expect(favourite(page, 'still-you')).toHaveText(/Your favourite/)
  await expect(page.locator('.c', { hasText: 'always the rooftop' })).toBeVisible()
  expect(await page.locator('[data-entry]').count()).toBe(14)
  await studio.close()
  await reader.close()
  expect(complaints).toEqual([])
  await expectWhole(site)
})
