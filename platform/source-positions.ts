import fs from 'node:fs'
import { SourceMap } from 'node:module'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { LRUCache } from 'lru-cache'

/**
 * Maps of bundled files, read when the first error is logged that came from one. Node would read all of them at the start, which took a quarter of it, and keep
 * them in memory, for errors that mostly never come.
 */
const maps = new LRUCache<string, { map: SourceMap | null }>({ max: 4 })

function mapOf(file: string): SourceMap | null {
  const known = maps.get(file)
  if (known) return known.map
  let map: SourceMap | null = null
  try {
    map = new SourceMap(JSON.parse(fs.readFileSync(`${file}.map`, 'utf8')))
  } catch {
    // No map, or none that can be read: the line stays as it is.
  }
  maps.set(file, { map })
  return map
}

/** A line of a stack that names a file: what stands before it, the file, its line, its column, and the bracket after it. */
const frame = /^(\s+at (?:.*? \()?)((?:file:\/\/)?\/.+\.[cm]?js):(\d+):(\d+)(\)?)$/

/** A stack in which lines of bundled files name the source that they were made from: `features/votes/commands/cast-votes.ts:51:20`. */
export function readableStack(stack: string): string {
  return stack
    .split('\n')
    .map((line) => {
      const [, before, address, row, column, after] = frame.exec(line) ?? []
      if (!address) return line
      const file = address.startsWith('file://') ? fileURLToPath(address) : address
      const found = mapOf(file)?.findEntry(Number(row) - 1, Number(column) - 1)
      if (!found || !('originalSource' in found)) return line
      const source = path.relative(process.cwd(), path.resolve(path.dirname(file), decodeURIComponent(found.originalSource)))
      return `${before}${source}:${found.originalLine + 1}:${found.originalColumn + 1}${after}`
    })
    .join('\n')
}
