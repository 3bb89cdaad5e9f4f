import { expect, type Page } from '@playwright/test'
import { codeOf } from '../../support/one-time-codes'

/**
 * An app with this key. The site takes no code twice, and takes those of the step before and after its own: so the first code is of the step
 * before, each later one a step further, and none need be waited for. A code whose time is over within ten seconds is not begun with: a busy
 * machine may take that long to type it.
 */
export function appWith(key: string) {
  let last = 0
  return async function code(): Promise<string> {
    const step = () => Math.floor(Date.now() / 30_000)
    last = Math.max(last + 1, Math.floor((Date.now() + 10_000) / 30_000) - 1)
    await expect.poll(() => last <= step() + 1, { message: 'the next code', timeout: 40_000 }).toBe(true)
    return codeOf(key, last * 30_000)
  }
}

/** Turns the second factor on; the page then shows the recovery codes. */
export async function setUpSecondFactor(page: Page, password: string) {
  await page.goto('/account')
  await page.getByRole('link', { name: 'Set up the second factor' }).click()
  await page.getByLabel('Your password').fill(password)
  await page.getByRole('button', { name: 'Begin' }).click()
  await expect(page.getByRole('img', { name: 'QR code with the key' })).toBeVisible()
  const key = (await page.getByRole('region', { name: 'Hand the key' }).getByRole('code').textContent())!
  const code = appWith(key)
  await page.getByLabel('Code', { exact: true }).fill(await code())
  await page.getByRole('button', { name: 'Turn the second factor on' }).click()
  await expect(page.getByRole('status')).toContainText('Your second factor is on')
  const codes = await page.getByRole('region', { name: 'Keep these recovery codes' }).getByRole('listitem').allTextContents()
  expect(codes).toHaveLength(10)
  return { key, code, codes }
}
