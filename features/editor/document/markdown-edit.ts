/** A text field's content and selection. */
export type Typed = { text: string; start: number; end: number }
export type Mark = 'bold' | 'italic' | 'link' | 'quote' | 'list'

const around = { bold: '**', italic: '*' } as const

/** Toggles a mark in a field, for a toolbar button or Ctrl+B, I, K: the second press removes it. */
export function toggleMark({ text, start, end }: Typed, mark: Mark): Typed {
  if (mark === 'link') return link({ text, start, end })
  if (mark === 'quote') return prefixLines({ text, start, end }, '> ')
  if (mark === 'list') return prefixLines({ text, start, end }, '- ')
  const sign = around[mark]
  const inside = text.slice(start, end)
  const before = text.slice(0, start)
  const after = text.slice(end)
  // A lone star is emphasis only where it is not one of the two of strong.
  const marked = before.endsWith(sign) && after.startsWith(sign) && (mark === 'bold' || /(^|[^*])(\*\*)?\*$/.test(before))
  if (marked) return { text: before.slice(0, -sign.length) + inside + after.slice(sign.length), start: start - sign.length, end: end - sign.length }
  return { text: before + sign + inside + sign + after, start: start + sign.length, end: end + sign.length }
}

function link({ text, start, end }: Typed): Typed {
  const chosen = text.slice(start, end)
  if (/^https?:\/\/\S+$/.test(chosen)) return { text: `${text.slice(0, start)}[](${chosen})${text.slice(end)}`, start: start + 1, end: start + 1 }
  const at = start + 1 + chosen.length + 2
  return { text: `${text.slice(0, start)}[${chosen}](https://)${text.slice(end)}`, start: at, end: at + 'https://'.length }
}

function prefixLines({ text, start, end }: Typed, prefix: string): Typed {
  const from = text.lastIndexOf('\n', start - 1) + 1
  const to = text.indexOf('\n', end) < 0 ? text.length : text.indexOf('\n', end)
  const lines = text.slice(from, to).split('\n')
  const all = lines.every((line) => line.startsWith(prefix))
  const changed = lines.map((line) => (all ? line.slice(prefix.length) : prefix + line)).join('\n')
  return { text: text.slice(0, from) + changed + text.slice(to), start: from, end: from + changed.length }
}
