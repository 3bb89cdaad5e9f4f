import { test as base, expect, type ConsoleMessage, type Locator, type Page } from '@playwright/test'
import fs from 'node:fs'
import { newDataDir, startServer, type Site } from './server'

type Fixtures = {
  /** Messages of the browser's console that this test expects; any other error or warning fails it. */
  expectedConsole: RegExp[]
}

/** The browser says this of every answer that is not 2xx, also of those that a test asked for. */
const answers = /Failed to load resource: the server responded with a status of (4|503)/

/**
 * The browser gives up the animation between two pages, and the page is whole all the same. Chromium 156 asks the second page whether it takes part before it
 * has read a style sheet that came over the network (2 to 6 of 10 such pages; of those whose sheets it had, none), or shows it after four seconds, or when its window gets another size. A page cannot
 * help it: `blocking="render"`, a layout that a script forces and one rule instead of two were tried, and a page that takes no part gets the same message.
 */
const givenUp =
  /^InvalidStateError: Transition was aborted because of invalid state\. (ViewTransition opt-in disabled|Page already revealed|Viewport size changed)$/

/** `test` with a site of the worker's own: the production build, with the published lists, on a free port. */
export const test = base.extend<Fixtures, { site: Site; siteOf: string }>({
  // A file that counts votes or changes lists asks for a site that no other file has used: test.use({ siteOf: 'its name' }).
  siteOf: ['everybody', { scope: 'worker', option: true }],
  site: [
    async ({ siteOf: _ }, use) => {
      const site = await startServer({ dataDir: newDataDir(process.env.PREPARED_DATA_DIR) })
      await use(site)
      const code = await site.stop()
      fs.rmSync(site.dataDir, { recursive: true, force: true })
      if (code !== 0) throw new Error(`The site ended with ${code}:\n${site.output()}`)
    },
    { scope: 'worker', timeout: 90_000 },
  ],
  baseURL: async ({ site }, use) => use(site.url),
  expectedConsole: [[], { option: true }],
  page: async ({ page, site, expectedConsole }, use) => {
    const heard: string[] = []
    const told = (message: ConsoleMessage) => {
      const text = message.text()
      if (['error', 'warning'].includes(message.type()) && ![answers, ...expectedConsole].some((known) => known.test(text))) heard.push(text)
    }
    page.on('console', told)
    page.on('pageerror', (error) => void (givenUp.test(String(error)) || heard.push(String(error))))
    // A readers' page asks nothing of anyone else: a request to another host is a fault, and reaches nobody.
    await page.route(
      (url) => url.protocol.startsWith('http') && url.origin !== site.url,
      (route) => {
        heard.push(`request to another host: ${route.request().url()}`)
        return route.abort()
      },
    )
    await use(page)
    expect(heard, 'errors in the console, and requests to other hosts').toEqual([])
  },
})

/** Loads the page until this stands on it: what one visitor does, others see a second later at the most, not sooner. */
export async function loadUntilVisible(page: Page, address: string, what: Locator): Promise<void> {
  await expect(async () => {
    await page.goto(address)
    await expect(what).toBeVisible({ timeout: 500 })
  }).toPass({ timeout: 15_000, intervals: [200] })
}

export { expect }
