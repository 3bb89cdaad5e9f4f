/* What a browser keeps of a writer besides drafts: forms, notes and texts of dialogs (`useKeptForm`, `useKeptText`), each under a key that says whose it is. */

/** `what` is said of it to its writer; `words` is all that was typed, as one text. */
export type KeptForm = { key: string; what: string; words: string }

const forms: Readonly<Record<string, string>> = {
  author: 'A byline',
  media: 'The words of a picture',
  record: 'A record',
  redirects: 'Old addresses',
  series: 'A series',
  settings: 'Settings of the site',
}
const others: Readonly<Record<string, string>> = {
  article: 'An article that was pasted',
  'article-before': 'An article that was pasted, as it came',
  'article-read': 'An article that was pasted, as it was read',
  notes: 'Notes of a list',
  'publish-note': 'What is said of an edition',
  'review-answer': 'An answer to a request for a review',
  'review-note': 'A request for a review',
  'table-names': 'Names in the table of a list',
}

const keyShape = /^lightstick:([a-z-]+):([^:/]+)(?:[:/](.*))?$/

/** Whether a key of the browser's storage is this account's. */
export const isKeyOf = (accountId: string, key: string): boolean => keyShape.exec(key)?.[2] === accountId

/** What these keys and values keep of an account, in words; nothing of what is only where somebody was. */
export function keptForms(accountId: string, stored: Iterable<readonly [key: string, text: string]>): KeptForm[] {
  return Array.from(stored).flatMap(([key, text]) => {
    const [, kind = '', whose, rest = ''] = keyShape.exec(key) ?? []
    if (whose !== accountId) return []
    const what = kind === 'form' ? (forms[/^[a-z]+/.exec(rest)?.[0] ?? ''] ?? 'A form') : others[kind]
    const words = wordsIn(text)
    return what === undefined || words === '' ? [] : [{ key, what, words }]
  })
}

/** What somebody has typed, without what stood there before (`base`) and what was only chosen. */
function wordsIn(text: string): string {
  const value = parsed(text)
  return value === undefined ? text.trim() : linesOf(isObject(value) && 'at' in value && 'value' in value ? value.value : value).join('\n')
}

function parsed(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text)
    return isObject(value) || Array.isArray(value) ? value : undefined
  } catch {
    return undefined
  }
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)

function linesOf(value: unknown, name = ''): string[] {
  if (typeof value === 'string') return value.trim() === '' ? [] : [name ? `${name}: ${value.trim()}` : value.trim()]
  if (typeof value === 'number') return name ? [`${name}: ${value}`] : []
  if (Array.isArray(value)) return value.flatMap((one) => linesOf(one, name))
  return isObject(value) ? Object.entries(value).flatMap(([key, one]) => (key === 'base' || /^(?:id|.*Id)$/.test(key) ? [] : linesOf(one, key))) : []
}
