import type { OwnState } from '@/platform/front'

/** A kept page: text that everyone gets, and the places of what is one reader's own. */
export type Piece = string | { own: string; then: Piece[]; otherwise: Piece[] } | { slot: string } | { theme: true }

export type Theme = 'light' | 'dark' | null

/** What differs for one visitor. */
export type Visit = { on: ReadonlySet<string>; slots: Readonly<Record<string, string>>; theme: Theme }

export const nobody: Visit = { on: new Set(), slots: {}, theme: null }

export const visitOf = (state: OwnState, theme: Theme): Visit => ({ on: new Set(state.on), slots: state.slots, theme })

/** The text of a place for one visitor. */
export const textOf = (piece: { slot: string } | { theme: true }, visit: Visit): string =>
  'slot' in piece ? (Object.hasOwn(visit.slots, piece.slot) ? (visit.slots[piece.slot] ?? '') : '') : visit.theme ? ` data-theme="${visit.theme}"` : ''

/** The page as one visitor sees it. */
export function fill(pieces: Piece[], visit: Visit): string {
  let text = ''
  for (const piece of pieces) {
    if (typeof piece === 'string') text += piece
    else if ('own' in piece) text += fill(visit.on.has(piece.own) ? piece.then : piece.otherwise, visit)
    else text += textOf(piece, visit)
  }
  return text
}

/** What of a visitor's state this page shows, as a key: equal keys give equal pages. Empty when it is the page that everyone gets. */
export function differenceOf(pieces: Piece[], visit: Visit): string {
  if (visit.on.size === 0 && visit.theme === null && Object.keys(visit.slots).length === 0) return ''
  const found: string[] = []
  const walk = (list: Piece[]) => {
    for (const piece of list) {
      if (typeof piece === 'string') continue
      if ('own' in piece) {
        const holds = visit.on.has(piece.own)
        if (holds) found.push(`+${piece.own}`)
        walk(holds ? piece.then : piece.otherwise)
      } else {
        const text = textOf(piece, visit)
        if (text) found.push(text)
      }
    }
  }
  walk(pieces)
  return found.join('\n')
}
