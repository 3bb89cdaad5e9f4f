import { find, findAll, make } from '@/ui/live'
import { resultsOf, type Results } from '../results'
import { isFew, rowWords, shareWords, turnout } from './words'

/** Votes where they are shown: beside each entry and in the results. */

/** Results from the votes of a list's entries in the readers' order, as its stream tells them. */
export const resultsFrom = (entries: { slug: string; number: number; votes: number }[]): Results =>
  resultsOf(entries.map(({ slug, number, votes }, position) => ({ id: slug, slug, heading: '', number, position, listed: true, counted: votes, held: 0 })))

/** The rows of a list's entries. Entries of other lists may stand beside it, with the same addresses. */
export const rowsOf = (action: string) => findAll('.fav').filter((row) => find<HTMLFormElement>('form', row)?.action === action)

export function press(row: HTMLElement, slug: string, mine: boolean) {
  row.classList.toggle('mine', mine)
  const button = find<HTMLButtonElement>('button', row)
  if (!button) return
  button.setAttribute('aria-pressed', String(mine))
  button.value = mine ? '' : slug
  find('svg', button)?.setAttribute('fill', mine ? 'currentColor' : 'none')
}

function bar(row: Element, share: number, counted: number) {
  const svg = find<SVGElement>('svg.share', row)
  if (!svg) return
  svg.parentElement!.classList.toggle('few', isFew(counted))
  let fill = find<SVGElement>('.fill', svg)
  if (!fill) {
    fill = svg.lastElementChild!.cloneNode() as SVGElement
    fill.setAttribute('class', 'fill')
    svg.append(fill)
  }
  fill.setAttribute('width', `${+(share * 100).toFixed(1)}%`)
}

/** The share beside each entry of the list whose votes go to `action`. */
export function showShares(action: string, { counted, entries }: Results): void {
  const bySlug = new Map(entries.map((result) => [result.slug, result]))
  for (const row of rowsOf(action)) {
    const result = bySlug.get(find<HTMLInputElement>('[name=from]', row)?.value ?? '')
    if (!result) continue
    const [number, rest] = shareWords(result, counted)
    bar(row, result.share, counted)
    find('.bar > span', row)?.replaceChildren(make('b', {}, number), rest)
  }
}

type Shown = { /** Whether rows go to where they stand now. */ inOrder?: boolean; marked?: (row: HTMLElement, slug: string) => void }

export function showResults({ counted, entries }: Results, { inOrder = true, marked }: Shown): void {
  const section = find('#results')
  if (!section) return
  // Where nobody votes any more something else is said.
  if (find('.undo', section)) find('.turnout', section)!.textContent = turnout(counted)
  const rows = new Map(findAll('.res > li', section).map((row) => [find<HTMLAnchorElement>('a', row)?.hash.slice(1), row]))
  const lists = findAll('.res', section)
  const room = lists.map((list) => list.children.length)
  const focused = document.activeElement as HTMLElement | null
  const longest = entries[0]?.share ?? 0
  let list = 0
  for (const result of entries) {
    const row = rows.get(result.slug)
    if (!row) continue
    while (room[list] === 0) list++
    room[list]!--
    marked?.(row, result.slug)
    rowWords(result, counted).forEach((text, cell) => (find(['b', '.mv', '.pc'][cell]!, row)!.textContent = text))
    bar(row, longest > 0 ? result.share / longest : 0, counted)
    if (inOrder) lists[list]?.append(row)
  }
  // A row that moves takes the focus with it.
  if (focused && section.contains(focused)) focused.focus({ preventScroll: true })
}
