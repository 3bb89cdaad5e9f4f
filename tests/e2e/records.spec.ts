import fs from 'node:fs'
import path from 'node:path'
import { Visitor } from './support/ask'
import { expect, loadUntilVisible, test } from './support/site'

test.use({ siteOf: 'records' })

test('a group shows its videos with their place and votes, and all its members', async ({ page }) => {
  await page.goto('/groups/bigbang')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('BIGBANG')
  await expect(page.getByText('빅뱅', { exact: true }).first()).toBeVisible()
  const crooked = page.getByRole('list', { name: 'Appearances' }).getByRole('listitem').filter({ hasText: '“Crooked”' })
  await expect(crooked).toContainText('No. 4 of 14 in K-pop MVs filmed abroad')
  await expect(crooked.getByRole('link', { name: /Crooked Play on YouTube/ })).toHaveAttribute('href', /^https:\/\/www\.youtube\.com\/watch\?v=/)
  await expect(crooked.getByRole('button', { name: /My favourite/ })).toBeVisible()
  await expect(crooked.getByRole('link', { name: 'Talk about it' })).toBeVisible()
  // Along the years, with where each stands in its list.
  await expect(page.getByRole('heading', { level: 2, name: 'Six videos, 2008 to 2015' })).toBeVisible()
  const years = await page.getByRole('list', { name: 'Appearances' }).getByRole('listitem').allTextContents()
  expect(years.map((text) => /^\d{4}/.exec(text.trim())?.[0])).toEqual(['2008', '2011', '2012', '2012', '2013', '2015'])
  const members = page.getByRole('region', { name: 'Members' }).getByRole('listitem')
  await expect(members).toHaveText([/Daesung/, /G-Dragon/, /Seungri/, /T\.O\.P/, /Taeyang/])
  await expect(members.filter({ hasText: 'G-Dragon' }).getByRole('link')).toHaveAttribute('href', '/people/g-dragon')
  // Whom no list credits has no page to lead to.
  await expect(members.filter({ hasText: 'Taeyang' }).getByRole('link')).toHaveCount(0)
})

test('a song shows its video, who is seen in it, and more by the same artist', async ({ page }) => {
  await page.goto('/songs/haru-haru')
  const head = page.getByRole('main').locator('header')
  await expect(head).toContainText('Out')
  await expect(head.getByRole('link', { name: /Park Min-young/ })).toHaveAttribute('href', '/people/park-min-young')
  await expect(page.getByRole('link', { name: 'BIGBANG Haru Haru Play on YouTube' })).toBeVisible()
  const more = page.getByRole('region', { name: 'More by BIGBANG' }).getByRole('listitem')
  await expect(more).toHaveCount(3)
  await expect(more.first().getByRole('heading').getByRole('link')).toBeVisible()
})

test('a favourite chosen on the page of a record stays chosen there, and stays out of other lists', async ({ browser, site, javaScriptEnabled }) => {
  const context = await browser.newContext({ baseURL: site.url, javaScriptEnabled })
  const page = await context.newPage()
  const entry = (heading: string) => page.getByRole('list', { name: 'Appearances' }).getByRole('listitem').filter({ hasText: heading })
  await page.goto('/groups/bigbang')
  await entry('“Crooked”')
    .getByRole('button', { name: /My favourite/ })
    .click()
  if (javaScriptEnabled) await expect(entry('“Crooked”').getByRole('button', { name: /Your favourite/ })).toBeFocused()
  await page.goto('/groups/bigbang')
  await expect(entry('“Crooked”').getByRole('button', { name: /Your favourite/ })).toHaveAttribute('aria-pressed', 'true')
  // The other list asks a question of its own.
  await entry('Park Min-young')
    .getByRole('button', { name: /My favourite/ })
    .click()
  if (javaScriptEnabled)
    for (const heading of ['“Crooked”', 'Park Min-young']) await expect(entry(heading).getByRole('button', { name: /Your favourite/ })).toBeVisible()
  await page.goto('/groups/bigbang')
  for (const heading of ['“Crooked”', 'Park Min-young']) await expect(entry(heading).getByRole('button', { name: /Your favourite/ })).toHaveAttribute('aria-pressed', 'true') // prettier-ignore
  await context.close()
})

test('who is in no list has no page, until a list credits them', async ({ page, site }) => {
  const [slug, name] = ['taeyang', 'Taeyang']
  const visitor = new Visitor(site.url)
  expect((await visitor.get(`/people/${slug}`)).status).toBe(404)
  for (const address of ['/people', '/sitemap.xml', '/groups/bigbang', `/search?q=${slug}`])
    expect((await visitor.get(address)).text, address).not.toContain(`/people/${slug}`)
  const folder = path.join(site.dataDir, slug)
  fs.mkdirSync(folder)
  fs.writeFileSync(
    path.join(folder, `alone-${slug}.md`),
    `---\nformat: 1\nslug: alone-${slug}\ntitle: Alone with ${slug}\n---\n\n### A song alone {#alone}\n- artist: people/${slug}\n\nWords.\n`,
  )
  await site.lightstick(['import', '--publish', folder])
  await loadUntilVisible(page, `/people/${slug}`, page.getByRole('heading', { level: 1, name }))
  await loadUntilVisible(page, '/groups/bigbang', page.getByRole('region', { name: 'Members' }).getByRole('link', { name, exact: true }))
  // One entry without a date does not take the line of years away.
  await expect(page.getByRole('heading', { level: 2, name: 'Six videos, 2008 to 2015' })).toBeVisible()
  await expect(page.getByRole('region', { name: 'Without a date' }).getByRole('listitem')).toContainText('A song alone')
  // Of one entry the question is another.
  await page.goto(`/articles/alone-${slug}`)
  await expect(page.getByRole('heading', { name: 'Is it one of your favourites?' })).toBeVisible()
})
