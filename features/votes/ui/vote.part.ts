import { find, findAll, make, say } from '@/ui/live'
import type { Results } from '../results'
import { press, rowsOf, showResults, showShares } from './shares'
import { shareWords } from './words'

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
  for (const row of rowsOf(action)) {
    const from = find<HTMLInputElement>('[name=from]', row)?.value ?? ''
    const mine = from === favourite
    if (!mine && row.classList.contains('mine')) before = bySlug.get(from)?.heading ?? ''
    press(row, from, mine)
    const words = find('button span', row)
    if (words) words.textContent = mine ? 'Your favourite' : 'My favourite'
  }
  showShares(action, results)
  for (const link of findAll<HTMLAnchorElement>('.rail a')) {
    const mine = link.hash === `#${favourite}`
    link.classList.toggle('mine', mine)
    link.setAttribute('aria-label', (link.getAttribute('aria-label') ?? '').replace(', your favourite', '') + (mine ? ', your favourite' : ''))
  }
  showResults(results, { marked: markMine(favourite) })
  const undo = find('#results .undo')
  if (undo) undo.hidden = !favourite
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

/** Marks in the results the row that is the reader's own. */
const markMine = (favourite: string | null) => (row: HTMLElement, slug: string) => {
  const mine = slug === favourite
  press(row, slug, mine)
  find('.you', row)?.remove()
  if (mine) find('.bar > span', row)?.append(make('span', { class: 'you' }, ' your vote'))
}
