import { insertedBy, textFields, type DraftChange, type Edit, type Insert } from '@/features/articles/document/operations'
import { isStorable } from '@/platform/text/storable'

/** One operation inserts so much at the most, so that it always fits into a request: 45 KB of Hangul. */
export const maxInserted = 15_000
/** And so many characters of JSON are in one that does several things. */
const maxOfPart = 30_000

/**
 * Parts that each fit into a request: long texts are put in piece by piece, and many things a few at a time. A text that the site cannot keep comes by itself, so that what was
 * done with it need not wait for it.
 */
export function inParts(changes: DraftChange[]): DraftChange[][] {
  const parts: DraftChange[][] = [[]]
  let characters = 0
  const begin = (...others: DraftChange[][]) => {
    parts.push(...others, [])
    characters = 0
  }
  for (const change of changes) {
    const pieces = piecesOf(change)
    if (pieces.length > 1 || (change.do === 'edit' && !canBeKept(change))) {
      begin(...pieces.map((piece) => [piece]))
      continue
    }
    const length = JSON.stringify(change).length
    if (characters + length > maxOfPart) begin()
    parts.at(-1)!.push(change)
    characters += length
  }
  return parts.filter((part) => part.length > 0)
}

const canBeKept = ({ changes }: Edit) => changes.every(([, , inserted]) => isStorable(inserted))

function piecesOf(change: DraftChange): DraftChange[] {
  if (change.do === 'edit') {
    const isShort = ([, , inserted]: Edit['changes'][0]) => inserted.length <= maxInserted
    if (change.changes.every(isShort) && JSON.stringify(change.changes).length <= maxOfPart) return [change]
    // From the last to the first, so that no place moves before it is used. Those of a piece are all made on the text before it.
    const pieces: Edit['changes'][] = []
    let room = 0
    for (const one of change.changes.toReversed()) {
      const [at, deleted, inserted] = one
      const length = JSON.stringify(one).length
      if (!isShort(one)) {
        for (const [from, text] of cut(inserted)) pieces.push([[at + from, from === 0 ? deleted : 0, text]])
        room = 0
      } else if (length <= room) {
        pieces.at(-1)!.unshift(one)
        room -= length
      } else {
        pieces.push([one])
        room = maxOfPart - length
      }
    }
    return pieces.map((changes): Edit => ({ ...change, changes }))
  }
  if (change.do !== 'insert') return [change]
  const on = insertedBy(change)
  const whole = 'entry' in change ? change.entry : change.section
  const isLong = JSON.stringify(change).length > maxInserted
  const own = textFields['entry' in change ? 'entry' : 'section'].filter((field) => {
    const text = textIn(whole, field)
    return (isLong && text.length > maxInserted / 4) || !isStorable(text)
  })
  if (own.length === 0) return [change]
  const short = { ...whole, ...Object.fromEntries(own.map((field) => [field, ''])) }
  const bare = { ...change, ['entry' in change ? 'entry' : 'section']: short } as Insert
  return [bare, ...own.flatMap((field) => piecesOf({ do: 'edit', on, field, changes: [[0, 0, textIn(whole, field)]] }))]
}

const textIn = (of: object, field: string) => (of as Record<string, string>)[field] ?? ''

function cut(text: string): [from: number, text: string][] {
  const pieces: [number, string][] = []
  for (let from = 0; from < text.length || pieces.length === 0;) {
    const end = Math.min(from + maxInserted, text.length)
    const to = end < text.length && (text.charCodeAt(end) & 0xfc00) === 0xdc00 ? end - 1 : end
    pieces.push([from, text.slice(from, to)])
    from = to
    if (to >= text.length) break
  }
  return pieces
}
