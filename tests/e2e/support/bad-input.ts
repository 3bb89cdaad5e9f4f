import { expect } from '@playwright/test'
import { complaintsIn, dangersIn, typedIn, type Answer } from './ask'
import { breachesOf, snapshot } from './database'
import type { Site } from './server'

/** What people, broken programs and pranksters put into fields. */
export const oddities = {
  nothing: '',
  'only spaces': ' \u00a0\u3000 \t ',
  'only what cannot be seen': '\u200b\u200d\u2060\ufeff\u3164',
  '20,000 letters': '가나 '.repeat(6667).slice(0, 20_000),
  emoji: '👩‍🎤🇰🇷💡🏳️‍🌈',
  'right to left, turned over': 'שלום \u202eevil\u2066 عليكم\u200f',
  'a script': `"'><script>alert(1)</script><img src=x onerror=alert(1)><a href="javascript:alert(1)">x</a>`,
  'Markdown that wants to run': '[x](javascript:alert(1)) <svg onload=alert(1)> ![](x" onerror="alert(1)) [y](data:text/html,z)',
  NUL: 'before\0after',
  '50 nested quotes': `${'> '.repeat(50)}deep`,
} as const
export type Oddity = keyof typeof oddities

/** Words that only who wrote the code would understand. */
const machinery =
  /\b(?:zod|prisma|sqlite|postgres|undefined|\[object|TypeError|ReferenceError|SyntaxError|ECONN|stack|expected \w+, received|invalid_type|too_small)|Invalid input|at [\w./]+:\d+/i

/** The words in which a refusal is explained: of a page, or of JSON. */
export function explanationOf({ text, headers }: Answer): string {
  if (!String(headers['content-type']).includes('json')) return complaintsIn(text).join('\n')
  const { error } = JSON.parse(text) as { error: { message: string; fields?: Record<string, string> } }
  return [error.message, ...Object.values(error.fields ?? {})].join('\n')
}

/** That it was refused with this status, in words for people. */
export function expectRefused(answer: Answer, status: number, what: string) {
  expect.soft(answer.status, `status of ${what}: ${answer.text.slice(0, 200)}`).toBe(status)
  const words = explanationOf(answer)
  expect.soft(words.length, `${what}: something is said`).toBeGreaterThan(8)
  expect.soft(words, `${what}: words for people`).not.toMatch(machinery)
  expect.soft(answer.headers['cache-control'], `${what} is kept nowhere`).toContain('no-store')
  if (!String(answer.headers['content-type']).includes('json')) expect.soft(dangersIn(answer.text), `${what}: nothing runs`).toEqual([])
}

// A page cannot hold NUL, and line ends are spelled in many ways.
const asShown = (text: string) => text.replaceAll('\0', '\ufffd').replaceAll(/\r\n?/g, '\n')

/** That what was typed into these fields stands in them again. */
export function expectKept(answer: Answer, typed: Record<string, string>, what: string) {
  const fields = typedIn(answer.text)
  for (const [name, value] of Object.entries(typed)) {
    const found = (fields[name] ?? []).map(asShown)
    expect
      .soft(found.includes(asShown(value)), `${what}: “${value.slice(0, 40)}” is still in ${name} (there is ${JSON.stringify(found).slice(0, 200)})`)
      .toBe(true)
  }
}

/** That the act leaves the database as it was. */
export async function expectUnchanged<T>(site: Site, what: string, act: () => Promise<T>): Promise<T> {
  const before = snapshot(site)
  const result = await act()
  expect.soft(snapshot(site), `${what} changes nothing`).toEqual(before)
  return result
}

export const expectWhole = async (site: Site) => expect(await breachesOf(site)).toEqual([])
