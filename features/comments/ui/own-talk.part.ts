import { answersSheet } from '@/ui/answers-sheet'
import { fetchPage, find, findAll, isForElsewhere, keep, make, post, say, type Refused } from '@/ui/live'
import { showLocalTimes } from '@/ui/local-times'
import { withSheet } from '@/ui/with-sheet'
import { draftKey, restoreForm } from './draft'
import { showRefusal } from './refusal'
import { openReply } from './reply-in-place'
import { countIn, countOwn } from './seen'

/** What is said about an entry, in place. It is a part of the entry's own page, whose HTML is the server's. */

const shownThreads = 3
const orders = { best: 'Best', newest: 'Newest' } as const
type Order = keyof typeof orders
type Talk = { link: HTMLAnchorElement; section: HTMLElement; heading: string; order: Order; /** Pages that were asked for. */ loads: number }

/** Opens the talk below the row that the link is in, or folds it away. */
export async function toggle(link: HTMLAnchorElement): Promise<void> {
  // On slow connections people press twice.
  if (link.ariaBusy) return
  link.ariaBusy = 'true'
  await open(link).finally(() => (link.ariaBusy = null))
}

async function open(link: HTMLAnchorElement): Promise<void> {
  const row = link.closest<HTMLElement>('.fav')!
  const there = find(':scope > .own-talk', row.parentElement!)
  if (there) return fold(there, link)
  const heading = find('button .vh', row)?.textContent?.replace(/^: /, '') ?? ''
  const section = make('section', { class: 'own-talk', 'aria-label': `What is said about ${heading}`, tabindex: '-1' })
  const talk: Talk = { link, section, heading, order: 'best', loads: 0 }
  await Promise.all([withSheet(answersSheet), load(talk)])
  let at: Element = row
  while (at.nextElementSibling?.matches('.because')) at = at.nextElementSibling
  at.after(section)
  link.setAttribute('aria-expanded', 'true')
  wake(talk)
  showLocalTimes()
  section.focus({ preventScroll: true })
  say(`What is said about ${heading} is open.`)
}

function fold(section: Element, link: HTMLAnchorElement) {
  section.remove()
  link.setAttribute('aria-expanded', 'false')
  link.focus()
}

/** Fills the section with the best threads, the ways to the rest, and the form. Throws when the page cannot be had. */
async function load(talk: Talk): Promise<void> {
  const { link, section, heading, order } = talk
  const page = link.pathname
  const mine = ++talk.loads
  const conversation = (await fetchPage(`${page}?sort=${order}`))?.querySelector('#comments')
  if (!conversation) throw new Error('no conversation')
  // Its spoilers have a sheet that this page may lack.
  const sheet = find('link[rel=stylesheet]', conversation)?.getAttribute('href')
  if (sheet) await withSheet(sheet)
  if (mine !== talk.loads) return
  const threads = findAll('.thread', conversation).slice(0, shownThreads)
  const waiting = findAll(':scope > .c', conversation)
  const form = find<HTMLFormElement>('#talk_say', conversation)
  const total = countIn(find('#talk_heading', conversation))
  const rest = total - threads.reduce((sum, thread) => sum + findAll('.c:not(.deleted)', thread).length, 0)
  const list = page.split('/').slice(0, 3).join('/')
  const whole = location.pathname === list ? countIn(find('#talk_heading')) : 0
  const sort = make(
    'p',
    { class: 'sort' },
    ...(total > 1 ? (Object.keys(orders) as Order[]).map((one) => make('button', { type: 'button', 'data-order': one, 'aria-pressed': String(one === order) }, orders[one])) : []), // prettier-ignore
    make('button', { type: 'button', class: 'fold' }, 'Fold away'),
  )
  const ways = make(
    'p',
    { class: 'rest' },
    ...(rest > 0 ? [make('a', { href: `${page}#comments` }, `${rest} more about ${heading}`)] : []),
    make('a', { href: `${list}#comments` }, `The whole conversation${whole > 0 ? `, ${whole}` : ''}`),
  )
  const nothing = threads.length + waiting.length === 0 ? [make('p', { class: 'empty' }, 'Nobody has said anything about it yet.')] : []
  section.replaceChildren(sort, ...waiting, ...threads, ...nothing, ways, ...(form ? [form] : []))
  if (form) {
    const area = find<HTMLTextAreaElement>('textarea', form)!
    area.placeholder = `Say something about ${heading}`
    area.setAttribute('aria-label', area.placeholder)
    restoreForm(page, form)
  }
  for (const way of findAll('a[href^="?"]', section)) way.setAttribute('href', page + way.getAttribute('href'))
  // The same comment may stand further down the page, and the form does.
  for (const element of [section, ...findAll('*', section)])
    for (const attribute of ['id', 'for', 'aria-labelledby', 'aria-describedby', 'popovertarget']) {
      const value = element.getAttribute(attribute)
      if (value) element.setAttribute(attribute, `own-${value}`)
    }
}

/** An answer or a change that stands in the section and is not sent. */
const findUnsent = (section: HTMLElement) =>
  findAll<HTMLTextAreaElement>('.thread textarea, .c textarea', section).find(({ value, defaultValue }) => value !== defaultValue)

function wake(talk: Talk) {
  const { link, section } = talk
  section.addEventListener('click', (event) => {
    const pressed = (event.target as Element).closest<HTMLElement>('button[data-order], .fold, a[href*="?reply="]')
    if (!pressed) return
    if (pressed.classList.contains('fold')) fold(section, link)
    else if (pressed instanceof HTMLAnchorElement) {
      if (isForElsewhere(event)) return
      event.preventDefault()
      const leave = () => location.assign(pressed.href)
      void openReply(pressed)
        .then((isOpen) => (isOpen ? restoreForm(link.pathname, find('form.reply', section)!) : leave()))
        .catch(leave)
    } else {
      const unsent = findUnsent(section)
      if (unsent) {
        unsent.closest('details')?.setAttribute('open', '')
        unsent.focus()
        return say('These words are not sent yet.')
      }
      talk.order = pressed.dataset.order as Order
      void load(talk)
        .then(() => find(`[data-order=${talk.order}]`, section)?.focus())
        .catch(() => location.assign(link.href))
    }
  })
  section.addEventListener('input', (event) => {
    const { form, value } = event.target as HTMLTextAreaElement
    // A change of what is posted is no draft of something new.
    if (form?.action.endsWith('/comments') && (event.target as Element).matches('textarea')) keep.set(draftKey(link.pathname, form), value)
  })
  section.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && !event.defaultPrevented && !(event.target as Element).closest('form')) fold(section, link)
  })
  let isBusy = false
  section.addEventListener('submit', (event) => {
    const form = event.target as HTMLFormElement
    const verb = form.action.split('/').pop() ?? ''
    if (!['comments', 'edit', 'delete', 'hide'].includes(verb)) return
    event.preventDefault()
    if (isBusy) return
    isBusy = true
    void send(talk, form, event.submitter).finally(() => void (isBusy = false))
  })
}

async function send(talk: Talk, form: HTMLFormElement, submitter: HTMLElement | null): Promise<void> {
  const { section, link } = talk
  try {
    const { ok, answer } = await post(form, submitter)
    if (!ok) return showRefusal((answer as { error: Refused }).error, form)
    const { id, comment, message } = answer as { id?: string; comment?: { id: string }; message?: string }
    if (comment) {
      keep.set(draftKey(link.pathname, form), null)
      const name = find<HTMLInputElement>('[name=name]', form)
      if (name) keep.set('name', name.value)
      if (!message) countOwn(comment.id)
      // What was just said is seen at once.
      talk.order = 'newest'
    }
    await load(talk)
    showLocalTimes()
    const said = find(`#own-comment-${comment?.id ?? id}`, section) ?? section
    said.tabIndex = -1
    said.focus()
    say(message ?? (comment ? 'Your comment is posted.' : 'Done.'))
  } catch {
    showRefusal({ message: 'That did not arrive. What you wrote is still here: try again in a moment.' }, form)
  }
}
