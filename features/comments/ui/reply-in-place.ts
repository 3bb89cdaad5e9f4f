import { find, findAll, make } from '@/ui/live'

/** The words of a comment as lines that quote them, without what it quotes and hides itself. */
function quoteOf(comment: HTMLElement): string {
  const said = find('.body', comment)!.cloneNode(true) as HTMLElement
  for (const element of findAll('blockquote, bdi, b.word', said)) element.remove()
  for (const spoiler of findAll('button', said)) spoiler.replaceWith('…')
  for (const line of findAll('br', said)) line.replaceWith('\n')
  const blocks = [...said.children].map(({ textContent }) => textContent!.trim()).filter(Boolean)
  return `${blocks.join('\n\n').replaceAll(/^/gm, '> ')}\n\n`
}

/** Opens the form to answer a comment below it, made from the one form of the page. Returns whether it could. */
export function openReply(link: HTMLAnchorElement): boolean {
  const say = find<HTMLFormElement>('#talk_say')
  const comment = link.closest<HTMLElement>('.c')
  const parent = new URL(link.href).searchParams.get('reply')
  if (!say || !comment || !parent) return false
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
  body.value = new URL(link.href).searchParams.has('quote') ? quoteOf(comment) : ''
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
