import { codeOf } from '../support/one-time-codes'
import { expectAccessible } from './support/axe'
import { expect, test } from './support/site'

/** The account pages in the states that a person meets, held against WCAG. */

const pages = [
  '/sign-in',
  '/sign-in?error=AddressNotVerified',
  '/sign-up',
  '/sign-up?done=sent',
  '/forgot',
  '/forgot?done=sent',
  '/reset?token=none',
  '/confirm',
  '/setup',
]

for (const colorScheme of ['light', 'dark'] as const) {
  test(`account pages have no serious finding, ${colorScheme}`, async ({ page, site }) => {
    await page.emulateMedia({ colorScheme })
    for (const address of pages) {
      expect((await page.goto(address))?.status()).toBe(200)
      await expectAccessible(page)
    }
    await page.goto('/sign-up')
    await page.getByRole('button', { name: 'Make the account' }).click()
    await expect(page.getByRole('alert')).toBeVisible()
    await expectAccessible(page)

    const email = `axe-${colorScheme}@lists.example`
    await site.lightstick(
      ['user', '--email', email, '--name', 'A name of sixty characters that goes on and on until it ends', '--role', 'author', '--password-stdin'],
      'lantern over water',
    )
    await page.goto('/sign-in?next=%2Faccount')
    await page.getByLabel('Email').fill(email)
    await page.getByLabel('Password').fill('lantern over water')
    await page.getByRole('button', { name: 'Sign in' }).click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Your account')
    await expectAccessible(page)
  })

  test(`pages of the second factor have no serious finding, ${colorScheme}`, async ({ page, site }) => {
    await page.emulateMedia({ colorScheme })
    const email = `axe-code-${colorScheme}@lists.example`
    await site.lightstick(['user', '--email', email, '--name', 'Jennie', '--role', 'author', '--password-stdin'], 'lantern over water')
    await page.goto('/sign-in?next=%2Faccount')
    await page.getByLabel('Email').fill(email)
    await page.getByLabel('Password').fill('lantern over water')
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByRole('link', { name: 'Set up the second factor' }).click()
    await expectAccessible(page)
    await page.getByLabel('Your password').fill('lantern over water')
    await page.getByRole('button', { name: 'Begin' }).click()
    const key = await page.getByRole('region', { name: 'Hand the key' }).getByRole('code').textContent()
    await expectAccessible(page)
    await page.getByLabel('Code', { exact: true }).fill(codeOf(key!, Date.now()))
    await page.getByRole('button', { name: 'Turn the second factor on' }).click()
    await expect(page.getByRole('heading', { name: 'Keep these recovery codes' })).toBeVisible()
    await expectAccessible(page)
    await page.context().clearCookies()
    await page.goto('/sign-in')
    await page.getByLabel('Email').fill(email)
    await page.getByLabel('Password').fill('lantern over water')
    await page.getByRole('button', { name: 'Sign in' }).click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('One more step')
    await expectAccessible(page)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await expect(page.getByRole('alert')).toBeVisible()
    await expectAccessible(page)
  })
}

test('the first error is reached from the summary by keyboard', async ({ page }) => {
  await page.goto('/sign-in')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('alert').getByRole('link').first().press('Enter')
  await expect(page.getByLabel('Email')).toBeFocused()
})

test('what is typed into is at least 16 px, so that no phone zooms into it', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  for (const address of ['/sign-in', '/sign-up', '/search', '/articles/k-pop-mvs-filmed-abroad', '/articles/k-pop-mvs-filmed-abroad/still-you']) {
    await page.goto(address)
    const sizes = await page
      .locator('main :is(input:not([type=hidden], [tabindex="-1"]), textarea, select)')
      .evaluateAll((fields) => fields.map((field) => parseFloat(getComputedStyle(field).fontSize)))
    expect(sizes.length, address).toBeGreaterThan(0)
    expect(Math.min(...sizes), address).toBeGreaterThanOrEqual(16)
  }
})
