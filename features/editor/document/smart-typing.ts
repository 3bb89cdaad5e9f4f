/** What a typed character becomes with what stands before it: so many characters before it go, `insert` comes for them and for it. */
export type Smart = { deletes: number; insert: string }

const opensBehind = /(^|[\s([{<|/“‘—–-])$/
/** Signs of looks say nothing of where a quotation begins: `**“` opens, `**word**”` closes. */
const withoutLooks = (before: string) => before.replace(/(\*+|_+|~~)$/, '')

/** Quotation marks, apostrophes, dashes and dots as English and Korean print them. `before` is the line up to the caret. Null: it stays as it was typed. */
export function smartened(before: string, typed: string): Smart | null {
  const opens = opensBehind.test(withoutLooks(before))
  // A backslash says that the sign is meant.
  if (before.endsWith('\\')) return null
  if (typed === '"') return { deletes: 0, insert: opens ? '“' : '”' }
  if (typed === "'") return { deletes: 0, insert: opens ? '‘' : '’' }
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
