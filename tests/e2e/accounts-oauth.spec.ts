import { expect, test, type Page } from '@playwright/test'
import fs from 'node:fs'
import { startOidcProvider } from '../support/oidc-provider'
import { newDataDir, startServer, type Site } from './support/server'

/** The link that the start printed, followed twice. */
async function makeTheOwner(page: Page, site: Site) {
  const link = /Make the first account: (\S+)/.exec(site.output())![1]!
  await page.goto(link)
  await page.getByLabel('Name').fill('Rosé')
  await page.getByLabel('Email').fill('rose@lists.example')
  await page.getByLabel('Password').fill('lantern over water')
  await page.getByRole('button', { name: 'Make the account' }).click()
  await expect(page).toHaveURL(/\/admin/)
  await page.context().clearCookies()
  await page.goto(link)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('This link is over')
}

/** Votes as whoever the browser is, for the entry at this place of the first list; resolves to the list's total afterwards. */
async function vote(page: Page, site: Site, place: number): Promise<number> {
  const list = (await (await page.request.get('/articles')).text()).match(/href="(\/articles\/[a-z0-9-]+)"/)![1]!
  const entries = [...(await (await page.request.get(list)).text()).matchAll(/id="([^"]+)"[^>]*data-entry|data-entry="[^"]+"[^>]*id="([^"]+)"/g)]
  const entry = (entries[place]![1] ?? entries[place]![2])!
  const headers = { origin: site.url, accept: 'application/json' }
  const answer = await page.request.post(`/api${list}/vote`, { data: { entry }, headers })
  expect(answer.status()).toBe(200)
  const { counted, held } = ((await answer.json()) as { results: { counted: number; held: number } }).results
  return counted + held
}

/** A real browser holds the answer of a form against the page's `form-action 'self'`; and the way back is another site's. */
test('the first account by its link; a provider leads there and back, and the guest’s vote comes along', async ({ browser, javaScriptEnabled }) => {
  const provider = await startOidcProvider()
  const site = await startServer({ dataDir: newDataDir(process.env.PREPARED_DATA_DIR), env: provider.env })
  try {
    const context = await browser.newContext({ baseURL: site.url, javaScriptEnabled })
    const page = await context.newPage()
    await makeTheOwner(page, site)
    const total = await vote(page, site, 0)
    await page.goto('/sign-in?next=%2Fabout')
    await page.getByRole('button', { name: 'Continue with Stage Door' }).click()
    await expect(page).toHaveURL(`${site.url}/about`)
    await expect(page.getByRole('banner').getByRole('link', { name: 'Lisa' })).toBeVisible()
    expect(provider.asked).toContain('/authorize')
    // The guest's vote came along: another one moves it.
    expect(await vote(page, site, 1)).toEqual(total)

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
