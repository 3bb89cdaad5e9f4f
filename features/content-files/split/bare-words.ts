/** A stretch of the text that is split; `from` and `to` count its characters. */
export type Range = { from: number; to: number }

/** Words without the signs of Markdown, and where each of their characters stands in the text. */
export type Bare = { text: string; at: number[] }

const none: ReadonlyMap<number, string> = new Map()
const link = /\]\((?:<[^>\n]*>|[^()\s]*(?:\([^()\s]*\)[^()\s]*)*)\)/y
const image = /!\[(?:\\.|[^\]\\\n])*\]\([^)\n]*\)/y

/** Reads Markdown without its signs. Pictures have no words. `marks`: signs that are read as another one, by their places. */
export function bareWords(source: string, { from, to }: Range, marks: ReadonlyMap<number, string> = none): Bare {
  let text = ''
  const at: number[] = []
  for (let index = from; index < to;) {
    const sign = source[index]!
    const mark = marks.get(index)
    if (mark) {
      text += mark
      at.push(index++)
      continue
    }
    const skipped = signsAt(source, index, from, to)
    if (skipped > 0) {
      index += skipped
      if (sign !== '\\') continue
      if (index >= to) break
    }
    text += source[index]
    at.push(index++)
  }
  at.push(to)
  return { text, at }
}

/** How many characters from here on are signs, not words. */
function signsAt(source: string, index: number, from: number, to: number): number {
  const sign = source[index]!
  const [before, after] = [index > from ? source[index - 1]! : ' ', index + 1 < to ? source[index + 1]! : ' ']
  if (sign === '\\') return /[!-/:-@[-`{-~\n]/.test(after) ? 1 : 0
  if (sign === '*') return /\s/.test(before) && /\s/.test(after) ? 0 : 1
  if (sign === '_') return /[\p{L}\p{N}]/u.test(before) && /[\p{L}\p{N}]/u.test(after) ? 0 : /\s/.test(before) && /\s/.test(after) ? 0 : 1
  if (sign === '`') return 1
  if (sign === '~') return after === '~' ? 2 : 0
  if (sign === '!' && after === '[') {
    image.lastIndex = index
    return image.exec(source)?.[0].length ?? 0
  }
  if (sign === ']') {
    link.lastIndex = index
    return link.exec(source)?.[0].length ?? 0
  }
  if (sign === '[') return isLinkStart(source, index, to) ? 1 : 0
  return 0
}

const maxLabel = 500

function isLinkStart(source: string, index: number, to: number): boolean {
  let depth = 0
  for (let end = index; end < Math.min(to, index + maxLabel); end++) {
    if (source[end] === '\\') end++
    else if (source[end] === '[') depth++
    else if (source[end] === ']' && --depth === 0) return source[end + 1] === '('
  }
  return false
}

/** The range in the text of a part of bare words. */
export const rangeOf = ({ at }: Bare, from: number, to: number): Range => ({
  from: at[from] ?? at.at(-1)!,
  to: to > from ? at[to - 1]! + 1 : (at[from] ?? at.at(-1)!),
})
