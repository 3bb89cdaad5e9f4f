import { expect, test } from './support/site'
import { addEntry, beginList, outline, saved, signIn } from './support/writers'

test.use({ siteOf: 'small faults' })

test('an address that the studio does not have is answered within the studio, also without JavaScript', async ({ page, site, browser }) => {
  await signIn(page, site, 'author', 'Writer')
  const plain = await browser.newContext({ baseURL: site.url, javaScriptEnabled: false, storageState: await page.context().storageState() })
  for (const tab of [page, await plain.newPage()]) {
    for (const address of ['/admin/nope', '/admin/articles/nope', '/admin/articles/nope/history', '/admin/articles/nope/history/1', '/admin/records/nope']) {
      expect((await tab.goto(address))?.status(), address).toBe(404)
      await expect(tab.locator('html'), address).toHaveAttribute('lang', 'en')
      await expect(tab.getByRole('heading', { level: 1, name: 'This is not in your studio' })).toBeVisible()
      await expect(tab.getByRole('navigation', { name: 'Studio' }).getByRole('link', { name: 'Lists' })).toBeVisible()
      await expect(tab.getByRole('banner')).toContainText('Writer')
      await expect(tab.locator('ls-own, ls-slot')).toHaveCount(0)
    }
    expect((await tab.goto('/admin/articles/nope/preview'))?.status()).toBe(404)
    await expect(tab.getByRole('heading', { name: 'This is not in your studio' })).toBeVisible()
  }
  await plain.close()
})

test('an account that may not is told so within the studio, with its status, also without JavaScript', async ({ page, site, browser }) => {
  const reader = await signIn(page, site, 'author', 'Curious')
  const plain = await browser.newContext({ baseURL: site.url, javaScriptEnabled: false, storageState: await page.context().storageState() })
  const tabs = [page, await plain.newPage()]
  const expectRefused = async (address: string, title: string) => {
    for (const tab of tabs) {
      expect((await tab.goto(address))?.status(), address).toBe(403)
      await expect(tab.getByRole('heading', { level: 1, name: title })).toBeVisible()
      await expect(tab.getByRole('banner')).toContainText('Curious')
      await expect(tab.getByRole('main').getByRole('link').first()).toBeVisible()
    }
  }
  await expectRefused('/admin/jobs', 'Jobs are for admins and owners')
  await expectRefused('/admin/votes', 'Votes are judged by moderators')
  await site.lightstick(['user', '--email', reader, '--update', '--role', 'reader'])
  for (const address of ['/admin', '/admin/articles/nope/preview', '/admin/nope']) await expectRefused(address, 'The studio is for writers')
  await plain.close()
})

test('Alt and an arrow move the entry whose heading holds the cursor', async ({ page, site }) => {
  await signIn(page, site, 'author', 'Mover')
  await beginList(page, 'Three')
  for (const heading of ['One', 'Two']) await addEntry(page, heading)
  await page.getByLabel('Heading', { exact: true }).focus()
  await page.keyboard.press('Alt+ArrowUp')
  await expect
    .poll(async () => (await outline(page)).filter((words) => /One|Two/.test(words)).map((words) => /One|Two/.exec(words)?.[0]))
    .toEqual(['Two', 'One'])
  await expect(page.getByLabel('Heading', { exact: true })).toBeFocused()
  await saved(page)
})

test('the rail marks no entry where none is read', async ({ page }) => {
  await page.goto('/articles/k-pop-mvs-filmed-abroad#blue')
  const marked = page.getByRole('navigation', { name: 'Entries' }).locator('[aria-current]')
  await expect(marked).toHaveText('9')
  await page.goto('/articles/k-pop-mvs-filmed-abroad#comments')
  await expect(marked).toHaveCount(0)
})

test('on a phone the masthead has room for the studio and a name', async ({ page, site }) => {
  await page.setViewportSize({ width: 390, height: 800 })
  await signIn(page, site, 'author', 'Flashback')
  await page.goto('/')
  for (const name of ['Studio', 'Flashback'])
    expect(
      await page
        .getByRole('banner')
        .getByRole('link', { name, exact: true })
        .evaluate((link) => link.scrollWidth <= link.clientWidth),
      name,
    ).toBe(true)
})
