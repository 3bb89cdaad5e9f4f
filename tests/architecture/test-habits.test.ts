import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'

const root = path.resolve(import.meta.dirname, '../..')

type Habit = { name: string; find: (text: string) => number[]; where: RegExp; allowed: Record<string, string>; faults: string[]; fine: string[] }

const indexesOf = (pattern: RegExp) => (text: string) => [...text.matchAll(pattern)].map(({ index }) => index)

const lookUps = /(?:\b(?:locator|querySelector(?:All)?|waitForSelector|closest|matches)|\$\$?(?:eval)?)\(\s*(['"`])(.*?)\1/g
const classesInMarkup = indexesOf(/class="|'class'|\bclassName\b|\bclassList\b|\btoHaveClass\b/g)

/** Selectors with a class in them, whatever stands in their quoted values; and markup that is searched for a class. */
function findClasses(text: string): number[] {
  const selectors = [...text.matchAll(lookUps)].map(({ index, 2: selector = '' }) => ({ index, bare: selector.replaceAll(/\$\{.*?\}|"[^"]*"|'[^']*'/g, '') }))
  return [...selectors.filter(({ bare }) => /\.[a-z_-]|\[class\b/i.test(bare)).map(({ index }) => index), ...classesInMarkup(text)]
}

/** What tests do not do. `allowed` names a file and the reason; each habit is held against faults that it must find, and against what it must let pass. */
const habits: Habit[] = [
  {
    name: 'specs find things by role and name, not by class',
    find: findClasses,
    where: /^tests\/e2e\//,
    allowed: {},
    faults: [
      `page.locator('.fav button')`,
      `page.locator('a.lead')`,
      `page.locator("#results li.mine")`,
      'page.locator(`#${slug} .fav`)',
      `page.locator('li > .body')`,
      `page.locator('[class^=fav]')`,
      `page.locator(\n  '.outline .e',\n)`,
      `page.$('.c')`,
      `page.$$eval('.c', count)`,
      `document.querySelector('header .you')`,
      `expect(text).toContain('class="held"')`,
      `expect(button).toHaveClass(/mine/)`,
    ],
    fine: [
      `page.getByRole('button', { name: 'Publish.now' })`,
      `page.locator('[data-entry]')`,
      'page.locator(`#comment-${comment.id}`)',
      `page.locator('main a[href="/feed.xml"]')`,
      `page.locator('summary', { hasText: 'e.g. this' })`,
    ],
  },
  {
    name: 'tests wait on conditions, not on durations',
    find: indexesOf(
      /(?<![.\w])setTimeout\(|\b(?:globalThis|window)\.setTimeout\(|\bsleep\(|\bwaitForTimeout\(|timers\/promises|\bAtomics\.wait\(|\bpg_sleep\b/g,
    ),
    where: /^tests\/(?!bench\/|long\/)|\.test\.tsx?$/,
    allowed: {
      'tests/e2e/support/server.ts': 'ends a server that does not end when it is asked to',
      'tests/architecture/test-habits.test.ts': 'holds the faults',
      'platform/db/migrate/kills.test.ts': 'kills a process at a moment of its work',
      'tests/support/flaky-writer.ts': 'kills and cuts off at random moments',
      'tests/support/migration-storm.ts': 'kills a process at a moment of its work',
      'tests/support/planted-migrations.ts': 'makes a statement last until it is killed',
    },
    faults: [
      `await new Promise((resolve) => setTimeout(resolve, 20))`,
      `await page.waitForTimeout(150)`,
      `await sleep(1005)`,
      `import { setTimeout as pause } from 'node:timers/promises'`,
      `await db.query('SELECT pg_sleep(1)')`,
    ],
    fine: [
      `test.setTimeout(120_000)`,
      `base.setTimeout(120_000)`,
      `await new Promise(setImmediate)`,
      `vi.useFakeTimers({ toFake: ['setTimeout'] })`,
      `await vi.waitFor(() => expect(heard).toHaveLength(2))`,
    ],
  },
]

function sources(dir: string): string[] {
  return fs.readdirSync(path.join(root, dir), { withFileTypes: true }).flatMap((entry) => {
    const file = `${dir}/${entry.name}`
    return entry.isDirectory() ? sources(file) : /\.(?:tsx?|mjs)$/.test(file) ? [file] : []
  })
}

const files = ['app', 'cli', 'features', 'platform', 'server', 'tests', 'ui'].flatMap(sources)

describe.each(habits)('$name', ({ find, where, allowed, faults, fine }) => {
  const held = files.filter((file) => where.test(file))
  const breaches = held.flatMap((file) => {
    const text = fs.readFileSync(path.join(root, file), 'utf8')
    return find(text).map((index) => ({ file, line: `${file}:${text.slice(0, index).split('\n').length}` }))
  })

  test('in the tests', () => {
    expect(held.length).toBeGreaterThan(10)
    expect(breaches.filter(({ file }) => !(file in allowed)).map(({ line }) => line)).toEqual([])
  })
  test('each exception is needed', () => {
    expect(Object.keys(allowed).filter((name) => !breaches.some(({ file }) => file === name))).toEqual([])
  })
  test.each(faults)('finds the planted fault %s', (fault) => expect(find(fault)).not.toEqual([]))
  test.each(fine)('lets pass %s', (line) => expect(find(line)).toEqual([]))
})
