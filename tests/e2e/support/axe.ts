import { expect, type Page } from '@playwright/test'
import axe from 'axe-core'

/** What axe thinks less of, and whoever moves by landmarks and headings needs. */
const landmarks = ['landmark-one-main', 'landmark-no-duplicate-main', 'landmark-main-is-top-level', 'landmark-unique', 'page-has-heading-one']

/** Holds the page against axe's rules for WCAG 2.2 A and AA: no finding that is serious or worse, one main and one heading. Needs JavaScript in the page. */
export async function expectAccessible(page: Page, { without = [] }: { without?: string[] } = {}) {
  // A page's words stand there before its rules do, without which links are too small. The studio's forms are disabled until their script runs, which axe would take
  // for a pane that no key reaches.
  await page.waitForFunction(() => document.readyState === 'complete' && document.querySelector('fieldset[aria-busy]') === null)
  // Evaluated through the debugger: the pages' policy would refuse a script that is added to them.
  await page.evaluate(axe.source)
  const findings = await page.evaluate(
    async ({ rules, always }) => {
      const { axe } = window as unknown as { axe: typeof import('axe-core') }
      const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
      const { violations } = await axe.run(document, { runOnly: tags, rules: Object.fromEntries(rules.map((id) => [id, { enabled: false }])) })
      return violations
        .filter(({ id, impact }) => impact === 'serious' || impact === 'critical' || always.includes(id))
        .map(({ id, help, nodes }) => `${id}: ${help}\n${nodes.map(({ html, target }) => `  ${String(target)}  ${html.slice(0, 160)}`).join('\n')}`)
    },
    { rules: [...without], always: landmarks },
  )
  expect(findings.join('\n\n'), `accessibility of ${page.url()}`).toBe('')
}
