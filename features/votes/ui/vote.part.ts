import { find, findAll, make, say } from '@/ui/live'
import type { Results } from '../results'
import { isFew, rowWords, shareWords, turnout } from './words'

/** What a form tells that has sent a vote: the entry that is the favourite now, and the heading of the one before. */
export type Voted = { favourite: string | null; before: string; /** What was announced. */ said: string }
type Answer = { favourite: string | null; state: 'counted' | 'held' | null; results: Results }

/** A vote in place: the button, every share, the rail and the results change where they are. */
export function showVote(answer: unknown, form: HTMLFormElement): void {
  const { action } = form
  const { favourite, state, results } = answer as Answer
  let before = ''
  const { counted } = results
  const bySlug = new Map(results.entries.map((result) => [result.slug, result]))
  for (const row of findAll('.fav')) {
    // Entries of other lists may stand beside it, with the same addresses.
    if (find<HTMLFormElement>('form', row)?.action !== action) continue
    const from = find<HTMLInputElement>('[name=from]', row)?.value ?? ''
    const mine = from === favourite
    if (!mine && row.classList.contains('mine')) before = bySlug.get(from)?.heading ?? ''
    press(row, from, mine)
    const words = find('button span', row)
    if (words) words.textContent = mine ? 'Your favourite' : 'My favourite'
    const result = bySlug.get(from)
    if (!result) continue
    const [number, rest] = shareWords(result, counted)
    bar(row, result.share, counted)
    find('.bar > span', row)?.replaceChildren(make('b', {}, number), rest)
  }
  for (const link of findAll<HTMLAnchorElement>('.rail a')) {
    const mine = link.hash === `#${favourite}`
    link.classList.toggle('mine', mine)
    link.setAttribute('aria-label', (link.getAttribute('aria-label') ?? '').replace(', your favourite', '') + (mine ? ', your favourite' : ''))
  }
  showResults(results, favourite)
  findAll(':is(.fav, .ask) .error').forEach((error) => error.remove())
  const chosen = favourite ? bySlug.get(favourite) : null
  const said = !chosen
    ? 'Your vote is taken back.'
    : state === 'held'
      ? `Your vote for ${chosen.heading} is kept, and waits to be looked at before it counts.`
      : `${chosen.heading} is your favourite, with ${shareWords(chosen, counted).join('')}.`
  say(said)
  // Later features know what else follows.
  const detail: Voted = { favourite, before, said }
  form.dispatchEvent(new CustomEvent('voted', { bubbles: true, detail }))
}

function press(row: HTMLElement, slug: string, mine: boolean) {
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

function showResults({ counted, entries }: Results, favourite: string | null) {
  const section = find('#results')
  if (!section) return
  find('.turnout', section)!.textContent = turnout(counted)
  const undo = find('.undo', section)
  if (undo) undo.hidden = !favourite
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
    const mine = result.slug === favourite
    press(row, result.slug, mine)
    find('.you', row)?.remove()
    if (mine) find('.bar > span', row)?.append(make('span', { class: 'you' }, ' your vote'))
    rowWords(result, counted).forEach((text, cell) => (find(['b', '.mv', '.pc'][cell]!, row)!.textContent = text))
    bar(row, longest > 0 ? result.share / longest : 0, counted)
    lists[list]?.append(row)
  }
  // A row that moves takes the focus with it.
  if (focused && section.contains(focused)) focused.focus({ preventScroll: true })
}
