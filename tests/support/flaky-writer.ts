import { chromium, type BrowserContext, type LaunchOptions, type Page } from '@playwright/test'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { look } from '@/tests/e2e/support/database'
import { draftOn, headingOf, openEntry, putEntries, readKept, wordsOf } from '@/tests/e2e/support/drafts'
import { freePort, newDataDir, startServer, type Site } from '@/tests/e2e/support/server'
import { beginList, signIn, signInAs } from '@/tests/e2e/support/writers'
import { randomNumbers } from '@/tests/factories/big-site'

const headings = ['Anchor', 'Bridge', 'Candle', 'Dancer', 'Ember', 'Forest', 'Garden', 'Harbour', 'Island', 'Jasmine', 'Kettle', 'Lantern']
/** The troubles that there are, as `happened` counts them. */
export const troubles = ['servers killed', 'browsers killed', 'times offline']
/** For what has to happen before a test goes on, where nothing is measured. */
const patienceMs = 90_000

export type FlakyWork = {
  /** Every word that was typed and then found in the browser's storage or on the site. */
  typed: number
  /** Of these, those that the draft lacks in the end, and those that it has more than once. */
  missing: string[]
  /** Those that stand around a word of the other writer, who began it where this one stood half typed. */
  apart: string[]
  twice: string[]
  /** What happened meanwhile, and how often. */
  happened: Record<string, number>
}

/** Somebody with a browser of their own, which can be killed; what their tabs do. */
class Writer {
  context: BrowserContext | null = null
  tabs: Page[] = []
  private readonly profile = fs.mkdtempSync(path.join(os.tmpdir(), 'lightstick-browser-'))

  constructor(
    private readonly email: string,
    private readonly tabCount: number,
    private readonly url: string,
    private readonly launchOptions: LaunchOptions,
  ) {}

  async open(articleId: string) {
    this.context = await chromium.launchPersistentContext(this.profile, { ...this.launchOptions, baseURL: this.url, locale: 'en-GB' })
    this.tabs = []
    for (let n = 0; n < this.tabCount; n++) {
      const page = await this.context.newPage()
      await this.enter(page, articleId)
      this.tabs.push(page)
    }
  }

  /** Opens the list, however often the site is away meanwhile, and signs in again where the browser has forgotten that. */
  async enter(page: Page, articleId: string) {
    await until(async () => {
      await page.goto(`/admin/articles/${articleId}`)
      if (page.url().includes('sign-in')) {
        await signInAs(page, this.email)
        await page.goto(`/admin/articles/${articleId}`)
      }
      await openEntry(page, headings[0]!)
    })
  }

  async kill() {
    const { context } = this
    this.context = null
    this.tabs = []
    const pages = context?.pages() ?? []
    if (!context || pages.length === 0) return
    const closed = new Promise((resolve) => context.once('close', resolve))
    await Promise.all([
      closed,
      context
        .newCDPSession(pages[0]!)
        .then((cdp) => cdp.send('Browser.crash'))
        .catch(() => {}),
    ])
  }

  async end() {
    await this.context?.close().catch(() => {})
    fs.rmSync(this.profile, { recursive: true, force: true })
  }
}

/** Tries again until it does not throw. */
async function until(act: () => Promise<unknown>): Promise<void> {
  for (const from = performance.now(); ;) {
    try {
      return void (await act())
    } catch (error) {
      if (performance.now() - from > patienceMs) throw error
      await new Promise((resolve) => setTimeout(resolve, 200))
    }
  }
}

/** A word that nobody else types, of letters that the other writer does not use: so those of one can be told where both type at one place and stand in between. */
const wordOf = (number: number, isWriter: boolean) => {
  const digits = String(number).padStart(5, '0')
  return isWriter ? `w${digits}` : `k${digits.replace(/\d/g, (digit) => 'abcdefghij'[Number(digit)]!)}`
}
const lettersOf = (word: string, text: string) => text.replace(word.startsWith('w') ? /[^w0-9|]/g : /[^a-k|]/g, '')

/**
 * A writer with two tabs and a colleague write in a list of twelve for so many seconds, while their network comes and goes, and the server and the writer's browser are killed at random
 * moments. Then all come back. Resolves to what became of their words. The same `seed` gives the same row of decisions, not of moments.
 */
export async function writeWhileAllIsFlaky(options: { seconds: number; seed: number; dataDir?: string; launchOptions: LaunchOptions }): Promise<FlakyWork> {
  const [dataDir, port] = [newDataDir(options.dataDir), await freePort()]
  let site: Site = await startServer({ dataDir, port })
  const happened: Record<string, number> = {}
  const count = (what: string) => (happened[what] = (happened[what] ?? 0) + 1)
  const typed: string[] = []
  let isOver = false
  let number = 0

  const browser = await chromium.launch(options.launchOptions)
  const visit = async () => (await browser.newContext({ baseURL: site.url })).newPage()
  const page = await visit()
  const emails = [await signIn(await visit(), site, 'editor', 'Colleague'), await signIn(page, site, 'editor', 'Writer')]
  const articleId = await beginList(page, 'Twelve')
  await putEntries(
    page,
    site,
    articleId,
    headings.map((heading, n) => ({ id: `flaky${n}`, slug: heading.toLowerCase(), heading, subheading: '', body: '', credits: [], video: null })),
  )
  await browser.close()
  const colleague = new Writer(emails[0]!, 1, site.url, options.launchOptions)
  const writer = new Writer(emails[1]!, 2, site.url, options.launchOptions)
  await Promise.all([colleague.open(articleId), writer.open(articleId)])

  const isOnSite = (word: string) => String(look({ dataDir }, 'SELECT document FROM "Draft" WHERE "articleId" = ?', articleId)[0]?.document).includes(word)
  // Its tab keeps all that was typed up to a moment; words may be in two operations.
  const isKept = async (tab: Page, since: number) => {
    const mine = await tab.evaluate(() => sessionStorage.getItem('lightstick:tab'))
    const rows = JSON.parse((await readKept(tab)) || '[]') as { tab: string; at: string }[]
    return rows.some((row) => row.tab === mine && Date.parse(row.at) >= since)
  }

  const write = async (who: Writer, seed: number) => {
    const next = randomNumbers(seed)
    while (!isOver) {
      const tab = who.tabs[Math.floor(next() * who.tabs.length)]
      if (!tab) {
        await new Promise((resolve) => setTimeout(resolve, 100))
        continue
      }
      const word = wordOf(number++, who === writer)
      const [entry, act] = [headings[Math.floor(next() * headings.length)]!, next()]
      try {
        await openEntry(tab, entry)
        if (act < 0.1) {
          await headingOf(tab).press(act < 0.05 ? 'Alt+ArrowUp' : 'Alt+ArrowDown')
          count('moves')
        }
        await wordsOf(tab).press(act < 0.5 ? 'Control+End' : 'Control+Home')
        await wordsOf(tab).pressSequentially(word)
        // What is kept from here on has the word: its last key may have been kept before this one came back.
        const [from, typedAt] = [performance.now(), Date.now()]
        await wordsOf(tab).press(' ')
        while (!isOnSite(word) && !(await isKept(tab, typedAt))) {
          if (performance.now() - from < patienceMs) continue
          const [field, onSite] = [await wordsOf(tab).innerText(), JSON.stringify(draftOn({ dataDir }, articleId).entries.map(({ body }) => body))]
          throw new Error(`${word} is kept nowhere. The field of ${entry} holds “${field}”; the site ${onSite}; happened ${JSON.stringify(happened)}`)
        }
        typed.push(word)
      } catch (error) {
        // Its browser was killed under it: what was typed in the last tenth of a second may be gone.
        if (who.tabs.includes(tab) && !tab.isClosed()) throw error
      }
    }
  }

  const disturb = async () => {
    const next = randomNumbers(options.seed + 2)
    const pause = (least: number) => new Promise((resolve) => setTimeout(resolve, least + next() * 2000))
    // Each kind of trouble once, however long that takes; then any of them.
    const first = [0, 0.3, 0.55].sort(() => next() - 0.5)
    const from = performance.now()
    while (!isOver) {
      await pause(1000)
      const act = first.pop() ?? next()
      if (act < 0.3) {
        count('servers killed')
        await site.kill()
        await pause(0)
        site = await startServer({ dataDir, port })
      } else if (act < 0.55) {
        count('browsers killed')
        await writer.kill()
        await writer.open(articleId)
      } else {
        const context = (act < 0.8 ? writer : colleague).context
        count('times offline')
        await context?.setOffline(true)
        await pause(500)
        await context?.setOffline(false).catch(() => {})
      }
      if (first.length === 0 && performance.now() - from > options.seconds * 1000) isOver = true
    }
  }

  try {
    await Promise.all([write(writer, options.seed), write(colleague, options.seed + 1), disturb()])
    // Everybody comes back: what a tab that was killed has kept, the next one of this browser sends.
    for (const who of [writer, colleague]) {
      await who.context!.setOffline(false)
      for (const tab of who.tabs) await who.enter(tab, articleId)
    }
    const from = performance.now()
    while (typed.some((word) => !isOnSite(word)) && performance.now() - from < patienceMs) await new Promise((resolve) => setTimeout(resolve, 250))
    const text = draftOn({ dataDir }, articleId)
      .entries.map(({ body }) => body)
      .join('|')
    const times = (word: string) => text.split(word).length - 1
    const without = typed.filter((word) => times(word) === 0)
    const apart = without.filter((word) => lettersOf(word, text).includes(word))
    const missing = without.filter((word) => !apart.includes(word))
    return { typed: typed.length, missing, apart, twice: typed.filter((word) => times(word) > 1), happened }
  } finally {
    isOver = true
    await writer.end()
    await colleague.end()
    await site.stop()
    fs.rmSync(dataDir, { recursive: true, force: true })
  }
}
