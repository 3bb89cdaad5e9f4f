/** Functions for the small scripts of readers' pages. A script that fails leaves the page as it is without JavaScript. */

export const find = <T extends Element = HTMLElement>(selector: string, within: ParentNode = document) => within.querySelector<T>(selector)
export const findAll = <T extends Element = HTMLElement>(selector: string, within: ParentNode = document) => [...within.querySelectorAll<T>(selector)]

/** Runs one script; an error in it does not stop the others. */
export function enhance(script: () => void) {
  try {
    script()
  } catch (error) {
    console.error(error)
  }
}

/** Handles events on elements that match, now and later. */
export function on<K extends keyof DocumentEventMap, T extends Element>(type: K, selector: string, handle: (element: T, event: DocumentEventMap[K]) => void) {
  document.addEventListener(type, (event) => {
    const element = event.target instanceof Element ? event.target.closest<T>(selector) : null
    if (element && !event.defaultPrevented) handle(element, event)
  })
}

/** Makes an element with attributes and children. */
export function make<K extends keyof HTMLElementTagNameMap>(tag: K, attributes: Record<string, string> = {}, ...children: (Node | string)[]) {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value)
  element.append(...children)
  return element
}

/** Announces words to screen readers (`aria-live="polite"`). */
export function say(text: string) {
  // A part that is loaded later has its own copy of this module, and the page one region.
  const shown = find('body > .vh[role=status]') ?? document.body.appendChild(make('div', { class: 'vh', role: 'status' }))
  shown.textContent = ''
  // Screen readers announce a new region, or the same words again, only when the text changes a moment later.
  setTimeout(() => (shown.textContent = text), 60)
}

export type Refused = { message: string; fields?: Record<string, string> }
/** Says at the end of an element what is wrong. */
export function showError({ message }: Refused, at: Element) {
  find('.error', at)?.remove()
  at.append(make('p', { class: 'error', role: 'alert' }, message))
}

const plain = new WeakSet<HTMLFormElement>()
const busy = new WeakSet<HTMLFormElement>()

/** Sends a form as a script does. Throws when there is no answer. */
export async function post(form: HTMLFormElement, submitter: HTMLElement | null): Promise<{ ok: boolean; answer: unknown }> {
  const body = new URLSearchParams(new FormData(form, submitter) as unknown as Record<string, string>)
  const response = await fetch(form.action, { method: 'POST', body, headers: { accept: 'application/json' } })
  return { ok: response.ok, answer: await response.json() }
}

/** Whether a press asks for another tab or window. */
export const isForElsewhere = ({ ctrlKey, metaKey, shiftKey, altKey }: MouseEvent) => ctrlKey || metaKey || shiftKey || altKey

/**
 * Sends forms that match in place. When the network fails the form is sent the ordinary way, which is safe to do twice; while a form is on its way
 * it is not sent again.
 */
export function sendInPlace(
  selector: string,
  then: (answer: unknown, form: HTMLFormElement) => void | Promise<void>,
  refused: (error: Refused, form: HTMLFormElement) => void,
) {
  on('submit', selector, (form: HTMLFormElement, event) => {
    if (plain.delete(form)) return
    event.preventDefault()
    if (busy.has(form)) return
    busy.add(form)
    const submitter = event.submitter as HTMLButtonElement | null
    void (async () => {
      try {
        const { ok, answer } = await post(form, submitter)
        if (ok) await then(answer, form)
        else refused((answer as { error: Refused }).error, form)
      } catch {
        if (navigator.onLine) {
          plain.add(form)
          form.requestSubmit(submitter)
        } else refused({ message: 'You seem to be offline. What you wrote is still here: try again in a moment.' }, form)
      } finally {
        busy.delete(form)
      }
    })()
  })
}

/** The page at an address as it is now, or null. */
export async function fetchPage(address: string): Promise<Document | null> {
  const response = await fetch(address, { headers: { accept: 'text/html' } })
  return response.ok ? new DOMParser().parseFromString(await response.text(), 'text/html') : null
}

/** Scrolls to an element and focuses it. */
export function goTo(element: HTMLElement) {
  if (element.tabIndex < 0) element.tabIndex = -1
  element.focus({ preventScroll: true })
  element.scrollIntoView({ block: 'center' })
}

/** localStorage that never throws: a browser that forbids it keeps nothing. */
export const keep = {
  get(key: string): string | null {
    try {
      return localStorage.getItem(key)
    } catch {
      return null
    }
  },
  set(key: string, value: string | null) {
    try {
      if (value) localStorage.setItem(key, value)
      else localStorage.removeItem(key)
    } catch {
      // Full, or forbidden.
    }
  },
}
