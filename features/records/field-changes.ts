import { isDeepStrictEqual } from 'node:util'
import { fieldLabels, labelOf, type RecordKind } from './schema'

type Values = Readonly<Record<string, unknown>>

/** One field that differs: its name, and what stands in it before and after. Of long texts the part that differs, with a little around it. */
export type FieldChange = { field: string; before: string; after: string }

const linked = ['parentId', 'pictureId', 'accountId']

/** The ids that these fields name: of records above, of media, and of accounts. */
export const idsIn = (values: Values): string[] => linked.flatMap((key) => (typeof values[key] === 'string' ? [values[key]] : []))

/** What differs between two states of a record, a series or an author, field by field. `nameOf` gives the name of a record, a medium or an account. */
export function fieldChanges(before: Values, after: Values, nameOf: (id: string) => string): FieldChange[] {
  const kind = (after.kind ?? before.kind ?? null) as RecordKind | null
  return (Object.keys(fieldLabels) as (keyof typeof fieldLabels)[]).flatMap((key): FieldChange[] => {
    if (isDeepStrictEqual(before[key] ?? null, after[key] ?? null)) return []
    const words = (value: unknown) => wordsOf(key, value, nameOf)
    const [one, other] = differingParts(words(before[key]), words(after[key]))
    return [{ field: labelOf(key, kind), before: one, after: other }]
  })
}

function wordsOf(key: string, value: unknown, nameOf: (id: string) => string): string {
  if (value === null || value === undefined) return ''
  if (linked.includes(key)) return nameOf(String(value))
  if (!Array.isArray(value)) return String(value)
  return (value as { name: string; lang: string; alias: boolean }[])
    .map(({ name, lang, alias }) => `${name} (${alias ? `${lang}, for search only` : lang})`)
    .join(', ')
}

/** Texts up to this length are shown whole; of longer ones so many characters around what differs, and so many of it. */
const [maxWhole, around, maxPart] = [160, 40, 400]

function differingParts(before: string, after: string): [string, string] {
  if (before.length <= maxWhole && after.length <= maxWhole) return [before, after]
  const shorter = Math.min(before.length, after.length)
  let start = 0
  while (start < shorter && before[start] === after[start]) start++
  let end = 0
  while (end < shorter - start && before.at(-1 - end) === after.at(-1 - end)) end++
  const part = (text: string) => {
    const [from, to] = [Math.max(0, start - around), Math.min(text.length, text.length - end + around)]
    const shown = text.slice(from, Math.min(to, from + maxPart))
    // A half of a pair of surrogates is no letter.
    return `${from > 0 ? '…' : ''}${shown.replace(/^[\uDC00-\uDFFF]|[\uD800-\uDBFF]$/g, '')}${from + shown.length < text.length ? '…' : ''}`
  }
  return [part(before), part(after)]
}
