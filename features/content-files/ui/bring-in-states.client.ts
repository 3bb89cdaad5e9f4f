import { exportLimits, type CheckedPost } from '../schema'

/** How far a post is: not read yet (`why`: what went wrong when it was), checked, a list, or refused and why. */
export type State =
  | { is: 'waiting'; why?: string }
  | { is: 'checked'; check: CheckedPost }
  | { is: 'made'; id: string; slug: string; wasThere: boolean; check: CheckedPost }
  | { is: 'refused'; why: string; check: CheckedPost | null }

type Refusal = { code: string; message: string; fields?: Record<string, string>; id?: string }
export type Answer<T> = { ok: true; value: T } | { ok: false; error: Refusal }

const unreachable = 'The site’s answer did not come: try again'

/** What to say where an answer is none, or refuses. */
export const refusalOf = (answer: { error: Refusal } | null): string =>
  answer ? (Object.values(answer.error.fields ?? {})[0] ?? answer.error.message) : unreachable

/** What says nothing of the post: the next ones would be answered the same. */
const ofAll = ['unauthorized', 'forbidden', 'too_many', 'unavailable']

/**
 * How far a post is by the answer about it. `ends`: why the others need not be asked now; then this one stays as it was, to be asked again. A fault of the site (it has a number) may be of this
 * post alone, which can be asked again too.
 */
export function afterAnswer<T>(state: State, answer: Answer<T> | null, after: (value: T) => State): { state: State; ends: string | null } {
  if (answer?.ok) return { state: after(answer.value), ends: null }
  const why = refusalOf(answer)
  const isFault = answer?.error.id !== undefined
  if (!answer || (ofAll.includes(answer.error.code) && !isFault)) return { state, ends: why }
  const check = 'check' in state ? state.check : null
  return { state: isFault && !check ? { is: 'waiting', why } : { is: 'refused', why, check }, ends: null }
}

/** Why an export cannot be sent; null when it can. A quotation mark, a backslash and a line break are sent as two characters, and an export of Ghost is full of them. */
export function tooMuchToSend(name: string, text: string, instead = 'have it read by the command line: lightstick import --split'): string | null {
  const bytes = new Blob([JSON.stringify(text)]).size
  if (bytes <= exportLimits.sentBytes) return null
  return `${name} is too large: on its way it would have ${(bytes / 1e6).toFixed(1)} MB, as each quotation mark and line break counts twice. Export it in parts, or ${instead}`
}
