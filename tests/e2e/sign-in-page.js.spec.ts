import fs from 'node:fs'
import { expectAccessible } from './support/axe'
import { newDataDir, startServer } from './support/server'
import { expect, test } from './support/site'

/** Signing in as it is drawn: the form, the light beside it or above it, and where one comes back to. */

const entry = '/articles/k-pop-mvs-filmed-abroad/crooked'
const at = (page: string, next: string) => `${page}?next=${encodeURIComponent(next)}`

test('says where one comes back to, in words and beside the form', async ({ page }) => {
  await page.goto(at('/sign-in', `${entry}#comments`))
  const main = page.getByRole('main')
  await expect(main.getByText('You come back to “Crooked” afterwards.')).toBeVisible()
  await expect(main.getByText('“Crooked”', { exact: true })).toBeVisible()
  await expect(main.getByText('No. 4 in K-pop MVs filmed abroad')).toBeVisible()

  await page.goto(at('/sign-up', '/articles/classic-k-pop-mvs-with-k-drama-actors'))
  await expect(main.getByText('Classic K-pop MVs with K-drama actors', { exact: true })).toBeVisible()
  await page.goto(at('/sign-in', '/admin/articles/x'))
  await expect(main.getByText('You come back to the studio afterwards.')).toBeVisible()
  for (const nowhere of ['/sign-in', at('/sign-in', '/articles/no-such-list'), at('/sign-in', '//evil.example')]) {
    await page.goto(nowhere)
    await expect(main.getByText('Lists that readers answer.')).toBeVisible()
    await expect(main.getByText('You come back')).toHaveCount(0)
  }
})

for (const width of [390, 1280])
  test(`the form and the light stand as drawn at ${width} px`, async ({ page }) => {
    await page.setViewportSize({ width, height: 844 })
    for (const [address, submit] of [
      [at('/sign-in', entry), 'Sign in'],
      [at('/sign-up', entry), 'Make the account'],
      ['/forgot', 'Send the link'],
      ['/confirm', 'Send the link again'],
    ] as const) {
      await page.goto(address)
      const main = page.getByRole('main')
      const button = (await main.getByRole('button', { name: submit }).boundingBox())!
      const field = (await main.getByRole('textbox').first().boundingBox())!
      expect([button.x, button.width], address).toEqual([field.x, field.width])
      expect(button.height).toBeGreaterThanOrEqual(44)
      const picture = main.getByRole('presentation')
      expect(await picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0)
      const light = (await picture.boundingBox())!
      const heading = (await main.getByRole('heading', { level: 1 }).boundingBox())!
      if (width === 390) expect([light.width, light.y + light.height <= heading.y]).toEqual([390, true])
      else expect([light.x > heading.x + heading.width, light.x + light.width]).toEqual([true, 1280])
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width)
      if (width === 390) await expectAccessible(page)
    }
  })

test('by keyboard the password follows the address, and what it brings is said', async ({ page }) => {
  await page.goto('/sign-in')
  await page.getByLabel('Email').focus()
  await page.keyboard.press('Tab')
  await expect(page.getByLabel('Password', { exact: true })).toBeFocused()
  await page.keyboard.press('Tab')
  await expect(page.getByRole('link', { name: 'Password forgotten?' })).toBeFocused()
  await expect(page.getByRole('main').getByRole('listitem')).toHaveText([
    'Your votes and comments on every device',
    'What you did here as a guest comes along',
    'Your name, marked as that of an account',
  ])
})

test('nobody is told of a mail that does not leave; where it leaves, they are', async ({ page, browser }) => {
  for (const address of ['/sign-up?done=sent', '/forgot?done=sent', '/confirm?done=sent']) {
    await page.goto(address)
    await expect(page.getByRole('note')).toContainText('This site sends no mail yet, so the link does not come to you: ask whoever runs the site for it.')
    await expect(page.getByRole('note')).toContainText('the folder mail in the data folder')
    await expect(page.getByRole('main')).not.toContainText(/have sent you|on its way|Look into your mail/)
  }
  const site = await startServer({ dataDir: newDataDir(process.env.PREPARED_DATA_DIR), env: { SMTP_URL: 'smtp://127.0.0.1:9' } })
  const other = await browser.newPage({ baseURL: site.url })
  try {
    await other.goto('/sign-up?done=sent')
    await expect(other.getByRole('heading', { level: 1 })).toHaveText('Look into your mail')
    await expect(other.getByRole('status')).toContainText('We have sent you a mail')
    await other.goto('/forgot?done=sent')
    await expect(other.getByRole('status')).toContainText('a mail with a link is on its way')
  } finally {
    await other.close()
    await site.stop()
    fs.rmSync(site.dataDir, { recursive: true, force: true })
  }
})
