import { attribute, isElement, isText, styled, textOf, unseen, type Element, type Node } from './html-tree'

/** Lists and tables of HTML as Markdown; lists of Word, which are paragraphs that look like one. */

/** A block of the Markdown; `line` (from 1) is where it stands in the HTML, when that was asked for and is known. */
export type HtmlBlock = { markdown: string; line: number | null }

/** How what is in a list or a table is written. */
export type Write = {
  words: (nodes: readonly Node[]) => string
  blocks: (node: Element) => HtmlBlock[]
  markdown: (node: Element) => string
  /** All in one line, for a cell. */
  line: (node: Element) => string
  /** It has headings, lists or tables in it, so that no cell can hold it. */
  holdsBlocks: (node: Element) => boolean
  block: (markdown: string, node: Element) => HtmlBlock
  /** Writes what stands one level deeper; null when that would be too deep. */
  nest: (write: () => string) => string | null
}

const isListTag = (node: Node): node is Element => isElement(node) && (node.tagName === 'ul' || node.tagName === 'ol')

/** A list; one whose items have headings is a way of laying out a page, and comes as its blocks. */
export function writeList(node: Element, write: Write, hasHeading: (item: Element) => boolean): HtmlBlock[] {
  if (hasHeading(node)) return write.blocks(node)
  const text = listLines(node, write)
  return text === '' ? [] : [write.block(text, node)]
}

function listLines(node: Element, write: Write): string {
  let number = Number.parseInt(attribute(node, 'start'), 10)
  if (!(number >= 0 && number < 1e9)) number = 1
  const items: string[] = []
  for (const child of node.childNodes) {
    if (isText(child) && child.value.trim() !== '') items.push(`- ${indented(write.words([child]), 2).trimStart()}`)
    if (!isElement(child) || unseen(child)) continue
    // Google Docs puts a nested list beside its item, not in it.
    if (isListTag(child)) {
      const lines = write.nest(() => listLines(child, write))
      const nested = indented(lines ?? write.markdown(child), lines === null ? 2 : 3)
      if (nested.trim() !== '') items.push(items.length > 0 ? `${items.pop()}\n${nested}` : nested.trimStart())
      continue
    }
    const value = Number.parseInt(attribute(child, 'value'), 10)
    if (node.tagName === 'ol' && value >= 0 && value < 1e9) number = value
    const sign = node.tagName === 'ol' ? `${number}.` : '-'
    const body = tight(write.markdown(child))
    if (body === '') continue
    if (node.tagName === 'ol') number++
    items.push(`${sign} ${indented(body, node.tagName === 'ol' ? sign.length + 1 : 2).trimStart()}`)
  }
  return items.join('\n')
}

/** An item's list stands right under its words, unless it counts from another number than one; other paragraphs keep their distance. */
const tight = (markdown: string) => markdown.replaceAll(/\n\n(?=(?:-|1\.) )/g, '\n')

const indented = (text: string, by: number) =>
  text
    .split('\n')
    .map((line) => (line === '' ? '' : ' '.repeat(by) + line))
    .join('\n')

/** A table; one of a single column, or with headings or lists in its cells, lays out a page, and comes as its blocks. */
export function writeTable(node: Element, write: Write): HtmlBlock[] {
  const rows: Element[][] = []
  const captions: Element[] = []
  let layout = false
  const walk = (element: Element) => {
    for (const child of element.childNodes) {
      if (!isElement(child) || unseen(child)) continue
      if (child.tagName === 'tr') {
        const cells = child.childNodes.filter((cell): cell is Element => isElement(cell) && !unseen(cell))
        layout ||= cells.some(write.holdsBlocks)
        if (cells.length > 0) rows.push(cells)
      } else if (child.tagName === 'caption') captions.push(child)
      else walk(child)
    }
  }
  walk(node)
  const width = rows.reduce((most, row) => Math.max(most, row.length), 0)
  const before = captions.flatMap((caption) => write.blocks(caption))
  if (layout || width === 1) return [...before, ...rows.flatMap((row) => row.flatMap((cell) => write.blocks(cell)))]
  const texts = rows.map((row) => row.map((cell) => write.line(cell).replaceAll(/\\.|\|/g, (sign) => (sign === '|' ? '\\|' : sign))))
  if (texts.every((row) => row.every((text) => text === ''))) return before
  // The first row says how many columns there are: what a later row has more would not be shown.
  const head = [...texts[0]!, ...Array<string>(width - texts[0]!.length).fill('')]
  const line = (row: string[]) => `| ${row.join(' | ')} |`
  return [...before, write.block([line(head), line(head.map(() => '---')), ...texts.slice(1).map(line)].join('\n'), node)]
}

export type WordItem = { level: number; list: string; text: string; number: string | null }

const listStyle = /^(\S+)\s+level([1-9])\b/

/** Word has no lists: paragraphs that say `mso-list:l0 level2`, with their sign in a span that is to be ignored. */
export const isWordItem = (node: Element): boolean => node.tagName === 'p' && listStyle.test(styled(node, 'mso-list') ?? '')

export function addWordItem(items: WordItem[], node: Element, write: (nodes: Node[]) => string, keep: (sign: Element) => void): void {
  const [, list = '', level = '1'] = listStyle.exec(styled(node, 'mso-list')!) ?? []
  let sign = ''
  const withoutSigns = (nodes: Node[]): Node[] =>
    nodes.flatMap((child): Node[] => {
      if (!isElement(child)) return [child]
      if (!/ignore/.test(styled(child, 'mso-list') ?? '')) return [{ ...child, childNodes: withoutSigns(child.childNodes) }]
      sign += textOf(child)
      keep(child)
      return []
    })
  const text = write(withoutSigns(node.childNodes))
  if (text !== '') items.push({ level: Number(level), list, text, number: /^\s*(\d{1,9})[.)]/.exec(sign)?.[1] ?? null })
}

/** An item stands as far to the right as the words of the item above it. */
export function writeWordList(items: readonly WordItem[]): string {
  const widths: number[] = []
  return items
    .map(({ level, text, number }) => {
      const depth = Math.min(level - 1, widths.length)
      const sign = number === null ? '-' : `${number}.`
      const indent = ' '.repeat(widths.slice(0, depth).reduce((sum, width) => sum + width, 0))
      widths.length = depth
      widths.push(sign.length + 1)
      return `${indent}${sign} ${text}`
    })
    .join('\n')
}
