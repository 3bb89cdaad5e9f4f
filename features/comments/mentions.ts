import { z } from 'zod'

/** What a comment points at, by how it is written: `#4` has the id of an entry, `@Mina` that of a comment in its thread. */
export type Mentions = Record<string, string>
export const mentionsShape = z.record(z.string(), z.string())

/** How many different things one comment can point at; the rest stays text. */
export const maxMentions = 20

const before = String.raw`(?<![\p{L}\p{N}_#@&/])`
const after = String.raw`(?![\p{L}\p{N}_])`

/** The numbers of entries that a text names: `#4`. At most `maxMentions`. */
export function numbersIn(text: string): number[] {
  const found = new Set<number>()
  for (const [, digits] of text.matchAll(new RegExp(`${before}#(\\d{1,4})${after}`, 'gu'))) {
    found.add(Number(digits))
    if (found.size === maxMentions) break
  }
  return [...found]
}

const escape = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)

/** Finds any of these where they stand for themselves: not inside another word. The longest wins. */
export const patternOf = (written: string[]): RegExp =>
  new RegExp(`${before}(?:${written.toSorted((a, b) => b.length - a.length).map(escape).join('|')})${after}`, 'gu') // prettier-ignore

/** Of these names those that a text speaks to (`@Mina`), as they are written here. */
export function namesIn(text: string, names: string[]): string[] {
  const asked = [...new Set(names)].filter((name) => text.includes(`@${name}`)).map((name) => `@${name}`)
  if (asked.length === 0) return []
  const found = new Set<string>()
  for (const [written] of text.matchAll(patternOf(asked))) {
    found.add(written.slice(1))
    if (found.size === maxMentions) break
  }
  return [...found]
}
