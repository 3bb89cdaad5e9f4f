import { talkWords } from '@/features/votes/ui/words'
import type { Voted } from '@/features/votes/ui/vote.part'
import { find, findAll, keep, make, post, say, type Refused } from '@/ui/live'
import { withSheet } from '@/ui/with-sheet'
import { countOwn } from './seen'

/** The line below an entry in which its voter says why. Its HTML is the server's; here it opens, is sent and closes in place. */

let asked = 0

/** After a vote: the line of the entry that is the favourite now, below its row, or at the end of the results when the vote was given there. */
export async function ask(form: HTMLFormElement, { favourite, before, said }: Voted, byPointer: boolean): Promise<void> {
  const mine = ++asked
  const hadFocus = closeAll()
  const row = rowOf(form.action, favourite ?? find<HTMLInputElement>('[name=from]', form)?.value)
  if (!favourite) {
    if (hadFocus && row) find('button', row)?.focus()
    return
  }
  const isInResults = form.closest('.res, .ask') !== null
  const at = isInResults ? form : row
  const section = at && (await fetchLine(form.action, favourite, row ? isOwnPage(row) : false))
  if (!section || mine !== asked) return
  const words = find('.counted span', section)
  if (words && before) words.textContent = `It was ${quoted(before)} before.`
  at.after(section)
  wake(section)
  const area = find('.say[action$="/comments"] textarea', section)
  // Who pressed a key goes on by keys; the line is what comes next, and they hear of it.
  if (byPointer && !isInResults) area?.focus()
  else if (area) say(`${said} You can say why below.`)
}

const quoted = (heading: string) => (/^[“"]/.test(heading) ? heading : `“${heading}”`)
const isOwnPage = (row: Element) => find('[name=at][value=entry]', row) !== null
const rowOf = (action: string, entry: string | undefined) =>
  findAll('.fav').find((row) => find<HTMLFormElement>('form', row)?.action === action && find<HTMLInputElement>('[name=from]', row)?.value === entry) ?? null

/** Returns whether what is gone had the focus. */
function closeAll(): boolean {
  const open = findAll('.because')
  const hadFocus = open.some((section) => section.contains(document.activeElement))
  for (const section of open) section.remove()
  return hadFocus
}

async function fetchLine(action: string, entry: string, isOwn: boolean): Promise<HTMLElement | null> {
  const address = `${action.replace(/vote$/, 'because')}?entry=${encodeURIComponent(entry)}${isOwn ? '&at=entry' : ''}`
  const answer = await fetch(address).catch(() => null)
  if (!answer?.ok) return null
  const holder = make('div')
  holder.innerHTML = ((await answer.json()) as { html: string }).html
  const section = find('section', holder)
  const sheet = section && find('link', section)
  if (sheet) {
    sheet.remove()
    await withSheet(sheet.getAttribute('href')!)
  }
  return section
}

/** Makes a line that stands in the page work in place. */
export function wake(section: HTMLElement): void {
  const vote = find<HTMLFormElement>('form[action$="/vote"]', section)
  const form = find<HTMLFormElement>('.say', section)
  if (!form) return
  const isNew = form.action.endsWith('/comments')
  const area = find<HTMLTextAreaElement>('textarea', form)!
  const name = find<HTMLInputElement>('[name=name]', form)
  const entry = find<HTMLInputElement>('[name=entry]', form)?.value ?? find<HTMLInputElement>('[name=from]', section)?.value ?? ''
  const draft = `because ${form.action} ${entry}`
  const kept = keep.get(draft)
  if (kept && (!isNew || !area.value)) {
    area.value = kept
    area.closest('details')?.setAttribute('open', '')
  }
  if (name && !name.value) name.value = keep.get('name') ?? ''
  // What was chosen last is chosen, and was when it was refused.
  const showVote = find<HTMLInputElement>('[name=showVote]', form)
  if (showVote && !find('.error', form)) showVote.checked = keep.get('showVote') === '1'
  showVote?.addEventListener('change', () => keep.set('showVote', showVote.checked ? '1' : null))
  const grow = () => {
    if (CSS.supports('field-sizing', 'content')) return
    area.style.height = 'auto'
    area.style.height = `${area.scrollHeight}px`
  }
  grow()
  section.addEventListener('input', () => {
    // A vote elsewhere closes the line; the words come back with it.
    keep.set(draft, !isNew && area.value === area.defaultValue ? null : area.value)
    grow()
  })
  const close = () => {
    const row = section.previousElementSibling
    section.remove()
    if (row) (find('[aria-pressed=true]', row) ?? find('button', row))?.focus()
  }
  const notNow = find<HTMLButtonElement>('[type=button]', section)
  if (notNow) {
    notNow.hidden = false
    notNow.addEventListener('click', close)
    section.addEventListener('keydown', ({ key }) => void (key === 'Escape' && close()))
  }
  let isBusy = false
  section.addEventListener('submit', (event) => {
    if (event.target !== form) return
    event.preventDefault()
    if (isBusy) return
    isBusy = true
    void send(form, event.submitter)
      .then(async (message) => {
        if (message === null) return
        keep.set(draft, null)
        if (name) keep.set('name', name.value)
        const fresh = await fetchLine(vote?.action ?? form.action.replace(/comments$/, 'vote'), entry, find('[name=at]', section) !== null)
        if (!fresh) return section.remove()
        section.replaceWith(fresh)
        wake(fresh)
        fresh.tabIndex = -1
        fresh.focus({ preventScroll: true })
        say(message)
      })
      .finally(() => void (isBusy = false))
  })
}

/** Sends what was said. Returns what is to be told, or null when it was refused: then the words stay, and why stands below them. */
async function send(form: HTMLFormElement, submitter: HTMLElement | null): Promise<string | null> {
  const isNew = form.action.endsWith('/comments')
  try {
    const { ok, answer } = await post(form, submitter)
    if (!ok) {
      refuse(form, (answer as { error: Refused }).error)
      return null
    }
    const { comment, held, message } = answer as { comment: { id: string }; held?: boolean; message?: string }
    if (isNew && !held) {
      countOne(form)
      countOwn(comment.id)
    }
    return message ?? (isNew ? 'What you said is posted.' : 'Your changes are saved.')
  } catch {
    refuse(form, { message: 'That did not arrive. What you wrote is still here: try again in a moment.' })
    return null
  }
}

/** Says below the line what is wrong: of each field that is marked, and else of the words. */
function refuse(form: HTMLFormElement, { message, fields = {} }: Refused) {
  for (const old of findAll('.error', form)) old.remove()
  for (const one of findAll('[aria-invalid]', form)) for (const attribute of ['aria-invalid', 'aria-describedby']) one.removeAttribute(attribute)
  const area = find<HTMLTextAreaElement>('textarea', form)!
  const texts = Object.entries(fields)
  const marked = (texts.length > 0 ? texts : [['', message] as const]).map(([name, text]) => {
    const field = (name && find(`[name="${name}"]:not([type=hidden])`, form)) || area
    const id = `${area.id}_error_${name}`
    field.setAttribute('aria-invalid', 'true')
    field.setAttribute('aria-describedby', `${field.getAttribute('aria-describedby') ?? ''} ${id}`.trim())
    find('.row', form)!.before(make('p', { class: 'error', id, role: 'alert' }, text))
    return field
  })
  marked[0]!.focus()
}

/** The row says how much is said. */
function countOne(form: HTMLFormElement) {
  const action = form.action.replace(/comments$/, 'vote')
  const row = rowOf(action, find<HTMLInputElement>('[name=entry]', form)?.value)
  const link = row && find(':scope > a', row)
  if (link) link.lastChild!.textContent = ` ${talkWords(Number(link.textContent?.replace(/\D/g, '')) + 1)}`
}
