import type { Page } from '@playwright/test'
import fs from 'node:fs'
import path from 'node:path'
import { Visitor } from './support/ask'
import { expectAccessible } from './support/axe'
import type { Site } from './support/server'
import { expect, test } from './support/site'
import { signIn } from './support/writers'

test.use({ siteOf: 'narrow' })

/** Whatever a name is, and whatever a reader types, no page becomes wider than its screen. */

const letters = 'W'.repeat(60)
const hyphened = `Llanfairpwll-${'gwyngyll'.repeat(5)}`
const syllables = '가나다라마바사아자차카타파하거너더러머버서어저처커'
const link = `https://www.youtube.com/watch?v=abcdefghijk&list=PL${'abcdefghijklmnopqrstuvwxyz0123456789'.repeat(3)}`
const list = '/articles/long-names'

const records = `format: 1
people:
  long: { name: ${letters}, names: [ { name: ${syllables}, lang: ko }, { name: ${letters}x, alias: true } ], parent: groups/long }
  unseen: { name: ${syllables}${syllables}, parent: groups/long }
groups:
  long: { name: ${syllables}, names: [ { name: ${syllables}둘, lang: ko }, { name: ${letters} } ] }
songs:
  long: { name: ${letters}, names: [ { name: ${syllables}, lang: ko } ], parent: groups/long, date: 2011-02-24 }
places:
  land: { name: ${letters}, names: [ { name: ${syllables}, lang: ko } ], at: [51.5, -0.1] }
  long: { name: ${syllables}, parent: places/land, at: [51.5, -0.1] }
videos:
  long: { name: ${letters}, parent: songs/long, url: "https://www.youtube.com/watch?v=abcdefghijk" }
authors:
  long: { name: ${letters}, bio: ${letters} }
series:
  long: { title: ${letters}, description: ${syllables} }
`

const article = (slug: string, title: string) => `---
format: 1
slug: ${slug}
title: ${title}
standfirst: ${letters}
question: ${letters}?
series: { slug: long, position: ${slug.length} }
authors: [long]
---

${link}

# ${syllables} {place: places/long}

### ${letters} {#letters}
**${letters}**, and ${syllables}
- lead: people/long
- artist: groups/long
- song: songs/long
- video: videos/long

${letters} ${syllables} ${link}

### ${syllables} {#syllables}
**${syllables}**
- artist: people/long
- song: songs/long
- video: videos/long

\`${letters}\`

### ${hyphened} {#hyphened}
- song: songs/long

# {outro}

${syllables}
`

async function fill(site: Site) {
  const folder = path.join(site.dataDir, 'long')
  fs.mkdirSync(folder)
  fs.writeFileSync(path.join(folder, 'records.yaml'), records)
  fs.writeFileSync(path.join(folder, 'long-names.md'), article('long-names', letters))
  fs.writeFileSync(path.join(folder, 'syllables.md'), article('syllables', `${syllables}${syllables}`))
  fs.writeFileSync(path.join(folder, 'hyphened.md'), article('hyphened', hyphened))
  await site.lightstick(['import', '--publish', folder])
  const guest = new Visitor(site.url)
  for (const entry of ['letters', 'letters', 'syllables']) expect((await new Visitor(site.url).send(`/api${list}/vote`, { entry })).status).toBe(303)
  for (const [name, body] of [
    [letters.slice(0, 40), `${link} ${letters}`],
    [syllables, `${syllables}${syllables}${syllables}`],
  ] as const)
    expect((await guest.send(`/api${list}/comments`, { name, body, entry: 'letters' })).status).toBe(303)
}

const pages = [
  '/', '/articles', list, `${list}/letters`, `${list}/hyphened`, '/articles/syllables', '/series', '/series/long', '/authors', '/authors/long',
  '/people', '/people/long', '/groups', '/groups/long', '/songs', '/songs/long', '/places', '/places/land', '/places/long',
  `/search?q=${letters}`, `/search?q=${encodeURIComponent(syllables)}`, '/about', '/privacy', '/account', '/sign-in', '/sign-up', '/forgot', '/nothing-here',
] // prettier-ignore

/** What stands out of the screen on the right; nothing when the page is not wider than it. What scrolls by itself may hold more than it shows. */
const standingOut = (page: Page) =>
  page.evaluate(() => {
    const { clientWidth, scrollWidth } = document.documentElement
    if (scrollWidth <= clientWidth) return []
    const out = [...document.querySelectorAll('body *')].filter((element) => element.getBoundingClientRect().right > clientWidth + 1)
    return [`${scrollWidth} px of ${clientWidth}`, ...out.slice(0, 8).map((element) => element.outerHTML.slice(0, 120))]
  })

test.beforeAll(async ({ site }) => fill(site))

for (const width of [320, 390]) {
  test(`every kind of page is as wide as a screen of ${width} px`, async ({ page, site }) => {
    await page.setViewportSize({ width, height: 800 })
    for (const address of pages) {
      const answer = await page.goto(address)
      expect.soft(answer?.status(), address).toBe(address === '/nothing-here' ? 404 : 200)
      expect.soft(await standingOut(page), address).toEqual([])
    }
    // A name of an account stands in the masthead of every page, and in the form of a conversation.
    await signIn(page, site, 'author', letters)
    for (const address of ['/', list, '/account']) {
      await page.goto(address)
      expect.soft(await standingOut(page), `${address}, signed in`).toEqual([])
      if (width === 390)
        expect
          .soft(
            await page
              .getByRole('banner')
              .getByRole('link', { name: 'Studio' })
              .evaluate((a) => a.scrollWidth <= a.clientWidth),
          )
          .toBe(true)
    }
  })
}

test('series and authors are kept on a phone as well: forms, buttons and names stay on the screen', async ({ page, site }) => {
  await signIn(page, site, 'editor', letters)
  for (const width of [320, 390]) {
    await page.setViewportSize({ width, height: 844 })
    for (const address of ['/admin/series', '/admin/authors']) {
      await page.goto(address)
      expect.soft(await standingOut(page), `${address}, ${width} px`).toEqual([])
      for (const one of await page.locator('main summary').all()) await one.click()
      expect.soft(await standingOut(page), `${address}, opened, ${width} px`).toEqual([])
      const saves = page.getByRole('button', { name: 'Save', exact: true })
      expect(await saves.count()).toBeGreaterThan(1)
      for (const button of await saves.all()) {
        await button.scrollIntoViewIfNeeded()
        await expect(button).toBeInViewport({ ratio: 1 })
      }
      if (width === 390) await expectAccessible(page)
    }
  }
})

test('a pasted link stays inside the comment form', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 800 })
  await page.goto(list)
  const words = page.getByRole('textbox', { name: 'Your comment' })
  await words.fill(`look ${link} wow`)
  expect(await standingOut(page)).toEqual([])
  await expect(page.getByRole('button', { name: 'Post comment' })).toBeInViewport()
  await words.fill(letters.repeat(150))
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Jisoo')
  await page.getByRole('button', { name: 'Post comment' }).click()
  await expect(words).toHaveAccessibleDescription(/At most 8,000 characters/)
  expect(await standingOut(page)).toEqual([])
})

test('text at twice its size fits a phone', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  for (const address of [...pages, '/articles/k-pop-mvs-filmed-abroad', '/articles/classic-k-pop-mvs-with-k-drama-actors/park-seo-joon', '/people/g-dragon']) {
    await page.goto(address)
    await page.evaluate(() => (document.documentElement.style.fontSize = '200%'))
    expect.soft(await standingOut(page), address).toEqual([])
    // Nothing of the navigation is beyond the edge.
    const beyond = await page.getByRole('banner').getByRole('link').evaluateAll((links) => links.filter((a) => a.getBoundingClientRect().right > innerWidth).map((a) => a.textContent)) // prettier-ignore
    expect.soft(beyond, `navigation of ${address}`).toEqual([])
  }
})

test('no field is so small that a phone would zoom into it', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  for (const address of [list, '/search', '/sign-in', '/sign-up', '/forgot']) {
    await page.goto(address)
    const small = await page.locator('input:visible, textarea:visible, select:visible').evaluateAll((fields) =>
      fields.filter((field) => Number.parseFloat(getComputedStyle(field).fontSize) < 16).map((field) => field.outerHTML.slice(0, 90)),
    ) // prettier-ignore
    expect.soft(small, address).toEqual([])
  }
})

test('the front page has three large lists and rows without a hole; on a phone those below are small', async ({ page, site }) => {
  const folder = path.join(site.dataDir, 'many')
  fs.mkdirSync(folder)
  for (let at = 1; at <= 7; at++)
    fs.writeFileSync(path.join(folder, `${at}.md`), `---\nformat: 1\nslug: many-${at}\ntitle: List number ${at}\n---\n\n### One {#one}\n\nWords.\n`)
  await site.lightstick(['import', '--publish', folder])
  const lists = page
    .getByRole('main')
    .getByRole('link')
    .filter({ has: page.getByRole('heading', { level: 2 }) })
  await expect(async () => {
    await page.goto('/')
    await expect(lists).toHaveCount(12, { timeout: 500 })
  }).toPass()
  const boxes = async () => Promise.all((await lists.all()).map(async (link) => (await link.boundingBox())!))
  const [lead, ...rest] = await boxes()
  const beside = rest.slice(0, 2)
  for (const box of beside) expect(box.x).toBeGreaterThan(lead!.x + lead!.width)
  expect(lead!.width).toBeGreaterThan(beside[0]!.width * 1.5)
  const right = Math.round(beside[0]!.x + beside[0]!.width)
  for (const first of [2, 5, 8]) {
    const row = rest.slice(first, first + 3)
    expect(new Set(row.map(({ y }) => Math.round(y))).size, 'one line').toBe(1)
    expect(Math.round(row[2]!.x + row[2]!.width), 'to the edge').toBe(right)
    expect(row[0]!.width > row[2]!.width, 'the last row is turned round').toBe(first < 8)
  }
  await expectAccessible(page)

  await page.setViewportSize({ width: 390, height: 844 })
  expect(await standingOut(page)).toEqual([])
  const covers = await Promise.all((await lists.all()).map(async (link) => (await link.locator('img').boundingBox())!.width))
  expect(Math.min(...covers.slice(0, 3))).toBeGreaterThan(300)
  expect(Math.max(...covers.slice(3))).toBeLessThan(150)
  await expectAccessible(page)
})
