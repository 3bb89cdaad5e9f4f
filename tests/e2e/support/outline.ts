import { expect, type Locator, type Page } from '@playwright/test'
import { entriesOf } from '@/features/articles/schema'
import { look } from './database'
import { draftOn } from './drafts'
import type { Site } from './server'
import { outlinedEntriesOf, outlineOf } from './writers'

const slugOf = (name: string) =>
  name
    .toLowerCase()
    .replaceAll(/[^0-9a-z]/g, '')
    .padEnd(8, '0')

/** Puts sections and entries into an empty draft, through the address that the editor uses, and opens it: `{ '': ['One'], London: ['Two', 'Three'] }`. */
export async function openList(page: Page, site: Site, id: string, parts: Record<string, readonly string[]>): Promise<void> {
  const { version } = look(site, 'SELECT version FROM "Draft" WHERE "articleId" = ?', id)[0] as { version: number }
  // An entry is of one list for ever, so no two lists share an id.
  const idOf = (name: string) => slugOf(name) + id.slice(-8)
  const names = Object.keys(parts).filter(Boolean)
  const sections = names.map((heading, index) => ({
    do: 'insert',
    section: { id: idOf(heading), heading, body: '', place: null },
    into: null,
    after: index === 0 ? null : idOf(names[index - 1]!),
  }))
  const entries = Object.entries(parts).flatMap(([part, headings]) =>
    headings.map((heading, index) => ({
      do: 'insert',
      entry: { id: idOf(heading), slug: slugOf(heading), heading, subheading: '', body: `Words of ${heading}.`, credits: [], video: null },
      into: part === '' ? null : idOf(part),
      after: index === 0 ? null : idOf(headings[index - 1]!),
    })),
  )
  const data = { base: version, operations: [{ id: 'tablist0-00000000', changes: [...sections, ...entries] }] }
  const answer = await page.request.post(`/api/studio/articles/${id}/draft/operations`, { data, headers: { origin: site.url } })
  expect(answer.status(), await answer.text()).toBe(200)
  await page.goto(`/admin/articles/${id}`)
  await expect(outlineOf(page)).toBeVisible()
}

/** The order of the draft as the site has it: `London/Two`. */
export const orderOn = (site: Pick<Site, 'dataDir'>, id: string): string =>
  entriesOf(draftOn(site, id))
    .map(({ entry, section, subsection }) => `${(subsection ?? section)?.heading ?? ''}/${entry.heading}`)
    .join(' ')

export const rowOf = (page: Page, heading: string): Locator => outlinedEntriesOf(page).filter({ has: page.getByText(heading, { exact: true }) })
export const openOf = (page: Page, heading: string) => rowOf(page, heading).getByRole('button', { name: heading })
export const gripOf = (page: Page, heading: string) => rowOf(page, heading).getByRole('button', { name: /^Move entry/ })
export const sectionOf = (page: Page, heading: string) => outlineOf(page).getByRole('button', { name: new RegExp(`^${heading}`) })

/** The number that a row has. */
export const numberOf = async (page: Page, heading: string) => Number(/^\d+/.exec((await rowOf(page, heading).textContent()) ?? '')?.[0])

export type Point = { x: number; y: number }
/** A point of something that has come to rest: in its upper part, its middle or its lower part. */
export async function pointOf(what: Locator, where: 'upper' | 'middle' | 'lower' = 'middle'): Promise<Point> {
  await what.scrollIntoViewIfNeeded()
  // Fonts that arrive, and notes that come and go above it, move it.
  const box = await what.evaluate(async (element) => {
    await document.fonts.ready
    for (let last = element.getBoundingClientRect(), still = 0; ;) {
      await new Promise(requestAnimationFrame)
      const now = element.getBoundingClientRect()
      still = now.top === last.top && now.left === last.left && now.height === last.height ? still + 1 : 0
      if (still === 5) return { x: now.x, y: now.y, width: now.width, height: now.height }
      last = now
    }
  })
  return { x: box.x + box.width / 2, y: box.y + box.height * { upper: 0.2, middle: 0.5, lower: 0.85 }[where] }
}

/** Takes a row with the mouse to a point, and holds it there. */
export async function drag(page: Page, from: Point, to: Point): Promise<void> {
  await page.mouse.move(from.x, from.y)
  await page.mouse.down()
  await page.mouse.move(from.x, from.y + 8)
  await page.mouse.move(to.x, to.y, { steps: 4 })
}
