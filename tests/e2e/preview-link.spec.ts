import type { Page } from '@playwright/test'
import { Visitor } from './support/ask'
import { expectAccessible } from './support/axe'
import { change, look } from './support/database'
import type { Site } from './support/server'
import { expect, test } from './support/site'
import { newSecretLink } from './support/preview-links'

/** The reader's side of a secret link to a draft: with JavaScript and without. */
test.use({ siteOf: 'preview link' })

const ended = 'This preview has ended, or its address is not whole. Ask whoever sent it for a new one.'
const bar = (page: Page) => page.getByRole('complementary', { name: 'Preview' })
/** The drawn cover of what is shown. */
const cover = (page: Page) => page.locator('img[src^="data:image/svg+xml"]')
const pathOf = ({ token }: { token: string }) => `/preview/${token}`

async function expectEnded(page: Page, address: string) {
  expect((await page.goto(address))?.status()).toBe(404)
  await expect(page.getByText(ended)).toBeVisible()
}

const askAnswer = (site: Site, path: string, method = 'GET', headers: Record<string, string> = {}) => new Visitor(site.url).ask(path, { method, headers })

test('somebody without an account sees the newest draft as readers would, on a phone and on a desk', async ({ page, site, javaScriptEnabled }) => {
  const link = await newSecretLink(site, { title: 'Hidden songs', entries: ['First one', 'Second one'], label: 'Rain’s “manager” <b>' })
  for (const width of [390, 1280]) {
    await page.setViewportSize({ width, height: 900 })
    expect((await page.goto(pathOf(link)))?.status()).toBe(200)
    await expect(bar(page)).toContainText('A preview of a list that is not published')
    await expect(bar(page)).toContainText(/For Rain’s “manager” <b>, until .* UTC/)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Hidden songs')
    for (const heading of ['First one', 'Second one']) await expect(page.getByRole('heading', { name: new RegExp(heading) })).toBeVisible()
    // With the cover of what is shown: it has no address of its own.
    await expect.poll(() => cover(page).evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0)
    // What only a published list has.
    await expect(page.getByRole('button', { name: /vote|comment|favourite/i })).toHaveCount(0)
    await expect(page.getByRole('link', { name: /First one/ })).toHaveCount(1)
    await expect(page.getByRole('navigation', { name: 'Entries' }).getByRole('link', { name: /First one/ })).toBeVisible()
    await expect(page).toHaveTitle(/^Preview/)
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
    if (javaScriptEnabled) await expectAccessible(page)
  }
  expect(await page.context().cookies()).toEqual([])
  // What is written later is in it.
  change(site, `UPDATE "Draft" SET document = replace(document, 'Second one', 'Another second'), version = version + 1 WHERE "articleId" = ?`, link.articleId)
  await page.reload()
  await expect(page.getByRole('heading', { name: /Another second/ })).toBeVisible()
  // Words between strokes are asked for, with JavaScript or without.
  change(
    site,
    `UPDATE "Draft" SET document = replace(document, 'Words of First one.', 'She ||leaves **him**|| there.'), version = version + 1 WHERE "articleId" = ?`,
    link.articleId,
  )
  await page.reload()
  const hidden = page.getByText('leaves him')
  await expect(page.getByText(/^She\s+Spoiler/)).toBeVisible()
  await expect(hidden).toBeHidden()
  await page.getByRole('button', { name: 'Spoiler' }).press('Enter')
  await expect(hidden).toBeVisible()
  if (javaScriptEnabled) await expectAccessible(page)
  await page.keyboard.press('Escape')
  await expect(hidden).toBeHidden()
  const before = await cover(page).getAttribute('src')
  change(site, `UPDATE "Draft" SET document = json_remove(document, '$.entries[1]'), version = version + 1 WHERE "articleId" = ?`, link.articleId)
  await page.reload()
  await expect(cover(page)).not.toHaveAttribute('src', before!)
  expect(look(site, 'SELECT "lastOpenedAt" FROM "PreviewLink" WHERE id = ?', link.id)[0]!.lastOpenedAt).not.toBeNull()
})

test('nobody keeps it, finds it or is told of it; no cookie is set and no log has the address', async ({ page, site }) => {
  const link = await newSecretLink(site, { title: 'Quiet list', entries: ['Quiet entry'], label: 'Rain' })
  for (const method of ['GET', 'HEAD']) {
    const { status, headers, text } = await askAnswer(site, pathOf(link), method)
    expect(status).toBe(200)
    expect(headers).toMatchObject({ 'cache-control': 'no-store', 'x-robots-tag': 'noindex, nofollow', 'referrer-policy': 'no-referrer' })
    for (const name of ['set-cookie', 'etag', 'surrogate-key', 'surrogate-control']) expect(headers[name]).toBeUndefined()
    if (method === 'HEAD') expect(text).toBe('')
    else for (const meta of [/<meta name="robots" content="noindex, ?nofollow"/, /<meta name="referrer" content="no-referrer"/]) expect(text).toMatch(meta)
    if (method === 'GET') expect(text).not.toContain(link.token)
  }
  expect((await askAnswer(site, pathOf(link), 'POST')).status).toBe(405)
  for (const where of ['/search?q=Quiet', '/sitemap.xml', '/articles', '/feed.xml', '/articles/quiet-list']) {
    const { text } = await askAnswer(site, where)
    expect(text).not.toMatch(/Quiet (list|entry)|\/preview\//)
  }
  await page.goto(pathOf(link))
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Quiet list')
  expect(site.output()).not.toContain(link.token)
})

test('what has ended, was revoked or never was has one and the same page', async ({ page, site, javaScriptEnabled }) => {
  const list = { title: 'Ending list', entries: ['One'] }
  const [expired, revoked, live] = [
    await newSecretLink(site, { ...list, label: 'A' }),
    await newSecretLink(site, { ...list, label: 'B' }),
    await newSecretLink(site, { title: 'Other list', entries: ['Two'], label: 'C' }),
  ]
  await page.goto(pathOf(revoked))
  await expect(bar(page)).toBeVisible()
  change(site, `UPDATE "PreviewLink" SET "expiresAt" = ? WHERE id = ?`, new Date(Date.now() - 1000).toISOString(), expired.id)
  change(site, `UPDATE "PreviewLink" SET "revokedAt" = ? WHERE id = ?`, new Date().toISOString(), revoked.id)
  const addresses = [pathOf(expired), pathOf(revoked), `/preview/${'x'.repeat(43)}`, pathOf(live).slice(0, -1), `${pathOf(live)}x`, '/preview', '/preview/a/b']
  const answers = await Promise.all(addresses.map((address) => askAnswer(site, address)))
  for (const { status, text, headers } of answers) {
    expect([status, text]).toEqual([404, answers[0]!.text])
    expect(headers).toMatchObject({ 'cache-control': 'no-store', 'x-robots-tag': 'noindex, nofollow', 'referrer-policy': 'no-referrer' })
  }
  // Open in a browser while it was revoked: the next look shows nothing.
  await page.reload()
  await expect(page.getByText(ended)).toBeVisible()
  await expectEnded(page, pathOf(expired))
  if (javaScriptEnabled) await expectAccessible(page)
  // Each shows its own list alone.
  await page.goto(pathOf(live))
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Other list')
  // A list that is deleted takes them along.
  change(site, `DELETE FROM "PreviewLink" WHERE "articleId" = ?`, live.articleId)
  await expectEnded(page, pathOf(live))
})
