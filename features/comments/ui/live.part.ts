import { resultsFrom, showResults, showShares } from '@/features/votes/ui/shares'
import { fetchPage, find, findAll, goTo, isForElsewhere, make, say } from '@/ui/live'
import { showLocalTimes } from '@/ui/local-times'
import { withSheet } from '@/ui/with-sheet'
import { restoreForm } from './draft'
import { lastVisit, remember } from './seen'

/**
 * What others say and vote while somebody reads. Numbers change where they are; new comments are counted at the foot of the window, and come to the page when they are asked
 * for. A stream tells which there are; their HTML is the server's, from the pages on which they stand.
 */

type Told = { id: string; thread: string; entry: string | null }
type Tally = { counted: number; entries: { slug: string; number: number; votes: number }[] }

const [, , list = '', entry] = location.pathname.split('/')
const api = `${location.origin}/api/articles/${list}`
/** When a stream was refused, or cannot be had: so seldom it is asked for again. */
const seldomMs = 300_000
/** What came within this time is announced once. */
const announceMs = { after: 2000, every: 30_000 }
/** So many threads come to where they belong; more are a page of their own. */
const maxThreads = 5

const known = new Set<string>()
const fresh = new Map<string, Told>()
/** The time of the last message; before the first, the page says what it knows of. */
let since = ''
let isListening = false
let stream: EventSource | undefined
let later = 0
let announcing = 0
let announcedAt = -announceMs.every

const talk = () => find('#comments')
const isShown = (id: string) => find(`#comment-${id}`) !== null

export function listen(): void {
  const section = talk()
  if (!section || isListening) return
  isListening = true
  document.addEventListener('visibilitychange', connect)
  document.addEventListener('said', (event) => {
    const id = (event as CustomEvent<string>).detail
    known.add(id)
    fresh.delete(id)
    showCount()
  })
  // The conversation is made anew by what its reader does in it.
  new MutationObserver(showCount).observe(section.parentElement!, { childList: true })
  connect()
}

/** A browser opens few connections to a site: only pages that are seen have one. */
function connect(): void {
  clearTimeout(later)
  stream?.close()
  stream = undefined
  if (document.hidden) return
  const source = (stream = new EventSource(`${api}/live?${since ? `since=${since}` : `newest=${talk()?.dataset.newest ?? ''}`}`))
  const hear = <T>(event: string, then: (data: T) => void) =>
    source.addEventListener(event, ({ data, lastEventId }: MessageEvent<string>) => {
      if (lastEventId > since) since = lastEventId
      then(JSON.parse(data) as T)
    })
  hear<{ comments: Told[] }>('comment', ({ comments }) => tell(comments))
  hear<Record<string, number>>('hearts', showHearts)
  hear('tally', showTally)
  hear('look', () => void look().catch(() => {}))
  source.onerror = () => {
    if (source.readyState === EventSource.CLOSED) later = window.setTimeout(connect, seldomMs * (0.75 + Math.random() / 2))
  }
}

function tell(comments: Told[]): void {
  for (const one of comments) {
    if (known.has(one.id) || (entry && one.entry !== entry)) continue
    known.add(one.id)
    fresh.set(one.id, one)
  }
  showCount()
}

/** Too much happened to be told: what is new is on the page of the newest. */
async function look(): Promise<void> {
  const page = await fetchPage(`${location.pathname}?sort=newest`)
  const at = `comment-${talk()?.dataset.newest ?? ''}`
  const found = page ? findAll('#comments > .thread', page) : []
  tell(
    found.flatMap((thread) => {
      const ids = findAll('.c', thread).filter((one) => !one.matches('.deleted') && one.id > at && !find(':scope > header > .you', one))
      const first = find('.c', thread)!.id.slice('comment-'.length)
      return ids.map((one) => ({ id: one.id.slice('comment-'.length), thread: first, entry: entry ?? null }))
    }),
  )
}

function showHearts(hearts: Record<string, number>): void {
  for (const button of findAll<HTMLButtonElement>('[form$=talk_hearts]')) {
    const count = hearts[button.formAction.split('/').at(-2) ?? '']
    if (count !== undefined && !button.ariaBusy) find('span', button)!.textContent = count ? String(count) : ''
  }
}

function showTally({ entries }: Tally): void {
  const results = resultsFrom(entries)
  showShares(`${api}/vote`, results)
  // Rows change their places where nobody sees it, and nothing above what is read.
  const place = find('#results')
  showResults(results, { inOrder: place !== null && place.getBoundingClientRect().top > innerHeight && !place.contains(document.activeElement) })
}

/** How many new ones there are, at the foot of the window while the conversation is in it: nothing that is read moves. */
function showCount(): void {
  for (const id of fresh.keys()) if (isShown(id)) fresh.delete(id)
  const section = talk()
  const there = find<HTMLAnchorElement>('#talk_new')
  if (fresh.size === 0 || !section) return void there?.remove()
  const link = there ?? makeLink(section)
  const words = fresh.size === 1 ? '1 new comment' : `${fresh.size} new comments`
  if (link.textContent === words) return
  link.textContent = words
  const now = performance.now()
  announcing ||= window.setTimeout(
    () => {
      announcing = 0
      if (!link.isConnected || link.style.display) return
      announcedAt = performance.now()
      say(link.textContent)
    },
    Math.max(announceMs.after, announcedAt + announceMs.every - now),
  )
}

function makeLink(section: HTMLElement): HTMLAnchorElement {
  const link = make('a', { class: 'btn primary', id: 'talk_new', href: `${location.pathname}?sort=newest#comments` })
  link.style.cssText = 'position:fixed;bottom:1rem;left:50%;translate:-50%;z-index:3;box-shadow:0 2px 12px #0006'
  link.addEventListener('click', (event) => {
    if (isForElsewhere(event)) return
    event.preventDefault()
    void reveal(link).catch(() => location.assign(link.href))
  })
  new IntersectionObserver(([place]) => (link.style.display = place?.isIntersecting ? '' : 'none')).observe(section)
  section.prepend(link)
  return link
}

/** Brings the new ones to the page: an answer below what it answers, a new thread above the others. */
async function reveal(link: HTMLAnchorElement): Promise<void> {
  if (link.ariaBusy) return
  link.ariaBusy = 'true'
  const told = [...fresh.values()]
  const byThread = Map.groupBy(told, ({ thread }) => thread)
  const asked = new URLSearchParams(location.search)
  const section = talk()!
  const unsent = findAll<HTMLTextAreaElement>('.edit textarea', section).find(({ value, defaultValue }) => value !== defaultValue)
  if (unsent) {
    link.ariaBusy = null
    unsent.focus()
    return say('These words are not sent yet.')
  }
  // A part of the conversation is read, or a page of it that is not the first.
  if (byThread.size > maxThreads || ['voted', 'cursor', 'comment', 'reply'].some((key) => asked.has(key))) return location.assign(link.href)
  const newest = told.some(({ id, thread }) => id === thread) ? await fetchPage(`${location.pathname}?sort=newest`) : null
  let page = newest
  const found: [string, HTMLElement][] = []
  for (const [thread, ones] of byThread) {
    const on = (from: Document | null) => (ones.every(({ id }) => from?.getElementById(`comment-${id}`)) ? from : null)
    const from = on(newest) ?? (await fetchPage(`${location.pathname}?comment=${ones[0]!.id}`))
    const made = from?.getElementById(`comment-${thread}`)?.closest<HTMLElement>('.thread')
    if (!made) continue
    page = from
    found.push([thread, made])
  }
  for (const sheet of page ? findAll('#comments > link', page) : []) await withSheet(sheet.getAttribute('href')!)
  for (const [thread, made] of found) put(section, thread, document.adoptNode(made))
  if (page) showHeading(page)
  showLocalTimes()
  for (const { id } of told) fresh.delete(id)
  const come = told.flatMap(({ id }) => find(`#comment-${id}:not(.deleted)`, section) ?? [])
  for (const one of come) find('header', one)?.append(make('span', { class: 'badge new' }, 'new'))
  link.remove()
  remember(lastVisit())
  showCount()
  const first = come[0]
  if (first) return goTo(first)
  goTo(find('#talk_heading')!)
  say('It is not there any more.')
}

function put(section: HTMLElement, thread: string, made: HTMLElement): void {
  const old = find(`#comment-${thread}`, section)?.closest('.thread')
  // An answer that is being written stays open.
  const form = old && find('form.reply', old)
  const answered = form?.closest('.c')?.id
  for (const one of findAll('[aria-current]', made)) one.removeAttribute('aria-current')
  if (old) old.replaceWith(made)
  else {
    const before = find(':scope > .thread', section)
    if (before) before.before(made)
    else {
      find(':scope > .empty', section)?.remove()
      section.append(made, ...(find('#talk_hearts') ? [] : [heartForm()]))
    }
  }
  if (form && answered) find(`#${answered} > footer`, made)?.after(form)
  for (const one of findAll('form.reply', made)) restoreForm(location.pathname, one)
}

/** A conversation without a comment has none. */
function heartForm(): HTMLElement {
  return make('form', { id: 'talk_hearts', method: 'post', action: `${location.pathname}#comments` }, make('input', { type: 'hidden', name: 'back', value: location.pathname })) // prettier-ignore
}

function showHeading(page: Document): void {
  const [heading, now] = [find('#talk_heading'), page.getElementById('talk_heading')]
  const words = now?.firstChild
  if (!heading || !words) return
  heading.dataset.total = now.dataset.total ?? ''
  heading.firstChild?.replaceWith(document.adoptNode(words))
}
