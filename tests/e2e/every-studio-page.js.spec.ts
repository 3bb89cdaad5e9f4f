import fs from 'node:fs'
import path from 'node:path'
import { expectAccessible } from './support/axe'
import { expect, test } from './support/site'
import { beginWithEntry, publish, signIn } from './support/writers'

test.use({ siteOf: 'every studio page' })

const root = path.resolve(import.meta.dirname, '../..')

/** The routes of the studio, from its folder: a new page is looked at without being named here. */
const routes = fs
  .globSync('app/admin/**/page.tsx', { cwd: root })
  .map((file) => `/${path.dirname(file).slice('app/'.length)}`)
  .filter((route) => !route.includes('[...'))
  .sort()

const looks = [
  { name: 'a desk, light', width: 1280, height: 800, scheme: 'light' },
  { name: 'a phone, dark', width: 390, height: 844, scheme: 'dark' },
] as const

for (const { name, width, height, scheme } of looks) {
  test(`every page of the studio is accessible and no wider than the window: ${name}`, async ({ page, site }) => {
    test.setTimeout(480_000)
    await signIn(page, site, 'owner', 'Mina')
    const list = await beginWithEntry(page, 'Looked at')
    await publish(page)
    await page.setViewportSize({ width, height })
    await page.emulateMedia({ colorScheme: scheme })
    const first = async (index: string, part: string) => {
      await page.goto(index)
      const hrefs = await page
        .getByRole('main')
        .getByRole('link')
        .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''))
      return hrefs.find((href) => href.startsWith(part) && href !== `${part}new`)?.slice(part.length) ?? ''
    }
    /** What stands in a route's brackets, by the folder before it. */
    const ids: Record<string, () => Promise<string>> = {
      articles: async () => list,
      history: () => first(`/admin/articles/${list}/history`, `/admin/articles/${list}/history/`),
      records: () => first('/admin/records?kind=person', '/admin/records/'),
      series: () => first('/admin/series', '/admin/series/'),
      authors: () => first('/admin/authors', '/admin/authors/'),
    }
    for (const route of routes) {
      const parts = route.split('/')
      const known = parts.every((part, at) => !part.startsWith('[') || ids[parts[at - 1]!])
      // A picture has to be sent first: its page is looked at where that is tried (pictures.js.spec.ts).
      if (!known) {
        expect(route).toBe('/admin/media/[id]')
        continue
      }
      const filled = await Promise.all(parts.map((part, at) => (part.startsWith('[') ? ids[parts[at - 1]!]!() : part)))
      const answer = await page.goto(filled.join('/'))
      expect([route, answer?.status()]).toEqual([route, 200])
      await expectAccessible(page)
      expect([route, await page.evaluate(() => document.documentElement.scrollWidth)]).toEqual([route, width])
      const folder = process.env.STUDIO_PICTURES
      if (folder) await page.screenshot({ path: path.join(folder, `${route.replace(/\W+/g, '-').slice(1)}-${scheme}-${width}.png`), fullPage: true })
    }
  })
}
