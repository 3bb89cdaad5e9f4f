import { isDeepStrictEqual } from 'node:util'
import { AppError } from './errors'

/**
 * What became of a form: `others` are the fields that somebody else had changed meanwhile, as they are stored beside what was sent; null when there are none. `revision` is the number that this saving has in the
 * history, `before` that of the one before it: null when there is nothing to undo.
 */
export type Saved = { id: string; others: Readonly<Record<string, unknown>> | null; revision: number; before: number | null }

/** The value of a field as people say it; nothing when there are no words for it. */
type Say = (field: string, value: unknown) => string
const textAlone: Say = (_, value) => (typeof value === 'string' ? value : '')

/**
 * What is to be stored of a form that was filled in while somebody else may have saved it: `base` is what its writer saw, `mine` what they made of it, `stored` what stands there now. A
 * field that the writer left alone keeps what is stored. Throws a conflict that names the fields which both have changed in different ways, with what is stored as `say` says it; its `data`
 * holds what is stored.
 */
export function mergeFields<T extends object>(base: Readonly<Record<string, unknown>>, mine: T, stored: T, say: Say = textAlone): T {
  const merged = { ...mine }
  const fields: Record<string, string> = {}
  for (const key of Object.keys(mine) as (keyof T & string)[]) {
    const before = key in base ? base[key] : stored[key]
    if (isDeepStrictEqual(before, mine[key])) merged[key] = stored[key]
    else if (!isDeepStrictEqual(before, stored[key]) && !isDeepStrictEqual(mine[key], stored[key])) fields[key] = inWords(say(key, stored[key]))
  }
  if (Object.keys(fields).length > 0)
    throw new AppError('conflict', 'Somebody else changed the same meanwhile: look at what is marked. Nothing was saved.', { fields, data: { stored } })
  return merged
}

/** The fields of a form that are stored otherwise than they were sent, because somebody else had changed them; null when there are none. */
export function othersIn<T extends object>(sent: T, stored: T): Partial<T> | null {
  const differing = (Object.keys(sent) as (keyof T)[]).filter((key) => !isDeepStrictEqual(sent[key], stored[key]))
  return differing.length > 0 ? (Object.fromEntries(differing.map((key) => [key, stored[key]])) as Partial<T>) : null
}

const maxShown = 300
const inWords = (value: string) =>
  value === ''
    ? 'Somebody else changed this meanwhile'
    : `Somebody else wrote here meanwhile: “${value.length > maxShown ? `${value.slice(0, maxShown)}…` : value}”`
