/** Rows of equal keys as a Markdown table. */
export function table(rows) {
  if (rows.length === 0) return '(nothing)'
  // What only some rows have stands at the end.
  const keys = [...new Set(rows.flatMap((row) => Object.keys(row)))]
  const cell = (value) =>
    typeof value === 'number'
      ? Number.isInteger(value)
        ? value.toLocaleString('en')
        : value >= 100
          ? Math.round(value).toLocaleString('en')
          : value.toPrecision(3)
      : String(value ?? '')
  return [
    `| ${keys.join(' | ')} |`,
    `|${keys.map(() => ' --- ').join('|')}|`,
    ...rows.map((row) => `| ${keys.map((key) => cell(row[key])).join(' | ')} |`),
  ].join('\n')
}

/** The middle value; of an even number the mean of the two in the middle. */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length / 2
  return sorted.length % 2 ? sorted[Math.floor(middle)] : (sorted[middle - 1] + sorted[middle]) / 2
}

export const percentile = (values, share) => [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))]
