/** What comments can be imported from. */
export const sourceKinds = ['wordpress', 'disqus', 'remark42', 'isso', 'ghost', 'json'] as const
export type SourceKind = (typeof sourceKinds)[number]

/**
 * A comment of an export, in the one shape that every kind is read into. `deleted`, `spam` and `ping` (WordPress’s notices of links) say nothing any more, and stay only
 * where somebody answered. So do those that are `unknown`: of a state or a type that no reader of this kind knows, as notes of editors that a plugin keeps among comments.
 */
export type SourceState = 'visible' | 'pending' | 'hidden' | 'deleted' | 'spam' | 'ping' | 'unknown'
export type SourceComment = {
  id: string
  /** The address of the page that it is on. */
  thread: string
  parentId: string | null
  /** The same for all comments of one person. It is kept as a hash alone. */
  person: string
  name: string
  words: string
  isHtml: boolean
  /** Milliseconds; null where the export has no time that can be read. */
  at: number | null
  editedAt: number | null
  state: SourceState
  hearts: number
  /** The old site did not show its page to everyone: it is a draft, private, deleted, or behind a password. It comes along where the map names the page. */
  isUnlisted?: boolean
  /** Of our own export: the entry, “because”, and what it was imported from before. */
  entry?: string | null
  because?: boolean
  origin?: string | null
}
export type SourceFile = { comments: SourceComment[] }

/** The file is not what it should be; the message says what was expected. */
export class UnreadableFile extends Error {
  override name = 'UnreadableFile'
}

/** A time as exports write it: ISO 8601, “2021-06-03 08:00:00” in UTC, or null. */
export function momentOf(value: unknown): number | null {
  if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\d/.test(value.trim())) return null
  const text = value.trim().replace(' ', 'T')
  const at = Date.parse(/T/.test(text) && !/(?:z|[+-]\d\d:?\d\d)$/i.test(text) ? `${text}Z` : text)
  return Number.isNaN(at) ? null : at
}

/** A field of something of unknown shape. */
export const fieldOf = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined
export const textOf = (value: unknown): string => (typeof value === 'string' ? value : typeof value === 'number' && Number.isFinite(value) ? String(value) : '')
/** A count of hearts: never below 0, and never more than a column holds. */
export const heartsOf = (value: unknown): number => Math.min(1_000_000_000, Math.max(0, Math.trunc(Number(value)) || 0))
