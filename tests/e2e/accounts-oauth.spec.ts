import { expect, test } from '@playwright/test'
import fs from 'node:fs'
import { startOidcProvider } from '../support/oidc-provider'
import { newDataDir, startServer } from './support/server'

/** A real browser holds the answer of a form against the page's `form-action 'self'`; and the way back is another site's. */
test('signing in with a provider leads there and back, and home again', async ({ browser, javaScriptEnabled }) => {
  test.slow()
  const provider = await startOidcProvider()
  const site = await startServer({ dataDir: newDataDir(process.env.PREPARED_DATA_DIR), env: provider.env })
  try {
    const context = await browser.newContext({ baseURL: site.url, javaScriptEnabled })
    const page = await context.newPage()
    await page.goto('/sign-in?next=%2Fabout')
    await page.getByRole('button', { name: 'Continue with Stage Door' }).click()
    await expect(page).toHaveURL(`${site.url}/about`)
    await expect(page.getByRole('banner').getByRole('link', { name: 'Lisa' })).toBeVisible()
    expect(provider.asked).toContain('/authorize')

    provider.person = { sub: '2', name: 'Eve', email: 'eve@lists.example', email_verified: false }
    await context.clearCookies()
    await page.goto('/sign-in')
    await page.getByRole('button', { name: 'Continue with Stage Door' }).click()
    await expect(page.getByRole('alert')).toContainText('not verified there')
    await context.close()
  } finally {
    await site.stop()
    await provider.stop()
    fs.rmSync(site.dataDir, { recursive: true, force: true })
  }
})
