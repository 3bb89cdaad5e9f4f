import { Visitor } from './support/ask'
import { expect, test } from './support/site'

test.use({ siteOf: 'search' })

test('a reader searches from any page, by name in either script', async ({ page }) => {
  await page.goto('/about')
  await page.getByRole('banner').getByRole('link', { name: 'Search' }).click()
  const box = page.getByRole('searchbox')
  for (const text of ['g dragon', '지드래곤']) {
    await box.fill(text)
    await page.getByRole('search').getByRole('button', { name: 'Search' }).click()
    await expect(box).toHaveValue(text)
    await expect(page).toHaveURL((url) => url.pathname === '/search' && url.searchParams.get('q') === text)
    await expect(page.locator('main a[href="/people/g-dragon"]')).toBeVisible()
  }
  await page.locator('main a[href="/people/g-dragon"]').click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('G-Dragon')
})

test('lists and entries are found by their words', async ({ page }) => {
  await page.goto('/search?q=kpop+abroad')
  await expect(page.getByRole('main')).toContainText('1 list')
  await expect(page.locator('mark')).toContainText(['K-pop', 'abroad'])
  await page.getByRole('region', { name: 'Lists' }).getByRole('link').first().click()
  await expect(page).toHaveURL(/\/articles\/k-pop-mvs-filmed-abroad$/)

  await page.goto('/search?q=still+you')
  const entries = page.getByRole('region', { name: 'Entries' })
  await expect(entries).toContainText('in K-pop MVs filmed abroad')
  await entries.getByRole('link', { name: '“Still You”' }).click()
  await expect(page).toHaveURL(/\/articles\/k-pop-mvs-filmed-abroad\/still-you$/)
})

test('nothing found keeps the words and says what to do', async ({ page }) => {
  await page.goto('/search?q=zzyzx+road')
  await expect(page.getByRole('main')).toContainText('Nothing was found for')
  await expect(page.getByRole('searchbox')).toHaveValue('zzyzx road')
  await expect(page.locator('main a[href="/people"]')).toBeVisible()
})

test('whatever is typed gets an answer, and none of it is kept', async ({ site }) => {
  const visitor = new Visitor(site.url)
  const kept = async () => /_store_pages (\d+)/.exec((await visitor.get('/metrics')).text)?.[1]
  const before = await kept()
  const long = 'x'.repeat(3000)
  for (const typed of [
    '%00',
    '%ff%fe',
    '%',
    '%25',
    '_',
    "'",
    '%F0%9F%92%9C',
    '%D7%A9%D7%9C%D7%95%D7%9D',
    '%E2%80%AEabc',
    'a&q=b',
    `${'a+'.repeat(60)}`,
    long,
  ]) {
    const { status, text } = await visitor.get(`/search?q=${typed}`)
    expect(status, typed).toBe(200)
    expect(text, typed).toContain('noindex')
    expect(text, typed).toMatch(/rel="canonical" href="[^"]*\/search"/)
  }
  expect((await visitor.get(`/search?q=${long}`)).text).toContain(`value="${long}"`)
  expect((await visitor.get('/search?q=%3Cscript%3Ealert(1)%3C/script%3E')).text).not.toContain('<script>alert')
  expect((await visitor.get(`/search?q=${'x'.repeat(20_000)}`)).status).toBe(414)
  expect(await kept()).toBe(before)
})
