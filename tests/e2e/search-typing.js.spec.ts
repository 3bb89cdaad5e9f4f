import type { Page } from '@playwright/test'
import { expectAccessible } from './support/axe'
import { Visitor } from './support/ask'
import { expect, test } from './support/site'

/** Results while one types: rows below the field, without a page being loaded. */

test.use({ siteOf: 'search while typing' })

const rowsOn = (page: Page) => page.getByRole('region', { name: 'Found while you type' })
/** The rows are for what the field says. */
const settled = (page: Page) => expect(rowsOn(page)).toHaveAttribute('aria-busy', 'false')

test('results come while one types, and Enter takes the first', async ({ page, site }) => {
  await page.goto('/search')
  const box = page.getByRole('searchbox')
  await box.pressSequentially('빅ㅂ')
  const rows = rowsOn(page).getByRole('listitem')
  await expect(rows.first()).toContainText('BIGBANG 빅뱅')
  await expect(rows.first()).toContainText('Group')
  await expect(rows.filter({ hasText: 'Crooked' }).first()).toContainText(/by (G-Dragon|BIGBANG)/)
  await expect(page.getByRole('status')).toContainText(/^\d+ found\. Enter opens BIGBANG/)
  await expect(page.getByRole('heading', { name: 'Or look around' })).toBeHidden()
  expect(page.url()).toBe(`${site.url}/search`)
  await box.press('Enter')
  await expect(page).toHaveURL(/\/groups\/bigbang$/)
})

test('the rows are the first of what the page of results has, and lead there', async ({ page, site }) => {
  await page.goto('/search')
  for (const text of ['bigbang', 'London G-Dragon', 'kpop abroad', 'flashback', 'ㅂㅂ']) {
    await page.getByRole('searchbox').fill(text)
    const answer = await new Visitor(site.url).get(`/search.json?q=${encodeURIComponent(text)}`)
    const { rows, total } = JSON.parse(answer.text) as { rows: { href: string }[]; total: number }
    await expect(rowsOn(page).getByRole('link').first()).toHaveAttribute('href', rows[0]!.href)
    const result = (await new Visitor(site.url).get(`/search?q=${encodeURIComponent(text)}`)).text
    for (const { href } of rows) expect(result, `${text}: ${href}`).toContain(`href="${href}"`)
    expect(result.replaceAll(/<[^>]+>/g, ''), text).toContain(`Everything ${total}`)
  }
  await page.getByRole('searchbox').fill('bigbang')
  await expect(rowsOn(page).getByRole('listitem').first()).toContainText('BIGBANG 빅뱅')
  await settled(page)
  await page.getByRole('link', { name: /^All \d+ results$/ }).click()
  await expect(page).toHaveURL(/\/search\?q=bigbang$/)
})

test('nothing found says what was probably meant, and Enter looks for that', async ({ page }) => {
  await page.goto('/search')
  const box = page.getByRole('searchbox')
  await box.fill('zzyzx')
  await expect(rowsOn(page)).toContainText('Nothing was found for “zzyzx”.')
  await expect(page.getByRole('heading', { name: 'Or look around' })).toBeVisible()
  await box.fill('crookd')
  await expect(rowsOn(page)).toContainText('Nothing is called “crookd”. Did you mean Crooked')
  await box.press('Enter')
  await expect(page).toHaveURL(/\/search\?q=Crooked$/)
  await expect(page.getByRole('region', { name: 'Entries' })).toBeVisible()
})

test('arrows go through the rows and Escape back, and the results of the page come back with its words', async ({ page }) => {
  await page.goto('/search?q=london')
  const box = page.getByRole('searchbox')
  const before = page.getByRole('navigation', { name: 'What was found' })
  await box.fill('bigbang')
  const links = rowsOn(page).getByRole('link')
  await expect(links.first()).toContainText('BIGBANG')
  await expect(before).toBeHidden()
  await box.press('ArrowDown')
  await expect(links.nth(0)).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await expect(links.nth(1)).toBeFocused()
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('ArrowUp')
  await expect(box).toBeFocused()
  await box.press('ArrowDown')
  await page.keyboard.press('Escape')
  await expect(box).toBeFocused()
  await expect(links.first()).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(box).toHaveValue('london')
  await expect(before).toBeVisible()
  await expect(rowsOn(page)).toHaveCount(0)
  await box.fill('')
  await expect(before).toBeHidden()
})

test('an older answer never takes the place of a newer one, and Enter before an answer looks for what was typed', async ({ page }) => {
  let release = () => {}
  const held = new Promise<void>((resolve) => (release = resolve))
  await page.route(/search\.json\?q=bigbang$/, async (route) => {
    await held
    await route.continue().catch(() => {}) // the page gave it up
  })
  await page.goto('/search')
  const box = page.getByRole('searchbox')
  const asked = page.waitForRequest(/search\.json\?q=bigbang$/)
  await box.fill('bigbang')
  await asked
  await box.fill('crooked')
  await expect(rowsOn(page).getByRole('listitem').first()).toContainText('Crooked')
  release()
  await box.fill('crooked ')
  await settled(page)
  await expect(rowsOn(page).getByRole('listitem').first()).toContainText('Crooked')
  await page.unroute(/search\.json/)
  await page.route(/search\.json/, (route) => route.fulfill({ status: 503, body: '' }))
  await box.fill('seoul')
  await box.press('Enter')
  await expect(page).toHaveURL(/\/search\?q=seoul$/)
})

test('Enter that ends a syllable of Hangul is not Enter', async ({ page, site }) => {
  await page.goto('/search')
  const box = page.getByRole('searchbox')
  await box.fill('빅뱅')
  await expect(rowsOn(page).getByRole('listitem').first()).toContainText('BIGBANG')
  const prevented = await box.evaluate(
    (field) => !field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', isComposing: true, bubbles: true, cancelable: true })),
  )
  expect([prevented, page.url()]).toEqual([false, `${site.url}/search`])
})

test('rows are read by everybody, on a phone too', async ({ page }) => {
  for (const width of [320, 390, 1280])
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.setViewportSize({ width, height: 844 })
      await page.emulateMedia({ colorScheme })
      await page.goto('/search')
      for (const text of ['빅ㅂ', 'crookd', 'zzyzx', 'w'.repeat(190)]) {
        await page.getByRole('searchbox').fill(text)
        await settled(page)
        if (!text.startsWith('w')) await expect(rowsOn(page)).toContainText(text === '빅ㅂ' ? 'BIGBANG' : text)
        expect(await page.evaluate(() => document.documentElement.scrollWidth), `${text.slice(0, 10)} at ${width}`).toBeLessThanOrEqual(width)
        if (width !== 320) await expectAccessible(page)
        for (const row of await rowsOn(page).getByRole('link').all()) expect((await row.boundingBox())!.height).toBeGreaterThanOrEqual(44)
      }
    }
})

test('only the page of search loads the script, which is small', async ({ site }) => {
  const visitor = new Visitor(site.url)
  const scriptsOf = async (address: string) =>
    [...(await visitor.get(address)).text.matchAll(/<script type="module" src="([^"]+)"/g)].map(([, source]) => source!)
  const [all, own] = await scriptsOf('/search')
  expect(own).toMatch(/^\/_lightstick\/typed-[a-z0-9]+\.js$/)
  for (const address of ['/', '/articles', '/articles/k-pop-mvs-filmed-abroad', '/articles/k-pop-mvs-filmed-abroad/crooked', '/sign-in'])
    expect(await scriptsOf(address), address).toEqual([all])
  const script = await visitor.ask(own!, { headers: { 'accept-encoding': 'br' } })
  expect(script.status).toBe(200)
  expect(Number(script.headers['content-length'])).toBeLessThanOrEqual(2048)
})

test('the address behind it answers whatever is typed, and is read again each time', async ({ site }) => {
  const visitor = new Visitor(site.url)
  for (const typedText of [
    '',
    '?q=',
    '?q=%00',
    '?q=%ff%fe',
    '?q=a&q=b',
    '?q=_',
    `?q=${'a+'.repeat(60)}`,
    `?q=${'x'.repeat(3000)}`,
    '?q=%22crooked%22+NOT+%28a',
  ]) {
    const { status, headers, text } = await visitor.get(`/search.json${typedText}`)
    expect([status, headers['content-type']], typedText).toEqual([200, 'application/json'])
    expect(headers['cache-control'], typedText).toMatch(/no-cache|must-revalidate/)
    expect(Array.isArray((JSON.parse(text) as { rows: unknown }).rows), typedText).toBe(true)
  }
  const first = await visitor.get('/search.json?q=bigbang')
  const again = await visitor.ask('/search.json?q=bigbang', { headers: { 'if-none-match': first.headers.etag! } })
  expect(again.status).toBe(304)
  expect((await visitor.send('/search.json', { q: 'x' })).status).toBe(405)
})
