/** The names that are typed into a cell of the table, or pasted. */

/** A record that stands in the cell already, with what the cell says of it. */
export type Standing = { id: string; said: string }

/** A record that stays, or names that the site is asked for. */
type Piece = { keeps: string } | { asks: string }

/** Whom a cell may name: one record, or several between signs. Names may have these signs in them, so the whole is asked for first. */
export const partsOfNames = (text: string): string[] => {
  const parts = text.split(/\s+&\s+|\s*;\s*|,\s+/).filter((part) => part !== '')
  return parts.length > 1 ? parts : []
}

const between = /\s+&\s+|\s*;\s*|,\s+/g

/** What a cell says, taken apart at the names of those who stand in it: which of several of one name was meant is known of them. */
function piecesOf(text: string, standing: readonly Standing[]): Piece[] {
  const signs = Array.from(text.matchAll(between), ({ 0: sign, index }) => ({ from: index, to: index + sign.length }))
  const isEnd = (at: number) => at === text.length || signs.some(({ from }) => from === at)
  const longest = standing.filter(({ said }) => said !== '').toSorted((one, other) => other.said.length - one.said.length)
  const pieces: Piece[] = []
  let asked = 0
  let at = 0
  const ask = (to: number) => {
    const asks = text.slice(asked, to).trim()
    if (asks !== '') pieces.push({ asks })
  }
  while (at < text.length) {
    const keeps = longest.find(({ said }) => text.startsWith(said, at) && isEnd(at + said.length))
    if (keeps) {
      ask(signs.findLast(({ to }) => to <= at)?.from ?? at)
      pieces.push({ keeps: keeps.id })
    }
    const end = at + (keeps?.said.length ?? 0)
    const next = signs.find(({ from }) => from >= end)
    at = next?.to ?? text.length
    if (keeps) asked = at
  }
  ask(text.length)
  return pieces
}

/** The names for which the site is asked: nothing where all stand there already. */
export function asksOf(text: string, standing: readonly Standing[]): string[] {
  const asks = piecesOf(text, standing).flatMap((piece) => ('asks' in piece ? [piece.asks] : []))
  return asks.length === 0 ? [] : [...new Set([text, ...asks.flatMap((one) => [one, ...partsOfNames(one)])])]
}

/** Ids of the records that a cell names; null where one is not recognised. */
export function recordsNamed(text: string, standing: readonly Standing[], find: (name: string) => string | null): string[] | null {
  const pieces = piecesOf(text, standing)
  const whole = pieces.some((piece) => 'asks' in piece) ? find(text) : null
  if (whole !== null) return [whole]
  const ids = pieces.map((piece) => ('keeps' in piece ? [piece.keeps] : idsOf(piece.asks, find)))
  return ids.some((one) => one === null) ? null : ids.flatMap((one) => one ?? [])
}

function idsOf(text: string, find: (name: string) => string | null): string[] | null {
  const whole = find(text)
  if (whole !== null) return [whole]
  const parts = partsOfNames(text).map(find)
  return parts.length > 0 && parts.every((id) => id !== null) ? parts : null
}

/** What waits in a cell of what was typed there: behind those who all stay only the new name, as one more. */
export function waitingName(text: string, standing: readonly Standing[]): string {
  const pieces = piecesOf(text, standing)
  const [asks, ...others] = pieces.flatMap((piece) => ('asks' in piece ? [piece.asks] : []))
  const stay = standing.every(({ id }) => pieces.some((piece) => 'keeps' in piece && piece.keeps === id))
  return asks !== undefined && others.length === 0 && standing.length > 0 && stay ? `+ ${asks}` : text
}

/** `+ Daesung` is one more of those who are there. */
export const readTyped = (typed: string): { adds: boolean; name: string } => ({ adds: typed.startsWith('+'), name: typed.replace(/^\+/, '').trim() })
