import type { RedirectStatus } from './schema'

/** One old address as it was typed: in which line, and where it is to lead. */
export type TypedLine = { line: number; text: string; from: string; to: string | null; status: RedirectStatus }
export type LineFault = { line: number; text: string; message: string }

const statusWords: Record<string, RedirectStatus> = { '301': 301, '308': 301, permanent: 301, '302': 302, '307': 302, temporary: 302, '410': 410, gone: 410 }

/** The words of a line: by commas, semicolons or tabs where there are any, with quotes as spreadsheets write them; else by blanks, where an arrow may stand between. */
function wordsOf(line: string): string[] {
  const unquoted = line.split('"').filter((_, index) => index % 2 === 0).join('') // prettier-ignore
  const separator = ['\t', ';', ','].find((sign) => unquoted.includes(sign))
  if (!separator) return line.split(/\s+/).filter((word) => !/^(?:->|→|=>|)$/.test(word))
  const words: string[] = []
  let word = ''
  let isQuoted = false
  for (let at = 0; at < line.length; at++) {
    const sign = line[at]!
    if (isQuoted && sign === '"' && line[at + 1] === '"') word += line[++at]
    else if (sign === '"') isQuoted = !isQuoted
    else if (sign === separator && !isQuoted) {
      words.push(word.trim())
      word = ''
    } else word += sign
  }
  return [...words, word.trim()]
}

const isHeading = (words: string[]) => /^(?:from|old|source|path|old address|old url)$/i.test(words[0] ?? '')

function readLine(text: string): Omit<TypedLine, 'line' | 'text'> | string {
  const [from = '', ...rest] = wordsOf(text)
  const words = rest.filter((word) => word !== '')
  const status = words.map((word) => statusWords[word.toLowerCase()]).find((found) => found !== undefined)
  const targets = words.filter((word) => statusWords[word.toLowerCase()] === undefined)
  if (targets.length > 1) return /^\d{3}$/.test(targets[1]!) ? `${targets[1]} is not 301, 302 or 410` : 'there are more words than two addresses and a number'
  const [to = null] = targets
  if (status === 410) return to === null ? { from, to, status } : 'what is gone (410) leads nowhere: leave one of them out'
  if (to !== null && /^\d{3}$/.test(to)) return `${to} is not 301, 302 or 410`
  if (to === null) return 'say where it leads, or 410 where it is gone'
  return { from, to, status: status ?? 301 }
}

/** Reads what was pasted, a line each: `/old /new`, `/old,/new,302`, `/old -> /new`, `/old 410`. Empty lines, and those that begin with #, are left out. */
export function readLines(text: string): { lines: TypedLine[]; faults: LineFault[] } {
  const lines: TypedLine[] = []
  const faults: LineFault[] = []
  for (const [index, raw] of text
    .replace(/^\ufeff/, '')
    .split(/\r\n?|\n/)
    .entries()) {
    const line = raw.trim()
    if (line === '' || line.startsWith('#') || (lines.length + faults.length === 0 && isHeading(wordsOf(line)))) continue
    const read = readLine(line)
    if (typeof read === 'string') faults.push({ line: index + 1, text: line, message: read })
    else lines.push({ line: index + 1, text: line, ...read })
  }
  return { lines, faults }
}
