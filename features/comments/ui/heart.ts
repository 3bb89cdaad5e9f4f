import { find, make, say, type Refused } from '@/ui/live'

type Hearts = { hearts: number; on: boolean; held: boolean }

/** A heart where it is. While one is on its way its button waits; when nothing comes back the form is sent, which is safe to do twice. */
export async function sendHeart(button: HTMLButtonElement) {
  if (button.ariaBusy) return
  button.ariaBusy = 'true'
  try {
    const body = new URLSearchParams({ on: button.value })
    const response = await fetch(button.formAction, { method: 'POST', body, headers: { accept: 'application/json' } })
    const answer = (await response.json()) as Hearts & { error: Refused }
    if (!response.ok) return sayBeside(button, answer.error.message)
    button.value = answer.on ? '0' : '1'
    button.ariaPressed = String(answer.on)
    find('svg', button)!.setAttribute('fill', answer.on ? 'currentColor' : 'none')
    find('span', button)!.textContent = answer.hearts ? String(answer.hearts) : ''
    if (answer.held) sayBeside(button, 'Your heart is kept, and waits to be looked at before it counts.')
    else say(`${answer.on ? 'You like it' : 'Taken back'}: ${answer.hearts} in all.`)
  } catch {
    if (navigator.onLine) button.form!.requestSubmit(button)
    else sayBeside(button, 'You seem to be offline: try again in a moment.')
  } finally {
    button.ariaBusy = null
  }
}

function sayBeside(button: HTMLElement, words: string) {
  const footer = button.closest('footer')!
  find('.error', footer)?.remove()
  footer.append(make('p', { class: 'error', role: 'alert' }, words))
}
