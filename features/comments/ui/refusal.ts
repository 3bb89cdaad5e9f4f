import { find, findAll, make, type Refused } from '@/ui/live'

/** Puts messages beside their fields, as the server does, and takes the reader to the first. */
export function showRefusal({ message, fields = {} }: Refused, form: HTMLFormElement) {
  findAll('.error, .errors', form).forEach((old) => old.remove())
  for (const bad of findAll('.bad', form)) bad.classList.remove('bad')
  for (const input of findAll('[aria-invalid]', form)) input.removeAttribute('aria-invalid')
  const marked = Object.entries(fields).flatMap(([name, text]) => {
    const input = find(`[name="${name}"]`, form)
    if (!input) return []
    const id = `${input.id}-error`
    input.setAttribute('aria-invalid', 'true')
    input.setAttribute('aria-describedby', id)
    input.closest('.field')?.classList.add('bad')
    input.after(make('p', { class: 'error', id }, text))
    return [input]
  })
  if (marked.length === 0) form.prepend(make('div', { class: 'errors', role: 'alert' }, make('p', {}, make('b', {}, message))))
  ;(marked[0] ?? find('textarea, button', form))?.focus()
}
