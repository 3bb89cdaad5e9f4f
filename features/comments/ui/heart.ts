import { find, findAll, say, showError, type Refused } from '@/ui/live'

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
    // The same comment may stand twice: below its entry, and further down.
    for (const one of findAll<HTMLButtonElement>('[form=talk_hearts]')) if (one.formAction === button.formAction) show(one, answer)
    find('.error', button.closest('footer')!)?.remove()
    if (answer.held) sayBeside(button, 'Your heart is kept, and not counted: many from your network like it already.')
    else say(`${answer.on ? 'You like it' : 'Taken back'}: ${answer.hearts} in all.`)
  } catch {
    if (navigator.onLine && button.form) button.form.requestSubmit(button)
    else sayBeside(button, 'That did not arrive: try again in a moment.')
  } finally {
    button.ariaBusy = null
  }
}

function show(button: HTMLButtonElement, { on, hearts }: Hearts) {
  button.value = on ? '0' : '1'
  button.ariaPressed = String(on)
  find('svg', button)!.setAttribute('fill', on ? 'currentColor' : 'none')
  find('span', button)!.textContent = hearts ? String(hearts) : ''
}

const sayBeside = (button: HTMLElement, message: string) => showError({ message }, button.closest('footer')!)
