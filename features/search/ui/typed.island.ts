import { enhance, find, findAll, make, on, say } from '@/ui/live'
import type { Piece, TypedResults } from './typed'

/** Results below the search field while one types. The form stays: its button leads to the page of all results, as it does without this script. */

const pauseMs = 150

enhance(() => {
  const box = find<HTMLInputElement>('.search [name=q]')!
  const main = find('#main')!
  let timer = 0
  let asking: AbortController | undefined
  /** The text that the rows are for. */
  let shown: string | null = null

  /** Says with the first row whether Enter takes it: not while the rows are for what the field said before. */
  function isSure() {
    const sure = shown === box.value
    find('.typed')?.setAttribute('aria-busy', String(!sure))
    return sure
  }

  async function look() {
    const text = box.value
    find('.search .box a')!.hidden = text === ''
    asking?.abort()
    if (isSure()) return
    // The page has the results of the text that it came with.
    if (text === box.defaultValue) return clear()
    if (text.trim() === '') return clear('empty')
    const mine = (asking = new AbortController())
    const found = await fetch(`/search.json?q=${encodeURIComponent(text)}`, { signal: mine.signal })
      .then((answer) => (answer.ok ? (answer.json() as Promise<TypedResults>) : null))
      .catch(() => null)
    // An older answer never takes the place of a newer one.
    if (mine !== asking || text !== box.value) return
    if (found) show(found, text)
    else clear()
  }

  /** Takes the rows away. `state`: what of the page is hidden (search.css); all of it is there without. */
  function clear(state?: 'empty' | 'found' | 'nothing') {
    const rows = find('.typed')
    if (rows?.contains(document.activeElement)) box.focus()
    rows?.remove()
    shown = null
    if (state) main.dataset.typed = state
    else delete main.dataset.typed
  }

  function show({ q, problem, total, meant, rows }: TypedResults, text: string) {
    clear(rows[0] && !meant ? 'found' : 'nothing')
    shown = text
    const all = (words: string, label: string) => make('a', { href: `/search?q=${encodeURIComponent(words)}` }, label)
    const list = make('ol', {}, ...rows.map(({ href, name, note }) => make('li', {}, make('a', { href }, make('b', {}, ...drawn(name)), make('small', {}, ...drawn(note)))))) // prettier-ignore
    const none = problem ?? `Nothing was found for “${q}”.`
    find('.search')!.after(
      make(
        'section',
        { class: 'typed', 'aria-label': 'Found while you type', 'aria-busy': 'false' },
        ...(meant
          ? [make('p', { class: 'meant' }, `Nothing is called “${q}”. Did you mean `, all(meant, meant)), list]
          : rows[0]
            ? [list, all(q, total > rows.length ? `All ${total} results` : 'Show them with their pictures')]
            : [make('p', {}, none)]),
      ),
    )
    say(meant ? `Nothing is called “${q}”. Enter looks for ${meant}.` : rows[0] ? `${total} found. Enter opens ${find('.typed b')!.textContent}.` : none)
  }

  const drawn = (pieces: Piece[]) => pieces.map(({ text, mark, lang }) => (mark || lang ? make(mark ? 'mark' : 'span', lang ? { lang } : {}, text) : text))

  on('input', '.search [name=q]', () => {
    isSure()
    clearTimeout(timer)
    timer = window.setTimeout(() => void look(), pauseMs)
  })

  on('keydown', '.search [name=q], .typed a', (at: HTMLElement, event) => {
    // While a syllable of Hangul is put together the keys belong to that.
    if (event.isComposing || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return
    const links = findAll('.typed a')
    const to = links.indexOf(at) + ({ ArrowDown: 1, ArrowUp: -1 }[event.key] ?? 0)
    if (event.key === 'Enter' && at === box && links[0] && isSure()) links[0].click()
    else if (event.key === 'Escape' && at !== box) box.focus()
    else if (event.key === 'Escape' && main.dataset.typed) {
      box.value = box.defaultValue
      void look()
    } else if (event.key.startsWith('Arrow') && links[0] && to !== links.indexOf(at) && to > -2) (to < 0 ? box : (links[to] ?? at)).focus()
    else return
    event.preventDefault()
  })

  // What was typed before this ran, or is brought back by the browser.
  void look()
})
