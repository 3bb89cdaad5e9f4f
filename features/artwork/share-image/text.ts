import { escapeHtml } from '@/platform/text/html'
import widths from './widths.json'

/** The faces of share images: the display face in two weights, and one Korean face for what it lacks. */
export type Weight = '500' | '800'
const index = new Map([...widths.characters].map((character, at) => [character, at]))
const hangulWidth = 864
// Spaces between Hangul are the display face's own.
const isHangul = (character: string) => /[\u1100-\u11ff\u3131-\u318e\uac00-\ud7a3]/.test(character)

/** Text as it can be drawn: composed, with known spaces, without the characters that no bundled face has (they would be boxes). */
export function drawable(text: string): string {
  const known = [...text.normalize('NFC').replace(/[\u2010\u2011]/g, '-')].map((character) => (/\s/.test(character) ? ' ' : character))
  return known
    .filter((character) => index.has(character) || isHangul(character))
    .join('')
    .replace(/ +/g, ' ')
    .trim()
}

/** The width of drawable text at a font size, in the same unit, without kerning: never too small by more than a hair. */
export function widthOf(text: string, size: number, weight: Weight): number {
  let sum = 0
  for (const character of text) sum += isHangul(character) ? hangulWidth : (widths[weight][index.get(character) ?? -1] ?? 600)
  return (sum * size) / 1000
}

/** Words set into lines no wider than `width`; a word that is wider by itself is broken between characters. */
export function wrap(text: string, width: number, size: number, weight: Weight): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of drawable(text).split(' ')) {
    const longer = line ? `${line} ${word}` : word
    if (widthOf(longer, size, weight) <= width) {
      line = longer
      continue
    }
    if (line) lines.push(line)
    line = ''
    for (const character of word) {
      if (widthOf(line + character, size, weight) > width) {
        lines.push(line)
        line = ''
      }
      line += character
    }
  }
  if (line) lines.push(line)
  return lines
}

/** The largest of `sizes` at which the text fits into its number of lines; at the last size the rest is cut with an ellipsis. */
export function fit(text: string, width: number, sizes: readonly { size: number; lines: number }[], weight: Weight): { size: number; lines: string[] } {
  let last = { size: sizes[0]!.size, lines: [''] }
  for (const { size, lines } of sizes) {
    const set = wrap(text, width, size, weight)
    if (set.length <= lines) return { size, lines: balance(text, set, width, size, weight) }
    last = { size, lines: set.slice(0, lines) }
  }
  let end = last.lines.at(-1) ?? ''
  while (end && widthOf(`${end}…`, last.size, weight) > width) end = end.slice(0, -1)
  return { size: last.size, lines: [...last.lines.slice(0, -1), `${end.trimEnd()}…`] }
}

// No line of one word under three long ones: as narrow as the same number of lines allows.
function balance(text: string, set: string[], width: number, size: number, weight: Weight): string[] {
  let best = set
  for (let narrower = width * 0.95; narrower > width * 0.5; narrower -= width * 0.05) {
    const next = wrap(text, narrower, size, weight)
    if (next.length > set.length) break
    best = next
  }
  return best
}

/** One line as an SVG text, each run in the face that has its characters. */
export function line(
  text: string,
  { x, y, size, weight, fill, spacing = 0 }: { x: number; y: number; size: number; weight: Weight; fill: string; spacing?: number },
): string {
  const runs = drawable(text).match(/[\u1100-\u11ff\u3131-\u318e\uac00-\ud7a3]+|[^\u1100-\u11ff\u3131-\u318e\uac00-\ud7a3]+/g) ?? []
  const spans = runs.map((run) =>
    isHangul(run[0]!) ? `<tspan font-family="Pretendard ExtraBold" font-weight="800">${escapeHtml(run)}</tspan>` : `<tspan>${escapeHtml(run)}</tspan>`,
  )
  return `<text xml:space="preserve" x="${x}" y="${y.toFixed(1)}" font-family="Bricolage Grotesque" font-size="${size}" font-weight="${weight}" fill="${fill}" letter-spacing="${(spacing * size).toFixed(2)}">${spans.join('')}</text>`
}
