/** What a typed character becomes with what stands before it: so many characters before it go, `insert` comes for them and for it. */
export type Smart = { deletes: number; insert: string }

const opensBehind = /(^|[\s([{<|/“‘„‚«「『—–-])$/
/** Signs of looks say nothing of where a quotation begins: `**“` opens, `**word**”` closes. */
const withoutLooks = (before: string) => before.replace(/(\*+|_+|~~)$/, '')

/** Quotation marks by language: outer ones, then inner ones. Those that are not here print them as English and Korean do. */
const marks: Readonly<Record<string, string>> = {
  de: '„“‚‘',
  pl: '„”‚’',
  fr: '«»“”',
  es: '«»“”',
  pt: '“”‘’',
  it: '«»“”',
  ru: '«»„“',
  tr: '“”‘’',
  ja: '「」『』',
  'zh-Hant': '「」『』',
}
const marksOf = (language: string) => marks[language] ?? marks[language.split('-')[0]!] ?? '“”‘’'

/**
 * Quotation marks, apostrophes, dashes and dots as the language (a tag of BCP 47) prints them. `before` is the line up to the caret. Null: it stays as it was typed.
 */
export function smartened(before: string, typed: string, language = 'en'): Smart | null {
  const opens = opensBehind.test(withoutLooks(before))
  // A backslash says that the sign is meant.
  if (before.endsWith('\\')) return null
  const [outer, outerEnd, inner, innerEnd] = Array.from(marksOf(language))
  const isOpen = (open: string, end: string) => before.lastIndexOf(open) > before.lastIndexOf(end)
  // Where words stand without blanks, only what was begun before tells.
  const isDense = /^(ja|zh)/.test(language)
  const begins = (open: string, end: string) => (isDense ? !isOpen(open, end) : opens)
  if (typed === '"') return { deletes: 0, insert: begins(outer!, outerEnd!) ? outer! : outerEnd! }
  // Between letters, and behind one where no inner quotation was begun, it is an apostrophe: in Japanese and Chinese between Latin ones.
  const letter = isDense ? /[\p{sc=Latin}\d]$/u : /\p{L}$/u
  if (typed === "'") {
    const isBegun = begins(inner!, innerEnd!) && !(isDense && letter.test(before))
    return { deletes: 0, insert: isBegun ? inner! : isOpen(inner!, innerEnd!) ? innerEnd! : '’' }
  }
  // It was taken for the end of an inner quotation until the letter came.
  if (innerEnd !== '’' && before.endsWith(innerEnd!) && letter.test(typed) && letter.test(before.slice(0, -1))) return { deletes: 1, insert: `’${typed}` }
  // The ’90s: no quotation begins with the year.
  if (/^\d$/.test(typed) && /(^|\s)‘$/.test(before)) return { deletes: 1, insert: `’${typed}` }
  // A line that begins with them is a rule or a list, one with a stroke the row of a table.
  const isSource = /^\s*(?:>\s*)*(-*|\|.*|(?:[-*+]|\d+[.)])\s+-*)$/.test(before)
  if (typed === '-' && !isSource) {
    if (/(^|[^-])-$/.test(before)) return { deletes: 1, insert: '–' }
    if (before.endsWith('–')) return { deletes: 1, insert: '—' }
  }
  if (typed === '.' && /(^|[^.])\.\.$/.test(before)) return { deletes: 2, insert: '…' }
  return null
}
