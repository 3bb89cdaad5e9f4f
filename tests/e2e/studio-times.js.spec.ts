import fs from 'node:fs'
import path from 'node:path'
import { expect, test } from './support/site'
import { signIn } from './support/writers'

test.use({ siteOf: 'studio times', timezoneId: 'Asia/Seoul' })

/** The studio says one moment in one way: in UTC, marked, until its script runs; then in the zone of whoever looks. An error of hydration would fail this (./support/site). */
test('times stand in the zone of whoever looks, and what is to come says which zone that is', async ({ page, site }) => {
  const at = new Date(Date.now() + 86_400_000)
  at.setUTCHours(20, 30, 0, 0)
  const file = path.join(site.dataDir, 'tomorrow.md')
  fs.writeFileSync(file, `---\nformat: 1\nslug: tomorrow\ntitle: Tomorrow\npublished: ${at.toISOString()}\n---\n\n### One {#one}\n\nWords.\n`)
  await site.lightstick(['import', '--publish', file])
  await signIn(page, site, 'owner')

  const text = (zone: string) =>
    at.toLocaleString('en-GB', { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit', timeZone: zone })
  const [here, inUtc] = [`${text('Asia/Seoul')} GMT+9`, `${text('UTC')} UTC`]
  const row = page.getByRole('listitem').filter({ has: page.getByRole('link', { name: 'Tomorrow' }) })
  const pages = ['/admin?state=scheduled', '/admin/jobs']
  await page.goto(pages[0]!)
  await expect(row).toContainText(`goes live ${here}`)
  await expect(row.getByRole('time')).toHaveText([here, /^\d+ \w+ \d{4}, \d\d:\d\d$/])
  pages.push(`${await row.getByRole('link', { name: 'Tomorrow' }).getAttribute('href')}/history`)
  for (const address of pages) {
    await page.goto(address)
    await expect(page.getByRole('main').getByText(here), address).toBeVisible()
    await expect(page.getByRole('main'), address).not.toContainText('UTC')
    const html = (await (await page.request.get(address)).text()).replaceAll('<!-- -->', '')
    expect(html, address).toContain(inUtc)
  }
})
