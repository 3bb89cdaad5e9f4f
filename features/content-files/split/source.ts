import { counted } from '@/platform/text/counted'
import { markdownFromHtml } from '@/platform/text/html-to-markdown'
import { isWrapped } from '@/platform/text/wrapped'
import { readBlocks, type Block } from './blocks'

export type SourceFormat = 'text' | 'html'

/** An article as Markdown with its blocks. `lineOf`: the line of the source, from 1, for a place in the text. */
export type Source = {
  text: string
  blocks: Block[]
  title: string | null
  lineOf: (at: number) => number
  /** What of the source is no part of the text, in words. */
  notes: string[]
  /** Words that a reader of the source sees and that are not in the text: none, unless the reading of HTML is at fault. */
  lost: number
}

export function readSource(source: string, format: SourceFormat): Source {
  return format === 'html' ? ofHtml(source) : ofText(source)
}

function ofText(source: string): Source {
  const text = source
    .replace(/^\ufeff/, '')
    .toWellFormed()
    .replaceAll('\0', '\ufffd')
    .replaceAll(/\r\n?|[\u2028\u2029]/g, '\n')
  const starts = [0]
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  return { text, blocks: readBlocks(text, isWrapped(text)), title: null, lineOf: (at) => before(starts, at) + 1, notes: [], lost: 0 }
}

function ofHtml(source: string): Source {
  const { blocks, title, images, characters } = markdownFromHtml(source, { headingLevel: (level) => level, articleOnly: true, positions: true })
  const starts: number[] = []
  let length = 0
  for (const { markdown } of blocks) {
    starts.push(length)
    length += markdown.length + 2
  }
  const text = blocks.map(({ markdown }) => markdown).join('\n\n')
  const notes = Object.entries(characters.leftOut).map(
    ([reason, count]) => `${count.toLocaleString('en')} characters of the page are not of the article: ${reason}`,
  )
  if (images.length > 0) notes.push(`${counted(images.length, 'picture')} in the prose cannot stay there: make each a link, or take it out`)
  const lineOf = (at: number) => blocks[before(starts, at)]?.line ?? 1
  const outside = characters.leftOut['outside the article'] ? 0 : characters.seen - characters.kept
  return { text, blocks: readBlocks(text, false), title, lineOf, notes, lost: Math.max(0, outside) }
}

/** The last of the sorted numbers that is not above `at`. */
function before(starts: readonly number[], at: number): number {
  let [low, high] = [0, starts.length - 1]
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if (starts[middle]! <= at) low = middle
    else high = middle - 1
  }
  return low
}
