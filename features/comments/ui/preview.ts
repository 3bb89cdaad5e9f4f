import { find, findAll, make, on, say, type Refused } from '@/ui/live'
import { showRefusal } from './refusal'

let isOffered = false

const hide = (form: Element) => find('.preview', form)?.remove()

/** Shows below what somebody writes how it will look. Old when a letter is typed, so it goes then. */
export function offerPreview(forms: string): void {
  if (isOffered) return
  isOffered = true
  const offer = () => findAll('[data-preview]').forEach((button) => button.removeAttribute('hidden'))
  offer()
  on('focusin', forms, offer)
  on('input', `${forms} textarea`, (area: HTMLTextAreaElement) => hide(area.form!))
  on('click', '[data-preview]', async (button: HTMLButtonElement) => {
    const form = button.form!
    const body = new URLSearchParams(new FormData(form) as unknown as Record<string, string>)
    try {
      const response = await fetch(form.action.replace(/comments$/, 'preview'), { method: 'POST', body, headers: { accept: 'application/json' } })
      const answer = (await response.json()) as { html: string; error: Refused }
      hide(form)
      if (!response.ok) return showRefusal(answer.error, form)
      const shown = make('div', { class: 'preview body prose', dir: 'auto', role: 'group', 'aria-label': 'Preview' })
      shown.innerHTML = answer.html
      find('.row', form)!.before(shown)
      say('The preview stands above the buttons.')
    } catch {
      showRefusal({ message: 'No preview just now: the site gives no answer. What you wrote is still here.' }, form)
    }
  })
}
