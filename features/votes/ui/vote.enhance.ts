import { enhance, find, findAll, make, say, sendInPlace } from '@/ui/live'
import { percent } from '@/ui/percent'
import type { Result, Results } from '../results'
import { placeText, turnout, votesText } from './words'

type Answer = { favourite: string | null; state: 'counted' | 'held' | null; results: Results }

/** Votes in place: the button, every share, the rail and the results change where they are. */
enhance(() => sendInPlace('form[action$="/vote"]', show, ({ message }, form) => {
  const at = form.parentElement ?? form
  find('.error', at)?.remove()
  at.append(make('p', { class: 'error', role: 'alert' }, message))
})) // prettier-ignore

function show(answer: unknown) {
  const { favourite, state, results } = answer as Answer
  const bySlug = new Map(results.entries.map((result) => [result.slug, result]))
  for (const row of findAll('.fav')) {
    const from = find<HTMLInputElement>('[name=from]', row)?.value ?? ''
    press(row, from, from === favourite)
    const result = bySlug.get(from)
    if (result) share(row, result, results.counted)
  }
  for (const link of findAll<HTMLAnchorElement>('.rail a')) {
    const mine = link.hash === `#${favourite}`
    link.classList.toggle('mine', mine)
    link.setAttribute('aria-label', (link.getAttribute('aria-label') ?? '').replace(', your favourite', '') + (mine ? ', your favourite' : ''))
  }
  showResults(results, favourite)
  findAll('.fav .error').forEach((error) => error.remove())
  const chosen = favourite ? bySlug.get(favourite) : null
  if (!chosen) say('Your vote is taken back.')
  else if (state === 'held') say(`Your vote for ${chosen.heading} is kept, and waits to be looked at before it counts.`)
  else say(`${chosen.heading} is your favourite, with ${percent(chosen.share)} of ${votesText(results.counted)}.`)
}

function press(row: HTMLElement, slug: string, mine: boolean) {
  const button = find<HTMLButtonElement>('button', row)
  if (!button) return
  row.classList.toggle('mine', mine)
  button.setAttribute('aria-pressed', String(mine))
  button.value = mine ? '' : slug
  button.title = mine ? 'Press again to take it back' : ''
  find('svg', button)?.setAttribute('fill', mine ? 'currentColor' : 'none')
  const words = find('span', button)
  if (words) words.textContent = mine ? 'Your favourite' : 'My favourite'
}

function share(row: HTMLElement, { share, votes, rank }: Result, counted: number) {
  const [words] = findAll('.bar > span', row)
  bar(row, share)
  words?.replaceChildren(
    ...(counted > 0 ? [make('b', {}, percent(share)), ` of ${votesText(counted)}${votes > 0 ? `, ${placeText(rank)} with readers` : ''}`] : ['No votes yet']),
  )
}

function bar(row: Element, share: number) {
  const svg = find<SVGElement>('svg.share', row)
  if (!svg) return
  let fill = find<SVGElement>('.fill', svg)
  if (!fill) {
    fill = svg.lastElementChild!.cloneNode() as SVGElement
    fill.setAttribute('class', 'fill')
    svg.append(fill)
  }
  fill.setAttribute('width', `${+(share * 100).toFixed(1)}%`)
}

function showResults(results: Results, favourite: string | null) {
  const section = find('#results')
  if (!section) return
  const words = find('.turnout', section)
  if (words) words.textContent = turnout(results.counted)
  const undo = find('form', section)
  if (undo) undo.hidden = !favourite
  const rows = new Map(findAll('.res > li', section).map((row) => [find<HTMLAnchorElement>('a', row)?.hash.slice(1), row]))
  const lists = findAll('.res', section)
  const room = lists.map((list) => list.children.length)
  const longest = results.entries[0]?.share ?? 0
  for (const list of lists) list.hidden = results.counted === 0
  let list = 0
  for (const result of results.entries) {
    const row = rows.get(result.slug)
    if (!row) continue
    while (room[list] === 0) list++
    room[list]!--
    row.classList.toggle('mine', result.slug === favourite)
    find('.you', row)?.remove()
    if (result.slug === favourite) find('a', row)?.after(make('span', { class: 'you' }, ' your vote'))
    const texts: [string, string][] = [['b', String(result.rank)], ['.mv', votesText(result.votes)], ['.pc', percent(result.share)]] // prettier-ignore
    for (const [selector, text] of texts) find(selector, row)!.textContent = text
    bar(row, longest > 0 ? result.share / longest : 0)
    lists[list]?.append(row)
  }
}
