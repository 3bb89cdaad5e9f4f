import { creditRoles } from '@/features/articles/schema'
import { kindFolders } from '@/features/records/schema'
import { isFragile, quoted } from './yaml'

/**
 * How a line of prose stands in a list file. Three kinds of line are the file's own: headings of one to three #, credits, and
 * quoted lines (`= "…"`). A line of prose that looks like one of the first two has a backslash before it; one that looks like the third, or that
 * an editor would spoil (a lone carriage return, a blank line at an edge), is quoted.
 */
const folders = Object.values(kindFolders).join('|')
// A blank that is none of the usual comes from a keyboard (Option and space on a Mac) or another program.
const oddBlanks = '\\u00a0\\u1680\\u2000-\\u200a\\u202f\\u205f\\u3000'
const heading = ` {0,3}#{1,3}(?:[ \\t${oddBlanks}]|$)`
const creditLine = `[-*+][ \\t]+(?:[^: \\t][^:]*)?:[ \\t]*(?:${folders})/[^ \\t]*[ \\t]*$`
const creditByName = `[-*+][ \\t]+(?:${Object.keys(creditRoles).join('|')}|video):[ \\t]*[^ \\t].*$`
const reserved = new RegExp(`^\\\\*(?:${heading}|${creditLine}|${creditByName})`)
const escaped = new RegExp(`^\\\\+(?:${heading}|${creditLine}|${creditByName})`)
const quotation = /^= ".*$/s

const headingPattern = new RegExp(`^${heading}`)
const creditPattern = new RegExp(`^${creditLine}`)
const creditByNamePattern = new RegExp(`^${creditByName}`)

export const isHeading = (line: string) => headingPattern.test(line)
export const isCredit = (line: string) => creditPattern.test(line)
/** `- artist: BIGBANG`: a role, and no reference after it. Under a heading it was meant as a credit; elsewhere it is prose. */
export const isCreditByName = (line: string) => creditByNamePattern.test(line) && !isCredit(line)
export const isBlank = (line: string) => /^[ \t]*$/.test(line)

/** A line of prose as the file has it. `whole`: it stands alone, so blanks around it would be lost. */
export function printLine(line: string, whole: boolean): string {
  const spoiled = isFragile(line) || quotation.test(line) || (whole && line !== trimBlanks(line))
  if (spoiled) return `= ${quoted(line)}`
  return reserved.test(line) ? `\\${line}` : line
}

/** The line of prose that a line of the file stands for; null when it begins as a quotation and is none. */
export function readLine(line: string): string | null {
  if (quotation.test(line)) return readQuotation(line)
  return escaped.test(line) ? line.slice(1) : line
}

export function readQuotation(line: string): string | null {
  try {
    const value: unknown = JSON.parse(line.slice(2))
    return typeof value === 'string' ? value : null
  } catch {
    return null
  }
}

export const isQuotation = (line: string) => quotation.test(line)

const blank = (character: string | undefined) => character === ' ' || character === '\t'

/** Without blanks and tabs at both ends. By hand: an expression anchored at the end takes quadratic time over a long run of blanks. */
export function trimBlanks(line: string): string {
  let [from, to] = [0, line.length]
  while (from < to && blank(line[from])) from++
  while (to > from && blank(line[to - 1])) to--
  return line.slice(from, to)
}

/** Markdown as lines of the file, none for empty Markdown. */
export function printProse(text: string): string[] {
  if (text === '') return []
  const lines = text.split('\n')
  return lines.map((line, index) => {
    const edge = index === 0 || index === lines.length - 1
    return edge && isBlank(line) ? `= ${quoted(line)}` : printLine(line, false)
  })
}

/** The words of a heading line, and how many signs it has. The signs that may close it (`### One ###`) are not of the words. */
export function headingOf(line: string): { marks: number; text: string } {
  const text = line.trimStart()
  const marks = /^#+/.exec(text)![0].length
  const rest = text.slice(marks)
  return { marks, text: trimBlanks(blank(rest[0]) || rest === '' ? rest : rest.slice(1)) }
}

/** Without the signs that close a heading. */
export function withoutClosing(words: string): string {
  let end = words.length
  while (words[end - 1] === '#') end--
  return end < words.length && (end === 0 || blank(words[end - 1])) ? trimBlanks(words.slice(0, end)) : words
}
