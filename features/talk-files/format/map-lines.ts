import { UnreadableFile } from './source'

/** Where the comments of an old address go: a list, perhaps an entry of it, or nowhere on purpose (null). */
export type MapTarget = { list: string; entry: string | null } | null
export type MapRule = { line: number; matches: (address: string) => boolean; target: MapTarget }

const typedTarget = /^(?:\/?articles\/)?([a-z0-9-]+)(?:\/([a-z0-9-]+))?\/?$/

/**
 * Rules that say by hand where comments go, one a line: `old address = list` or `= list/entry`, and `= -` for “nowhere”. A star stands for anything; the site may be left out
 * of an old address. Empty lines and those after # say nothing. The first rule that fits counts. Throws UnreadableFile.
 */
export function readMap(text: string): MapRule[] {
  return text.split(/\r?\n/).flatMap((typed, index) => {
    const line = typed.trim()
    if (line === '' || line.startsWith('#')) return []
    // An old address may have a = in its query.
    const at = line.lastIndexOf('=')
    const [old, to] = [line.slice(0, Math.max(0, at)).trim(), line.slice(at + 1).trim()]
    const found = typedTarget.exec(to)
    if (old === '' || (to !== '-' && !found)) throw new UnreadableFile(`line ${index + 1}: expected “old address = list”, “= list/entry” or “= -”`)
    return [{ line: index + 1, matches: matcherOf(old), target: to === '-' ? null : { list: found![1]!, entry: found![2] ?? null } }]
  })
}

/** An address as it is compared: without its site, the part of the page and a slash at the end. */
export const comparable = (address: string): string =>
  address
    .trim()
    .replace(/^(?:https?:)?\/\/[^/?#]*/i, '')
    .replace(/#.*$/s, '')
    .replace(/\/+$/, '') || '/'

function matcherOf(old: string): (address: string) => boolean {
  // “https://old.example/*” is about that site alone.
  const isWhole = /^(?:https?:)?\/\//i.test(old)
  const form = (address: string) =>
    (isWhole
      ? (/^(?:https?:)?\/\/[^/?#]*/i
          .exec(address.trim())?.[0]
          .toLowerCase()
          .replace(/^https?:/, '') ?? '')
      : '') + comparable(address)
  const [first, ...others] = form(old).split('*')
  if (others.length === 0) return (address) => form(address) === first
  return (address) => {
    const text = form(address)
    const last = others.at(-1)!
    if (!text.startsWith(first!) || !text.endsWith(last) || text.length < first!.length + last.length) return false
    // Each part after the one before it: no expression that could take long.
    let from = first!.length
    for (const part of others.slice(0, -1)) {
      const found = text.indexOf(part, from)
      if (found < 0) return false
      from = found + part.length
    }
    return from <= text.length - last.length
  }
}
