import type { Piece } from '@/server/cache/template'

type Open = { own: string; then: Piece[]; otherwise: Piece[]; branch: Piece[] | null }

// As React writes them (ui/own.tsx); nobody else's words can, because they are sanitised.
const tag = /<(\/?)ls-(own|then|else|slot)(?: (?:of|name)="([^"]*)")?>/g

/** The HTML that `draw` made, as pieces. It need not be read as HTML for that, which takes longer than drawing it. Never throws. */
export function toDrawnPieces(html: string): Piece[] {
  const all: Piece[] = []
  const open: Open[] = []
  const add = (piece: Piece) => {
    const last = open.at(-1)
    const list = last ? last.branch : all
    if (piece !== '') list?.push(piece)
  }
  const close = () => {
    const { own, then, otherwise } = open.pop()!
    add({ own, then, otherwise })
  }
  let from = 0
  for (const { 0: whole, 1: slash, 2: name, 3: value = '', index } of html.matchAll(tag)) {
    add(html.slice(from, index))
    from = index + whole.length
    const last = open.at(-1)
    if (name === 'slot') {
      if (!slash) add({ slot: value })
    } else if (name === 'own') {
      if (!slash) open.push({ own: value, then: [], otherwise: [], branch: null })
      else if (last) close()
    } else if (last) last.branch = slash ? null : name === 'then' ? last.then : last.otherwise
  }
  add(html.slice(from))
  while (open.length > 0) close()
  return all
}
