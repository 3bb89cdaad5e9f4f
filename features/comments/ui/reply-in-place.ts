import { fetchPage, find, findAll, make } from '@/ui/live'

/** The words of a comment as lines that quote them, as the server writes them. */
const fetchQuote = async (address: string) => (await fetchPage(address))?.querySelector<HTMLTextAreaElement>('#talk_reply textarea')?.value

/** Opens the form to answer a comment below it, made from the one form of the page. Returns whether it could. */
export async function openReply(link: HTMLAnchorElement): Promise<boolean> {
  const say = find<HTMLFormElement>('#talk_say')
  const comment = link.closest<HTMLElement>('.c')
  const asked = new URL(link.href).searchParams
  const parent = asked.get('reply')
  if (!say || !comment || !parent) return false
  const quote = asked.has('quote') ? await fetchQuote(link.href) : ''
  if (quote === undefined) return false
  find('form.reply')?.remove()
  const form = say.cloneNode(true) as HTMLFormElement
  form.id = 'talk_reply'
  form.className = 'box reply'
  for (const element of findAll('[id]', form)) element.id = `reply-${element.id}`
  for (const label of findAll<HTMLLabelElement>('[for]', form)) label.htmlFor = `reply-${label.htmlFor}`
  findAll('.error, .errors, .preview', form).forEach((old) => old.remove())
  find('select', form)?.closest('.field')?.remove()
  form.prepend(make('input', { type: 'hidden', name: 'parent', value: parent }))
  const body = find<HTMLTextAreaElement>('textarea', form)!
  body.value = quote
  body.placeholder = ''
  const name = find('header b', comment)?.textContent ?? 'this'
  form.setAttribute('aria-label', `Answer to ${name}`)
  find('label', form)!.textContent = `Your answer to ${name}`
  const go = find('.go', form)!
  go.textContent = 'Post answer'
  const close = () => {
    form.remove()
    link.focus()
  }
  const cancel = make('button', { type: 'button', class: 'btn quiet small' }, 'Not now')
  cancel.addEventListener('click', close)
  form.addEventListener('keydown', (event) => void (event.key === 'Escape' && close()))
  go.before(cancel)
  find(':scope > footer', comment)!.after(form)
  body.focus()
  return true
}
