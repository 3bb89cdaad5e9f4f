import { creditsOf, entriesOf, entryOf, jumpLinksOf, posterOf, resultsOf } from './support/list-page'
import { expect, test } from './support/site'

const abroad = '/articles/k-pop-mvs-filmed-abroad'
const flashback = '/articles/classic-k-pop-mvs-with-k-drama-actors'

test('a reader comes from the front page into a list', async ({ page }) => {
  await page.goto('/')
  await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1)
  await expect(page.locator(`main a[href="${abroad}"], main a[href="${flashback}"]`)).not.toHaveCount(0)
  // The newest list stands first, and large.
  const lists = page
    .getByRole('main')
    .getByRole('link')
    .filter({ has: page.getByRole('heading') })
  await lists.first().click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('MVs')
})

for (const [address, count, sections] of [
  [abroad, 14, 8],
  [flashback, 12, 0],
] as const) {
  test(`${address} is whole`, async ({ page }) => {
    await page.goto(address)
    const entries = entriesOf(page)
    await expect(entries).toHaveCount(count)
    await expect(page.getByRole('heading', { name: /\d entr(?:y|ies)$/ })).toHaveCount(sections)
    // Everybody can jump to every entry, and each says what it is, who is in it and where to see it.
    const targets = await jumpLinksOf(page).evaluateAll((links) => links.map((link) => link.getAttribute('href')))
    expect(targets).toHaveLength(count)
    for (const [index, target] of targets.entries()) {
      const entry = entries.nth(index)
      await expect(entry).toHaveAttribute('id', String(target).slice(1))
      await expect(entry).toHaveAttribute('data-entry', /^[a-z0-9]{8,40}$/)
      await expect(entry.getByText(String(index + 1), { exact: true }).first()).toBeVisible()
      await expect(entry.getByRole('heading')).toHaveAccessibleName(new RegExp(`^${index + 1}\\. `))
      await expect(creditsOf(entry).getByRole('link')).not.toHaveCount(0)
      await expect(posterOf(entry)).toHaveAttribute('href', /^https:\/\/www\.youtube\.com\/(?:watch\?v=|results\?search_query=)/)
      await expect(entry.getByRole('paragraph')).not.toHaveCount(0)
    }
    await expect(resultsOf(page)).toBeVisible()
    await expect(page.getByRole('region', { name: /comment/i })).toBeVisible()
    await expect(page.getByRole('complementary', { name: /^About / })).toBeVisible()
    await expect(page.getByRole('region', { name: 'More with the same names' }).getByRole('link')).toHaveCount(1)
  })
}

test('headings go down one level at a time, and ids are used once', async ({ page }) => {
  for (const address of [
    '/',
    '/articles',
    abroad,
    flashback,
    `${abroad}/crooked`,
    '/groups/bigbang',
    '/people',
    '/series/k-drama-flashback',
    '/about',
    '/privacy',
  ]) {
    await page.goto(address)
    const levels = await page.locator('h1, h2, h3, h4, h5, h6').evaluateAll((all) => all.map((heading) => Number(heading.tagName[1])))
    expect(levels[0], address).toBe(1)
    expect(
      levels.filter((level) => level === 1),
      address,
    ).toHaveLength(1)
    for (const [index, level] of levels.entries()) expect(level - (levels[index - 1] ?? 1), `${address}: ${levels.join(' ')}`).toBeLessThanOrEqual(1)
    const ids = await page.locator('[id]').evaluateAll((all) => all.map(({ id }) => id))
    expect(
      ids.filter((id, index) => ids.indexOf(id) !== index),
      address,
    ).toEqual([])
  }
})

test('jumping leads to the entry, and the entry to its own page', async ({ page }) => {
  await page.goto(abroad)
  await jumpLinksOf(page)
    .and(page.getByRole('link', { name: /Crooked/ }))
    .click()
  await expect(page).toHaveURL(/#crooked$/)
  await expect(entryOf(page, 'crooked').getByRole('heading')).toBeInViewport()
  await entryOf(page, 'crooked').getByRole('heading').getByRole('link').first().click()
  await expect(page).toHaveURL(/\/articles\/k-pop-mvs-filmed-abroad\/crooked$/)
  await expect(page.getByRole('heading', { level: 1 })).toContainText('“Crooked”')
  await expect(creditsOf(page)).toContainText('G-Dragon')
  await expect(page.getByRole('region', { name: /comment/i })).toBeVisible()
  await page.getByRole('navigation', { name: 'In this list' }).locator('[rel="next"]').click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('“Only U”')
})

test('a name leads to every appearance in every list', async ({ page }) => {
  await page.goto('/groups/bigbang')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('BIGBANG')
  await expect(page.locator('[lang="ko"]').first()).toHaveText('빅뱅')
  const appearances = page.getByRole('list', { name: 'Appearances' }).getByRole('listitem')
  await expect(appearances).toHaveCount(6)
  for (const list of [abroad, flashback]) await expect(appearances.locator(`a[href^="${list}/"]`)).not.toHaveCount(0)
  // A member's own song counts for the group, and says whose it is.
  await expect(appearances.filter({ hasText: '“Crooked”' })).toContainText('G-Dragon')

  await page.goto('/groups/sistar')
  for (const name of ['“Alone”', '“Loving U”', '“Lonely”']) await expect(appearances.filter({ hasText: name })).toHaveCount(1)
  await expect(appearances.filter({ hasText: '“Lonely”' })).toContainText('Hyolyn')
  await appearances.filter({ hasText: '“Lonely”' }).getByRole('link', { name: 'Hyolyn', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Hyolyn')
  await expect(appearances).toHaveCount(1)

  await page.goto('/places/united-states')
  await expect(appearances).toHaveCount(8)
})

test('indexes lead to what they name', async ({ page }) => {
  for (const [index, name] of [
    ['/people', 'Hyolyn'],
    ['/groups', 'SISTAR'],
    ['/songs', 'Crooked'],
    ['/places', 'Stockholm'],
  ] as const) {
    await page.goto(index)
    await page.getByRole('main').getByRole('region').getByRole('link', { name }).first().click()
    await expect(page.getByRole('heading', { level: 1 })).toContainText(name)
    await expect(page.getByRole('list', { name: 'Appearances' }).getByRole('listitem')).not.toHaveCount(0)
  }
})

test('what is not there is 404, with ways on', async ({ page }) => {
  for (const address of [
    '/nowhere',
    '/articles/nowhere',
    `${abroad}/nowhere`,
    '/series/nowhere',
    '/authors/nowhere',
    '/people/nowhere',
    '/articles?page=99',
    '/articles?page=100001',
    '/series/k-drama-flashback?page=2',
    '/people/g-dragon?page=2',
    `/people?page=${'9'.repeat(40)}`,
  ]) {
    // prettier-ignore
    const answer = await page.goto(address)
    expect(answer?.status(), address).toBe(404)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await expect(page.locator('main a[href="/articles"]')).toBeVisible()
  }
})

test('every page names itself: title, description, canonical address, share image', async ({ page, site, request }) => {
  const addresses = [
    '/',
    '/articles',
    abroad,
    `${abroad}/crooked`,
    '/series',
    '/series/k-drama-flashback',
    '/authors/flashback-desk',
    '/people',
    '/people/g-dragon',
  ]
  for (const address of [...addresses, '/groups/bigbang', '/songs/crooked', '/places/london', '/about', '/privacy']) {
    const answer = await page.goto(`${address}?utm_source=somewhere`)
    expect(answer?.status(), address).toBe(200)
    await expect(page.locator('link[rel="canonical"]')).toHaveAttribute('href', address === '/' ? new RegExp(`^${site.url}/?$`) : `${site.url}${address}`)
    await expect(page.locator('meta[property="og:url"]')).toHaveAttribute('content', address === '/' ? new RegExp(`^${site.url}/?$`) : `${site.url}${address}`)
    expect(await page.title()).not.toBe('')
    await expect(page.locator('meta[name="description"]')).toHaveAttribute('content', /.{10}/)
    await expect(page.locator('link[rel="alternate"][type="application/rss+xml"]').first()).toHaveAttribute('href', `${site.url}/feed.xml`)
  }
  await page.goto(abroad)
  const image = await page.locator('meta[property="og:image"]').getAttribute('content')
  const picture = await request.get(String(image))
  expect(picture.headers()['content-type']).toBe('image/png')
})

test('feeds, the sitemap and robots.txt are where pages and programs look', async ({ page, request, site }) => {
  await page.goto('/series/k-drama-flashback')
  const feeds = await page.locator('link[rel="alternate"]').evaluateAll((links) => links.map((link) => (link as HTMLLinkElement).href))
  expect(feeds.length).toBe(4)
  for (const feed of [...feeds, `${site.url}/authors/flashback-desk/feed.json`]) {
    const answer = await request.get(feed)
    expect(answer.status(), feed).toBe(200)
    expect(answer.headers()['content-type']).toMatch(/^application\/(rss\+xml|feed\+json)/)
  }
  expect(await (await request.get('/robots.txt')).text()).toContain(`Sitemap: ${site.url}/sitemap.xml`)
  const map = await (await request.get('/sitemap.xml')).text()
  const paths = [...map.matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, url]) => new URL(String(url)).pathname)
  expect(paths.length).toBeGreaterThan(60)
  for (const path of paths) expect((await request.get(path)).status(), path).toBe(200)
})

test('a refused form without a page of its own is explained', async ({ page }) => {
  await page.goto('/refused')
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await expect(page.locator('main a[href="/articles"]')).toBeVisible()
})
