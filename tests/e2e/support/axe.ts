import { expect, type Page } from '@playwright/test'
import axe from 'axe-core'

/** Holds the page against axe's rules for WCAG 2.2 A and AA: no finding that is serious or worse. Needs JavaScript in the page. */
export async function expectAccessible(page: Page, { without = [] }: { without?: string[] } = {}) {
  // Evaluated through the debugger: the pages' policy would refuse a script that is added to them.
  await page.evaluate(axe.source)
  const findings = await page.evaluate(
    async (rules) => {
      const { axe } = window as unknown as { axe: typeof import('axe-core') }
      const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
      const { violations } = await axe.run(document, { runOnly: tags, rules: Object.fromEntries(rules.map((id) => [id, { enabled: false }])) })
      return violations
        .filter(({ impact }) => impact === 'serious' || impact === 'critical')
        .map(({ id, help, nodes }) => `${id}: ${help}\n${nodes.map(({ html, target }) => `  ${String(target)}  ${html.slice(0, 160)}`).join('\n')}`)
    },
    [...without],
  )
  expect(findings.join('\n\n'), `accessibility of ${page.url()}`).toBe('')
}
