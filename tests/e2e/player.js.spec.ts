import { expect, test } from './support/site'

test('the button on a poster opens the player in its place, and nothing is asked of anyone before', async ({ browser, site }) => {
  const context = await browser.newContext({ baseURL: site.url })
  const page = await context.newPage()
  const asked: string[] = []
  const refused: string[] = []
  page.on('console', (message) => void (message.type() === 'error' && refused.push(message.text())))
  await page.route(
    (url) => url.origin !== site.url,
    async (route) => {
      asked.push(route.request().url())
      await route.fulfill({ contentType: 'text/html', body: '<title>Player</title><p>It plays.</p>' })
    },
  )
  for (const [address, name] of [
    ['/articles/k-pop-mvs-filmed-abroad', /Crooked Play on YouTube/],
    ['/articles/k-pop-mvs-filmed-abroad/crooked', /Crooked Play on YouTube/],
    ['/people/g-dragon', /Crooked Play on YouTube/],
    ['/songs/crooked', /Crooked Play on YouTube/],
  ] as const) {
    asked.length = 0
    await page.goto(address)
    const poster = page.getByRole('link', { name })
    const watch = new URL((await poster.getAttribute('href'))!).searchParams.get('v')
    expect(asked, address).toEqual([])
    await poster.click()
    await expect(page.frameLocator('iframe').getByText('It plays.')).toBeVisible()
    expect(asked, address).toEqual([`https://www.youtube-nocookie.com/embed/${watch}?rel=0&autoplay=1`])
    await expect(page.getByRole('link', { name: 'Open it there' })).toHaveAttribute('href', new RegExp(`v=${watch}$`))
  }
  expect(refused, 'refused by the policy').toEqual([])
  await context.close()
})

test('only what has no address is looked for', async ({ page }) => {
  for (const list of ['k-pop-mvs-filmed-abroad', 'classic-k-pop-mvs-with-k-drama-actors']) {
    await page.goto(`/articles/${list}`)
    const hrefs = await page.getByRole('link', { name: /on YouTube$/ }).evaluateAll((links) => links.map((a) => [(a as HTMLAnchorElement).href, a.getAttribute('aria-label')!])) // prettier-ignore
    expect(hrefs.length).toBeGreaterThan(10)
    for (const [href, label] of hrefs) expect(href!.includes('/watch?v='), label).toBe(label!.endsWith(' Play on YouTube'))
    expect(hrefs.filter(([href]) => href!.includes('/watch?v=')).length).toBeGreaterThanOrEqual(8)
  }
})
