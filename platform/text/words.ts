/** Capitalised hyphenated names (K-pop, Seo-joon, Super Junior-D&E) and runs of Hangul with the spaces inside them. */
// The first part is bounded: without hyphens in it a long run of capitals would be tried from each of them.
const special = /(\p{Lu}[\p{L}\p{N}’']{0,23}(?:-[\p{L}\p{N}&]+)+)|([\p{Script=Hangul}]+(?:[ ·,]+[\p{Script=Hangul}]+)*)/gu
const maxUnbrokenLength = 24

/** `name` never breaks at its hyphens; `hangul` is Korean. */
export type Word = { kind: 'plain' | 'name' | 'hangul'; text: string }

/** Splits plain text into parts that need markup and parts that do not. The parts joined are the text again. */
export function splitWords(text: string): Word[] {
  const parts: Word[] = []
  let end = 0
  for (const match of text.matchAll(special)) {
    const [whole, hyphenated] = match
    if (hyphenated && whole.length > maxUnbrokenLength) continue
    if (match.index > end) parts.push({ kind: 'plain', text: text.slice(end, match.index) })
    parts.push({ kind: hyphenated ? 'name' : 'hangul', text: whole })
    end = match.index + whole.length
  }
  if (end < text.length) parts.push({ kind: 'plain', text: text.slice(end) })
  return parts
}
