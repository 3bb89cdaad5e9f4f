import { bareWords, rangeOf, type Range } from './bare-words'
import type { Block } from './blocks'
import type { CreditNames } from './quoted'
import { columnOf } from './labels'
import { looksLikeName } from './names-in'
import { nameOfTitle, quotedIn } from './quoted'
import { noNames, type EntryPlan, type Plan } from './plan'

type Cell = { name: string; range: Range }

/** Makes entries of a table with columns of songs and artists: a row is one. Returns the block, or null when no table is one. */
export function planTable(plan: Plan, text: string, blocks: readonly Block[]): Block | null {
  for (const block of blocks) {
    if (block.kind !== 'table') continue
    const [head, ...rows] = rowsOf(text, block)
    const columns = columnsOf(head ?? [], rows)
    if (!columns.includes('song') || !columns.includes('artist')) continue
    const entries = rows.filter((cells) => cells[columns.indexOf('song')]?.name)
    if (entries.length < 2) continue
    for (const { range } of head!) plan.uses.push({ ...range, as: 'dropped', why: 'the heads of the columns of a table' })
    for (const cells of entries) plan.entries.push(entryOf(plan, cells, columns))
    return block
  }
  return null
}

/** What the columns hold, by their heads, or by what stands in them: titles in marks, and names beside them. */
function columnsOf(head: readonly Cell[], rows: readonly Cell[][]): ReturnType<typeof columnOf>[] {
  const columns = head.map(({ name }) => columnOf(name))
  const share = (index: number, is: (words: string) => boolean) =>
    rows.filter((cells) => cells[index] && is(cells[index].name)).length / Math.max(1, rows.length)
  const first = (is: (words: string) => boolean) => head.findIndex((_, index) => columns[index] === null && share(index, is) >= 0.8)
  const song = columns.includes('song') ? -1 : first((words) => quotedIn(words).length === 1)
  if (song >= 0) columns[song] = 'song'
  const artist = columns.includes('artist') || !columns.includes('song') ? -1 : first((words) => looksLikeName(words) && words.length <= 40)
  if (artist >= 0) columns[artist] = 'artist'
  return columns
}

function rowsOf(text: string, block: Block): Cell[][] {
  const rows: Cell[][] = []
  let at = block.from
  for (const line of text.slice(block.from, block.to).split('\n')) {
    if (!/^\s*\|[\s|:-]*$/.test(line)) {
      const cells: Cell[] = []
      let start = 1 + line.indexOf('|')
      for (const found of line.matchAll(/(?<!\\)\||$/g)) {
        if (found.index < start) continue
        const bare = bareWords(text, { from: at + start, to: at + found.index })
        const [lead, name] = [bare.text.length - bare.text.trimStart().length, bare.text.trim()]
        if (found.index < line.length || name !== '') cells.push({ name, range: rangeOf(bare, lead, lead + name.length) })
        start = found.index + 1
      }
      rows.push(cells)
    }
    at += line.length + 1
  }
  return rows
}

function entryOf({ uses, entries }: Plan, cells: readonly Cell[], columns: readonly ReturnType<typeof columnOf>[]): EntryPlan {
  const id = `entry ${entries.length + 1}`
  const names = noNames()
  const body: Range[] = []
  const song = cells[columns.indexOf('song')]!
  const artist = cells[columns.indexOf('artist')]
  cells.forEach((cell, index) => {
    const column = columns[index]
    if (cell.name === '' || cell === song || (column === 'number' && /^\W*\d+\W*$/.test(cell.name))) return
    const isCredit = column && column !== 'video' && column !== 'heading' && column !== 'song' && column !== 'number'
    if (isCredit && names[column as keyof CreditNames]) names[column as keyof CreditNames].push({ name: cell.name, ...cell.range, confidence: 0.9 })
    else if (cell !== artist) body.push(cell.range)
    uses.push({ ...cell.range, as: cell === artist ? `${id}.subheading` : isCredit ? `${id}.credits` : `${id}.body` })
  })
  uses.push({ ...song.range, as: `${id}.heading` })
  return {
    heading: song.name,
    subheading: { text: artist?.name ?? '', bold: artist?.name || null },
    names,
    song: { ...titleIn(song.name), ...song.range, confidence: 0.9 },
    video: null,
    body,
    at: song.range,
    copied: false,
    confidence: 0.85,
  }
}

function titleIn(words: string): { name: string; also?: string } {
  const quoted = quotedIn(words)[0]
  const { name, also } = quoted ? nameOfTitle(quoted).song : { name: words, also: undefined }
  return { name, ...(also ? { also } : {}) }
}
