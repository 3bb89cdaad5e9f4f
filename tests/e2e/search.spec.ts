import fs from 'node:fs'
import path from 'node:path'
import { Visitor } from './support/ask'
import { expect, test } from './support/site'

test.use({ siteOf: 'search' })

test('a reader searches from any page, by name in either script', async ({ page }) => {
  await page.goto('/about')
  await page.getByRole('banner').getByRole('link', { name: 'Search' }).click()
  const box = page.getByRole('searchbox')
  for (const text of ['g dragon', '지드래곤', '지드래', 'ㅈㄷㄹㄱ']) {
    await box.fill(text)
    await page.getByRole('search').getByRole('button', { name: 'Search' }).click()
    await expect(box).toHaveValue(text)
    await expect(page).toHaveURL((url) => url.pathname === '/search' && url.searchParams.get('q') === text)
    await expect(
      page
        .getByRole('main')
        .getByRole('link', { name: /G-Dragon/ })
        .first(),
    ).toBeVisible()
  }
  await page.locator('main a[href="/people/g-dragon"]').first().click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('G-Dragon')
})

test('entries are found by what they credit, with the reason', async ({ page }) => {
  for (const text of ['bigbang', 'big bang', '빅뱅', '빅ㅂ', 'ㅂㅂ']) {
    await page.goto(`/search?q=${encodeURIComponent(text)}`)
    const entries = page.getByRole('region', { name: 'Entries' })
    // The initials are those of others too.
    if (text !== 'ㅂㅂ') await expect(entries.getByRole('listitem'), text).toHaveCount(6)
    const crooked = entries.getByRole('listitem').filter({ hasText: 'Crooked' })
    await expect(crooked, text).toContainText('by G-Dragon of BIGBANG')
    await expect(crooked, text).toContainText('No. 4 in K-pop MVs filmed abroad')
    await expect(entries.getByRole('listitem').filter({ hasText: 'Park Min-young' }), text).toContainText('by BIGBANG')
  }
  await page.getByRole('region', { name: 'Entries' }).getByRole('link', { name: '“Crooked”' }).click()
  await expect(page).toHaveURL(/\/articles\/k-pop-mvs-filmed-abroad\/crooked$/)
})

test('words may stand in different names of one entry, and in its prose', async ({ page }) => {
  for (const [text, heading] of [
    ['London G-Dragon', '“Crooked”'],
    ['bigbang las vegas', '“Tonight”'],
    ['Lee Min-ho kiss', 'Lee Min-ho'],
    ['park min young haru haru', 'Park Min-young'],
    ['hyolyn london', '“Lonely”'],
  ] as const) {
    await page.goto(`/search?q=${encodeURIComponent(text)}`)
    const entries = page.getByRole('region', { name: 'Entries' })
    await expect(entries.getByRole('listitem'), text).toHaveCount(1)
    await expect(entries.getByRole('link', { name: heading }), text).toBeVisible()
  }
  await page.goto('/search?q=boys+over+flowers')
  await expect(page.getByRole('region', { name: 'Entries' }).locator('mark')).toContainText(['Boys', 'Over', 'Flowers'])
})

test('lists, series and authors are found by their words', async ({ page }) => {
  await page.goto('/search?q=kpop+abroad')
  await expect(page.getByRole('region', { name: 'Lists' }).locator('mark')).toContainText(['K-pop', 'abroad'])
  await page.getByRole('region', { name: 'Lists' }).getByRole('link').first().click()
  await expect(page).toHaveURL(/\/articles\/k-pop-mvs-filmed-abroad$/)
  await page.goto('/search?q=flashback')
  await expect(page.getByRole('region', { name: 'Series and authors' }).getByRole('link', { name: 'K-drama Flashback' })).toBeVisible()
})

test('one group alone is a link away, and back', async ({ page }) => {
  await page.goto('/search?q=bigbang')
  const groups = page.getByRole('navigation', { name: 'What was found' })
  await groups.getByRole('link', { name: /Songs/ }).click()
  await expect(page).toHaveURL(/\/search\?q=bigbang&in=songs$/)
  await expect(page.getByRole('region', { name: 'Songs' }).getByRole('link', { name: /Haru Haru/ })).toBeVisible()
  await expect(page.getByRole('region', { name: 'Entries' })).toHaveCount(0)
  await groups.getByRole('link', { name: /Everything/ }).click()
  await expect(page.getByRole('region', { name: 'Entries' })).toBeVisible()
})

test('a typo leads to what was meant', async ({ page }) => {
  for (const [text, meant] of [
    ['crookd', 'Crooked'],
    ['bingbang', 'BIGBANG'],
  ] as const) {
    await page.goto(`/search?q=${text}`)
    await expect(page.getByRole('main')).toContainText(`Nothing is called ${text}. Did you mean`)
    await page.getByRole('main').getByRole('link', { name: meant, exact: true }).first().click()
    await expect(page).toHaveURL((url) => url.searchParams.get('q') === meant)
    await expect(page.getByRole('region', { name: 'Entries' })).toBeVisible()
  }
})

test('what is published is found at once, and what is renamed and unpublished a moment later', async ({ page, site }) => {
  const file = path.join(site.dataDir, 'rain.md')
  const records = path.join(site.dataDir, 'rain.yaml')
  const write = (name: string) => fs.writeFileSync(records, `format: 1\npeople:\n  somebody-new:\n    name: ${name}\n`)
  write('Zebulon Quill')
  fs.writeFileSync(
    file,
    '---\nformat: 1\ntitle: Songs for a wet umbrella\nslug: wet-umbrella\n---\n\n### A drizzle {#a-drizzle}\n- artist: people/somebody-new\n\nPitter-patter.\n',
  )
  await site.lightstick(['import', '--publish', records, file])
  const found = async (text: string) => {
    await page.goto(`/search?q=${encodeURIComponent(text)}`)
    return page.getByRole('region', { name: 'Entries' }).getByRole('listitem').count()
  }
  for (const text of ['drizzle', 'zebulon', 'pitterpatter']) expect(await found(text), text).toBe(1)
  write('Barnaby Quill')
  await site.lightstick(['import', records])
  await expect.poll(() => found('barnaby'), { timeout: 30_000 }).toBe(1)
  expect(await found('zebulon')).toBe(0)
})

test('nothing found keeps the words and says what to do', async ({ page }) => {
  await page.goto('/search?q=zzyzx+road')
  await expect(page.getByRole('main')).toContainText('Nothing was found for')
  await expect(page.getByRole('searchbox')).toHaveValue('zzyzx road')
  await expect(page.locator('main a[href="/people"]')).toBeVisible()
  await page.getByRole('link', { name: 'Clear' }).click()
  await expect(page.getByRole('searchbox')).toHaveValue('')
})

test('nothing that is found makes the page wider than its screen', async ({ page }) => {
  for (const width of [320, 390, 1280]) {
    await page.setViewportSize({ width, height: 800 })
    for (const text of ['bigbang', '빅뱅', 'crookd', 'park', 'w'.repeat(190), '가'.repeat(190)]) {
      await page.goto(`/search?q=${encodeURIComponent(text)}`)
      await expect(page.getByRole('searchbox')).toBeVisible()
      const wide = await page.locator('html').evaluate((html) => html.scrollWidth)
      expect(wide, `${text.slice(0, 20)} at ${width}`).toBeLessThanOrEqual(width)
    }
  }
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
    'bigbang&in=nothing&after=x',
    'bigbang&in=entries&after=all.99999999999999',
    'bigbang&in=entries&after=names.0',
    '%22crooked%22+NOT+%28a',
    '%27a%27:*+%26+!(b',
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
