import fs from 'node:fs'
import path from 'node:path'
import { expect, test as base } from '@playwright/test'
import { entriesOf, posterOf } from './support/list-page'
import { newDataDir, startServer, type Site } from './support/server'

/** A site of its own: these lists would change what other tests count. */
const test = base.extend<object, { site: Site }>({
  site: [
    async ({}, use) => {
      const site = await startServer({ dataDir: newDataDir(process.env.PREPARED_DATA_DIR) })
      const folder = path.join(site.dataDir, 'lists')
      fs.mkdirSync(folder)
      fs.writeFileSync(path.join(folder, 'records.yaml'), records)
      fs.writeFileSync(path.join(folder, 'countdown.md'), list)
      await site.lightstick(['import', '--publish', folder])
      await use(site)
      await site.stop()
      fs.rmSync(site.dataDir, { recursive: true, force: true })
    },
    { scope: 'worker', timeout: 90_000 },
  ],
  baseURL: async ({ site }, use) => use(site.url),
})

const records = `format: 1
groups:
  bigbang: { name: BIGBANG }
songs:
  blue: { name: Blue, parent: groups/bigbang }
videos:
  blue: { name: Blue, parent: songs/blue, url: https://www.youtube.com/watch?v=abcdefghijk, date: 2012-02-21 }
  third: { name: Third, url: https://vimeo.com/76979871/8272103f6e }
`
const list = `---
format: 1
slug: countdown
title: Three, two, one
authors: [flashback-desk]
series: { slug: k-drama-flashback, position: 2 }
order: countdown
---

### Third place {#third}
- video: videos/third

Words.

### Second place {#second}
- artist: groups/bigbang
- song: songs/blue
- video: videos/blue

Words about it.

### First place {#first}

Words.
`

test('a countdown counts down, and its series leads back and forth', async ({ page }) => {
  await page.goto('/articles/countdown')
  await expect(entriesOf(page).getByRole('heading')).toHaveText([/^3\. Third place/, /^2\. Second place/, /^1\. First place/])
  for (const [index, rank] of ['3', '2', '1'].entries()) await expect(entriesOf(page).nth(index).getByText(rank, { exact: true })).toBeVisible()
  await expect(page.getByRole('list').filter({ has: entriesOf(page) })).toHaveAttribute('reversed', '')
  await page.getByRole('link', { name: /^Before in / }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('K-drama actors')
  await page.getByRole('link', { name: /^Next in / }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Three, two, one')
})

test('a video with an address is described on its entry’s page alone, and asks nothing of anyone before it is pressed', async ({ page, request, site }) => {
  const outside: string[] = []
  await page.route(
    (url) => url.protocol.startsWith('http') && url.origin !== site.url,
    (route) => {
      outside.push(route.request().url())
      return route.abort()
    },
  )
  const videos = async (address: string) => (await (await request.get(address)).text()).match(/"@type":"VideoObject"/g)?.length ?? 0
  expect(await videos('/articles/countdown')).toBe(0)
  expect(await videos('/articles/countdown/first')).toBe(0)
  expect(await videos('/articles/countdown/second')).toBe(1)

  await page.goto('/articles/countdown/second')
  const poster = posterOf(page)
  await expect(poster).toHaveAttribute('href', 'https://www.youtube.com/watch?v=abcdefghijk')
  expect(outside).toEqual([])
  await poster.click()
  await expect(page.getByTitle('Blue')).toHaveAttribute('src', /^https:\/\/www\.youtube-nocookie\.com\/embed\/abcdefghijk/)

  // A video on Vimeo plays in the page too, and its name is said.
  await page.goto('/articles/countdown/third')
  await page.getByRole('link', { name: 'Third Play on Vimeo' }).click()
  const player = 'https://player.vimeo.com/video/76979871?dnt=1&h=8272103f6e&autoplay=1'
  await expect(page.getByTitle('Third')).toHaveAttribute('src', player)
  await expect(page.getByText('From Vimeo, which now knows that you watch it.')).toBeVisible()
  // The policy let it ask.
  await expect.poll(() => outside).toContain(player)
})
