import { chromium, type BrowserContext, type LaunchOptions, type Page } from '@playwright/test'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { openEntry, readKept } from '@/tests/e2e/support/drafts'
import { signInAs } from '@/tests/e2e/support/writers'
import type { PageLoad } from './typed-words'

/** For what has to happen before a test goes on, where nothing is measured. */
export const patienceMs = 90_000

export const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** Tries again until it does not throw, or `mayGoOn` says that it never will. */
export async function until<T>(act: () => Promise<T>, mayGoOn: () => boolean = () => true): Promise<T> {
  for (const from = performance.now(); ;) {
    try {
      return await act()
    } catch (error) {
      if (performance.now() - from > patienceMs || !mayGoOn()) throw error
      await pause(200)
    }
  }
}

/** A tab of a browser. `load`: the page that is in it. */
export type Tab = { page: Page; load: PageLoad }
type Kept = { tab: string; at: string }

/** Which page this is, as its browser names it. */
const nameOf = (page: Page) => page.evaluate(() => sessionStorage.getItem('lightstick:tab') ?? '')
const rowsOf = async (page: Page) => JSON.parse((await readKept(page)) || '[]') as Kept[]
/** When the browser last kept what was written on this page, in milliseconds; null when it keeps nothing of it. */
export async function keptAt({ page, load }: Tab): Promise<number | null> {
  const row = (await rowsOf(page)).find(({ tab }) => tab === load.name)
  return row ? Date.parse(row.at) : null
}

type Options = {
  email: string
  tabCount: number
  url: string
  launchOptions: LaunchOptions
  articleId: string
  /** The heading of an entry that is there. */ anyEntry: () => string
}

/** Somebody with a browser of their own, which can be killed; what their tabs do. */
export class Writer {
  context: BrowserContext | null = null
  tabs: Tab[] = []
  /** The heading of the entry that is written in. */
  at = ''
  private readonly profile = fs.mkdtempSync(path.join(os.tmpdir(), 'lightstick-browser-'))

  constructor(private readonly options: Options) {}

  async open(before: readonly PageLoad[] = []): Promise<void> {
    const { launchOptions, url, tabCount } = this.options
    this.context = await chromium.launchPersistentContext(this.profile, { ...launchOptions, baseURL: url, locale: 'en-GB' })
    this.context.setDefaultTimeout(patienceMs)
    if (before.length > 0) await this.noteKept(before)
    while (this.tabs.length < tabCount) await this.openTab()
  }

  /** What the browser kept of pages that have ended, before a page takes that up. */
  private async noteKept(loads: readonly PageLoad[]) {
    const page = this.context!.pages()[0]!
    await until(() => page.goto('/about'))
    const rows = await rowsOf(page)
    for (const load of loads) {
      const row = rows.find(({ tab }) => tab === load.name)
      load.keptAt = row ? Date.parse(row.at) : null
    }
    await page.goto('about:blank')
  }

  async openTab(): Promise<void> {
    const { context } = this
    const page = await context!.newPage()
    const tab = { page, load: { name: '', ended: null, keptAt: null } }
    await this.load(tab)
    // The browser may have been killed meanwhile.
    if (context === this.context) this.tabs.push(tab)
  }

  /** Leaves a tab, of which the browser tells its page unless that is a crash. */
  leave(tab: Tab, how: string): void {
    this.tabs = this.tabs.filter((one) => one !== tab)
    tab.load.ended ??= { at: Date.now(), how }
  }

  /** The list is loaded again in a tab that one has left. */
  async comeBack(tab: Tab): Promise<void> {
    const { context } = this
    await this.load(tab)
    if (context === this.context) this.tabs.push(tab)
  }

  async enterAgain(tab: Tab): Promise<void> {
    this.leave(tab, 'loaded again')
    await this.comeBack(tab)
  }

  /** Opens the list, however often the site is away meanwhile, and signs in again where the browser has forgotten that. */
  private async load(tab: Tab): Promise<void> {
    const { page } = tab
    const { email, articleId, anyEntry } = this.options
    await until(
      async () => {
        await page.goto(`/admin/articles/${articleId}`)
        if (page.url().includes('sign-in')) {
          await signInAs(page, email)
          await page.goto(`/admin/articles/${articleId}`)
        }
        await openEntry(page, anyEntry())
        tab.load = { name: await nameOf(page), ended: null, keptAt: null }
        if (tab.load.name === '') throw new Error('The page has no name yet')
      },
      () => !page.isClosed(),
    )
  }

  /** Kills the browser, and opens it again. */
  async kill(): Promise<void> {
    const { context, tabs } = this
    const pages = context?.pages() ?? []
    if (!context || pages.length === 0) return
    const closed = new Promise((resolve) => context.once('close', resolve))
    const cdp = await context.newCDPSession(pages[0]!)
    this.context = null
    this.tabs = []
    for (const { load } of tabs) load.ended = { at: Date.now(), how: 'browser killed' }
    await Promise.all([closed, cdp.send('Browser.crash').catch(() => {})])
    await this.open(tabs.map(({ load }) => load))
  }

  async end(): Promise<void> {
    await this.context?.close().catch(() => {})
    fs.rmSync(this.profile, { recursive: true, force: true })
  }
}
