import fs from 'node:fs'
import type { Page } from '@playwright/test'
import { expectAccessible } from './support/axe'
import { expect, test } from './support/site'

test.use({ siteOf: 'tables' })

const wide = (count: number, cell: (n: number) => string) => `| ${Array.from({ length: count }, (_, n) => cell(n)).join(' | ')} |`
const list = `---
format: 1
slug: tables
title: Tables
---

### One {#one}

| Song | Year | Where it was filmed |
| --- | ---: | :---: |
| Blue | 2012 | New York, on a roof and in a street that has a rather long name |
| Crooked | 2013 | London |

${wide(12, (n) => `Column ${n}`)}
${wide(12, () => '---')}
${wide(12, (n) => `Unbreakable${n}`)}

A claim[^1].

\`\`\`js
const line = '${'long '.repeat(40)}'
\`\`\`

[^1]: The note.
`

test.beforeAll(async ({ site }) => {
  fs.writeFileSync(`${site.dataDir}/tables.md`, list)
  await site.lightstick(['import', '--publish', `${site.dataDir}/tables.md`])
})

const boxOf = (page: Page, name: string) => page.getByRole('group', { name: `Table: ${name}` })
const widths = (page: Page) => page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth])

for (const width of [390, 1280]) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test(`tables, notes and code at ${width} px, ${colorScheme}: what is wide scrolls in itself, never the page`, async ({ page }) => {
      await page.setViewportSize({ width, height: 900 })
      await page.emulateMedia({ colorScheme })
      await page.goto('/articles/tables')
      const [scroll, client] = await widths(page)
      expect(scroll).toBe(client)
      const box = boxOf(page, 'Column 0, Column 1')
      const inside = await box.evaluate((element) => [element.scrollWidth, element.clientWidth])
      expect(inside[0]).toBeGreaterThan(inside[1]!)
      // Words of a cell stay whole: the box scrolls before they break.
      const heights = await box
        .getByRole('cell')
        .evaluateAll((cells) => cells.map((cell) => [cell.getBoundingClientRect().height, parseFloat(getComputedStyle(cell).lineHeight)]))
      for (const [height, line] of heights) expect(height).toBeLessThan(line! * 2)
      await box.focus()
      await page.keyboard.press('ArrowRight')
      await expect.poll(() => box.evaluate((element) => element.scrollLeft)).toBeGreaterThan(0)

      const first = boxOf(page, 'Song, Year, Where it was filmed')
      const alignment = (role: 'columnheader' | 'cell') =>
        first.getByRole(role).evaluateAll((cells) => cells.slice(0, 3).map((cell) => getComputedStyle(cell).textAlign))
      const same = (values: string[]) => values.map((value) => value.replace('start', 'left').replace('-webkit-', ''))
      expect(same(await alignment('columnheader'))).toEqual(['left', 'right', 'center'])
      expect(same(await alignment('cell'))).toEqual(['left', 'right', 'center'])

      const note = page.getByRole('region', { name: 'Notes' })
      await expect(note).toContainText('The note.')
      await page.getByRole('link', { name: '1', exact: true }).click()
      await expect(note.getByRole('listitem')).toBeInViewport()
      await expectAccessible(page)
      const block = await page.getByRole('code').evaluate(({ parentElement }) => [parentElement!.scrollWidth, parentElement!.clientWidth])
      expect(block[0]).toBeGreaterThan(block[1]!)
    })
  }
}
