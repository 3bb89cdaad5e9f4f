import { expect, type Page } from '@playwright/test'
import { entriesOf, type ListDocument, type ListEntry } from '@/features/articles/schema'
import { look } from './database'
import type { Site } from './server'
import { outlineOf } from './writers'

/** Where the editor sends what a writer does. */
export const operationsPath = '**/api/studio/articles/*/draft/operations'

/** The draft as the site has it. */
export const draftOn = (site: Pick<Site, 'dataDir'>, id: string): ListDocument =>
  JSON.parse(String(look(site, 'SELECT document FROM "Draft" WHERE "articleId" = ?', id)[0]!.document)) as ListDocument

/** The body of an entry as the site has it; null when there is no such entry. */
export const bodyOn = (site: Pick<Site, 'dataDir'>, id: string, heading: string): string | null =>
  entriesOf(draftOn(site, id)).find(({ entry }) => entry.heading === heading)?.entry.body ?? null

/** Where the body of the open entry is written: the plain field while nobody writes in it, then the editor. */
export const wordsOf = (page: Page) => page.getByLabel('Words', { exact: true })
/** Its Markdown, which a field holds whether or not the editor is open: `toHaveValue`, `inputValue`. */
export const sourceOf = (page: Page) => page.locator('textarea[data-source-of="Words"]')
export const headingOf = (page: Page) => page.getByLabel('Heading', { exact: true })
/** Why words are not on the site, and what to do. */
export const saveNoteOf = (page: Page) => page.getByRole('complementary', { name: 'Not on the site' })

/** Said while nothing reaches the site. */
export const offline = /Not saved: the site cannot be reached\. Write on: what you wrote since \d\d:\d\d is kept in this browser/

export const openEntry = (page: Page, heading: string) => outlineOf(page).getByRole('button', { name: heading }).click()

/** Lets nothing of what is written reach the site; returns what lets it through again. */
export async function cutOff(page: Page): Promise<() => Promise<void>> {
  await page.route(operationsPath, (route) => route.abort('connectionrefused'))
  return () => page.unroute(operationsPath)
}

/** From now on the page hears of nothing by itself. To be called before it is loaded. */
export const withoutStream = (page: Page) => page.route('**/api/studio/stream?*', (route) => route.abort('connectionrefused'))

/** From now on the page learns nothing of its end, as in a crash. */
export const asInACrash = (page: Page) =>
  page.evaluate(() => {
    for (const type of ['pagehide', 'visibilitychange', 'beforeunload'])
      window.addEventListener(type, (event) => event.stopImmediatePropagation(), { capture: true })
  })

/** What this browser's storage keeps of drafts, as JSON. */
export const readKept = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    // Opening one that is not there would make it, with nothing in it.
    if (!(await indexedDB.databases()).some(({ name }) => name === 'lightstick')) return ''
    return new Promise<string>((resolve) => {
      const opening = indexedDB.open('lightstick')
      opening.onsuccess = () => {
        const database = opening.result
        if (!database.objectStoreNames.contains('sessions')) return resolve('')
        const reading = database.transaction('sessions').objectStore('sessions').getAll()
        reading.onsuccess = () => {
          database.close()
          resolve(JSON.stringify(reading.result))
        }
      }
    })
  })

/** What was typed and is kept, one behind the other: what one types at a stretch may be cut into several operations. */
const typedIn = (kept: string): string => Array.from(kept.matchAll(/\[\d+,\d+,("(?:[^"\\]|\\.)*")\]/g), ([, words]) => JSON.parse(words!) as string).join('')

/** Waits until this browser's storage holds these words. */
export const keptInBrowser = (page: Page, words: string) =>
  expect
    .poll(async () => {
      const kept = await readKept(page)
      return kept + typedIn(kept)
    })
    .toContain(words)

/** Puts entries into a draft through the address that the editor uses, with the page's sign-in. */
export async function putEntries(page: Page, site: Site, id: string, entries: ListEntry[]): Promise<void> {
  const { version } = look(site, 'SELECT version FROM "Draft" WHERE "articleId" = ?', id)[0] as { version: number }
  const changes = entries.map((entry, index) => ({ do: 'insert', entry, into: null, after: entries[index - 1]?.id ?? null }))
  const data = { base: version, operations: [{ id: `tabfill0-${String(version).padStart(8, '0')}`, changes }] }
  const answer = await page.request.post(`/api/studio/articles/${id}/draft/operations`, { data, headers: { origin: site.url } })
  expect(answer.status(), await answer.text()).toBe(200)
}

export const longList = (count: number): ListEntry[] =>
  Array.from({ length: count }, (_, n) => ({
    id: `longlist${n}`,
    slug: `entry-${n}`,
    heading: `Song ${n}`,
    subheading: '',
    body: 'Words of a song. '.repeat(35),
    credits: [],
    video: null,
  }))

/** From now on the clock of this page is wrong by so many milliseconds; `setClock` changes that while it is open. To be called before it is loaded. */
export const withClock = (page: Page, by: number) =>
  page.addInitScript((first) => {
    const right = Date
    const shifted = window as unknown as { clockIsWrongBy: number }
    shifted.clockIsWrongBy = first
    const now = () => right.now() + shifted.clockIsWrongBy
    window.Date = new Proxy(right, {
      construct: (of, given: number[]) => (given.length === 0 ? new of(now()) : new of(...(given as [number]))),
      get: (of, name) => (name === 'now' ? now : (Reflect.get(of, name) as unknown)),
    })
  }, by)
export const setClock = (page: Page, by: number) =>
  page.evaluate((wrong) => void ((window as unknown as { clockIsWrongBy: number }).clockIsWrongBy = wrong), by)

/** Says what the browser says when its tab is looked at again. */
export const lookedAt = (page: Page) => page.evaluate(() => void window.dispatchEvent(new Event('focus')))
