import { chromium, expect, type LaunchOptions } from '@playwright/test'
import fs from 'node:fs'
import { documentOf } from '@/features/articles/document/revision-content'
import { entriesOf, type ListDocument } from '@/features/articles/schema'
import { look } from '@/tests/e2e/support/database'
import { draftOn, headingOf, putEntries } from '@/tests/e2e/support/drafts'
import { freePort, newDataDir, startServer, type Site } from '@/tests/e2e/support/server'
import { beginList, outlineOf, publish, signIn } from '@/tests/e2e/support/writers'
import { randomNumbers } from '@/tests/factories/big-site'
import { actsOf, type Acting } from './flaky-acts'
import { pause, patienceMs, until, Writer, type Tab } from './flaky-people'
import { TypedWords, type Loss } from './typed-words'

const headings = ['Anchor', 'Bridge', 'Candle', 'Dancer', 'Ember', 'Forest', 'Garden', 'Harbour', 'Island', 'Jasmine', 'Kettle', 'Lantern']

/** What happens in each run, however short it is, as `happened` counts it. */
export const always = [
  'servers killed',
  'browsers killed',
  'times offline',
  'pages loaded again',
  'tabs closed',
  'tabs crashed',
  'entries made',
  'entries moved',
  'entries removed',
  'undone and done again',
  'editions published',
]

export type FlakyWork = {
  /** Words of which at least a letter was typed. */
  typed: number
  /** Of these, those that nothing holds in the end although their page went on or had the time to keep them, and those that the draft has more than once. */
  missing: string[]
  twice: string[]
  /** Letters that went with a page that ended in the moment after them: at most `allowedMs` before, which is more on a slow machine. */
  losses: Loss[]
  allowedMs: number
  /** Words of the draft that the edition lacks, in the middle and in the end. */
  unpublished: string[]
  /** Words that are not in the draft but in its history. */
  inHistory: number
  /** What happened meanwhile, and how often. */
  happened: Record<string, number>
}

const shuffled = <T>(all: readonly T[], next: () => number): T[] =>
  all
    .map((one) => ({ one, by: next() }))
    .sort((a, b) => a.by - b.by)
    .map(({ one }) => one)

/**
 * A writer with two tabs and a colleague write in a list of twelve for so many seconds, while their network comes and goes, the server and the writer's browser are killed at random
 * moments, pages are loaded again, tabs end and others are opened, and entries are made, moved and removed. It is published once meanwhile, and when all have come back. Resolves to what
 * became of their words. The same `seed` gives the same row of decisions, not of moments.
 */
export async function writeWhileAllIsFlaky(options: { seconds: number; seed: number; dataDir?: string; launchOptions: LaunchOptions }): Promise<FlakyWork> {
  const [dataDir, port] = [newDataDir(options.dataDir), await freePort()]
  let site: Site = await startServer({ dataDir, port })
  const happened: Record<string, number> = {}
  const count = (what: string) => (happened[what] = (happened[what] ?? 0) + 1)
  const words = new TypedWords()

  const browser = await chromium.launch(options.launchOptions)
  const visit = async () => (await browser.newContext({ baseURL: site.url })).newPage()
  const page = await visit()
  const emails = [await signIn(await visit(), site, 'editor', 'Colleague'), await signIn(page, site, 'editor', 'Writer')]
  const articleId = await beginList(page, 'Twelve')
  await putEntries(
    page,
    site,
    articleId,
    headings.map((heading, n) => ({ id: `flakyentry${n}`, slug: heading.toLowerCase(), heading, subheading: '', body: '', credits: [], video: null })),
  )
  await browser.close()

  const draft = () => draftOn({ dataDir }, articleId)
  const entries = () => entriesOf(draft()).map(({ entry }) => entry.heading)
  const person = (index: number, tabCount: number) =>
    new Writer({ email: emails[index]!, tabCount, url: site.url, launchOptions: options.launchOptions, articleId, anyEntry: () => entries()[0]! })
  const [colleague, writer] = [person(0, 1), person(1, 2)]
  await Promise.all([colleague.open(), writer.open()])

  const editions = () => look({ dataDir }, 'SELECT document FROM "Edition" WHERE "articleId" = ? AND "liveAt" IS NOT NULL ORDER BY number', articleId)
  const unpublished: string[] = []
  /** Publishes the list as somebody has it in a tab, and looks whether readers have all words of it. */
  const publishBy = async (who: Writer) => {
    const number = editions().length + 1
    const before = words.allIn(JSON.stringify(draft()))
    await until(async () => {
      if (editions().length >= number) return
      const tab = who.tabs[0]
      if (!tab) throw new Error('The browser is away')
      await who.enterAgain(tab)
      await nameAll(tab)
      tab.page.setDefaultTimeout(patienceMs / 4)
      await publish(tab.page).finally(() => tab.page.setDefaultTimeout(patienceMs))
    })
    count('editions published')
    const edition = JSON.stringify(JSON.parse(String(editions()[number - 1]!.document)))
    const slug = String(look({ dataDir }, 'SELECT slug FROM "Article" WHERE id = ?', articleId)[0]!.slug)
    let lacking = before
    // Readers see it a moment later, and the site may be away.
    const readers = until(async () => {
      const read = await (await fetch(`${site.url}/articles/${slug}`)).text()
      lacking = before.filter((word) => !read.includes(word) || !edition.includes(word))
      if (lacking.length > 0) throw new Error(`An edition lacks ${lacking.join(', ')}`)
    })
    await readers.catch(() => unpublished.push(...lacking))
  }

  let isOver = false
  let isQuiet = false
  const from = performance.now()
  const elapsed = () => (performance.now() - from) / 1000
  const unfinished = new Set([writer, colleague])
  const acting: Acting = {
    words,
    entries,
    count,
    headings,
    isOnSite: (word) => JSON.stringify(draft()).includes(word),
    writer,
    colleague,
    most: 3 + options.seconds / 100,
  }

  const work = async (who: Writer, seed: number) => {
    const next = randomNumbers(seed)
    const { acts, once } = actsOf(acting, who, next)
    const first = shuffled(once, next)
    for (let turn = 1; !isOver; turn++) {
      const tab = who.tabs[Math.floor(next() * who.tabs.length)]
      if (!tab || (isQuiet && who === writer)) {
        await pause(100)
        continue
      }
      if (first.length === 0) unfinished.delete(who)
      try {
        if (who === colleague && editions().length === 0 && elapsed() > options.seconds / 2) {
          // Whoever publishes asks the other one to wait a moment.
          isQuiet = true
          await publishBy(who)
          isQuiet = false
        } else if (turn % 3 > 0) await acts[0]!(tab)
        else if (first.length === 0) await acts[Math.floor(next() * acts.length)]!(tab)
        else {
          // What was interrupted, or could not be done now, comes again.
          const act = first.shift()!
          first.push(act)
          if ((await act(tab)) !== false) first.splice(first.indexOf(act), 1)
        }
      } catch (error) {
        // Its browser was killed under it.
        if (who.tabs.includes(tab) && !tab.page.isClosed()) throw error
      }
    }
  }

  const disturb = async () => {
    const next = randomNumbers(options.seed + 2)
    // Each kind of trouble once, however long that takes; then any of them.
    const first = shuffled([0, 0.3, 0.55], next)
    while (!isOver) {
      await pause(1000 + next() * 2000)
      const act = first.pop() ?? next()
      if (act < 0.3) {
        count('servers killed')
        await site.kill()
        await pause(next() * 2000)
        site = await startServer({ dataDir, port })
      } else if (act < 0.55) {
        count('browsers killed')
        await writer.kill()
      } else {
        count('times offline')
        const context = (act < 0.8 ? writer : colleague).context
        await context?.setOffline(true).catch(() => {})
        await pause(500 + next() * 2000)
        await context?.setOffline(false).catch(() => {})
      }
      if (first.length === 0 && unfinished.size === 0 && editions().length > 0 && elapsed() > options.seconds) isOver = true
      if (elapsed() > options.seconds + (4 * patienceMs) / 1000) throw new Error(`This does not come to an end: ${JSON.stringify(happened)}`)
    }
  }

  try {
    await Promise.all([work(writer, options.seed), work(colleague, options.seed + 1), disturb()])
    // Everybody comes back: what a tab that was killed has kept, the next one of this browser sends.
    for (const who of [writer, colleague]) {
      await who.context!.setOffline(false)
      for (const tab of who.tabs) await who.enterAgain(tab)
    }
    const isThere = () => words.lackedBy(JSON.stringify(draft()))
    await waitFor(() => isThere().missing.length === 0, 10_000)
    await putAllBack(colleague)
    await waitFor(() => isThere().missing.length === 0, patienceMs / 3)
    await publishBy(colleague)
    const text = JSON.stringify(draft())
    const history = await pastOf(dataDir, articleId)
    const { missing, losses } = words.lackedBy(text + history)
    // An address is made of a heading.
    const texts = JSON.stringify(draft(), (key, value: unknown) => (key === 'slug' ? '' : value))
    const twice = words.allIn(text).filter((word) => texts.split(word).length > 2)
    const inHistory = words.lackedBy(text).missing.length - missing.length
    return { typed: words.count, missing, twice, losses, allowedMs: Math.round(words.allowedMs), unpublished, inHistory, happened }
  } finally {
    isOver = true
    await writer.end()
    await colleague.end()
    await site.stop()
    fs.rmSync(dataDir, { recursive: true, force: true })
  }
}

/** Until it is so, or for so long: whoever asks afterwards says what is missing. */
async function waitFor(is: () => boolean, ms: number): Promise<void> {
  for (const from = performance.now(); !is() && performance.now() - from < ms;) await pause(250)
}

/** A browser that was killed may have made an entry and given it no heading yet: such a list cannot be published. */
async function nameAll({ page }: Tab): Promise<void> {
  const nameless = outlineOf(page).getByRole('button', { name: 'No heading yet' })
  for (let count = await nameless.count(); count > 0; count--) {
    await nameless.first().click()
    await headingOf(page).fill('Nameless')
    await expect(nameless).toHaveCount(count - 1)
  }
}

/** Entries that left the list come back with their words, by the dialog that shows them. */
async function putAllBack(who: Writer): Promise<void> {
  const { page } = who.tabs[0]!
  for (let round = 0; round < 100; round++) {
    await outlineOf(page)
      .getByRole('button', { name: /^Removed.*entries/ })
      .click()
    const dialog = page.getByRole('dialog', { name: 'Removed entries' })
    const back = dialog.getByRole('button', { name: /^Put back/ })
    await expect(back.first().or(dialog.getByText('Nothing is missing'))).toBeVisible({ timeout: patienceMs })
    if ((await back.count()) === 0) return void (await page.keyboard.press('Escape'))
    await back.first().click()
    await expect(dialog).toBeHidden({ timeout: patienceMs })
  }
}

/** All that the history of a draft can show: texts of which another one was chosen are there. */
async function pastOf(dataDir: string, articleId: string): Promise<string> {
  const rows = look({ dataDir }, 'SELECT depth, content FROM "DraftRevision" WHERE "articleId" = ? ORDER BY version', articleId)
  const texts: string[] = []
  let document: ListDocument | null = null
  for (const { depth, content } of rows) {
    document = await documentOf([{ depth: Number(depth), content: content as Uint8Array }], document)
    texts.push(JSON.stringify(document))
  }
  return texts.join('')
}
