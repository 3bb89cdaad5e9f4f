import { createHash } from 'node:crypto'
import { nowMs } from '@/platform/clock'
import { compress, type Bodies } from '../http/compress'
import { anonymous, fillTemplate, type Template } from './template'

/** A finished answer, kept or not: a page, or a file that is rendered (a feed, a cover). It never changes: what is made from it can be remembered by it. */
export type FinishedPage = {
  readonly status: number
  readonly type: string
  /** The page with its gaps; null when there are none. */
  readonly template: Template | null
  /** What to ask about a reader to fill the gaps: `article:ID`. */
  readonly own: readonly string[]
  /** The cache tags of what it was made from. */
  readonly tags: ReadonlySet<string>
  /** The page as everyone sees it, in each encoding. */
  readonly bodies: Bodies
  /** Hash of the uncompressed body. */
  readonly hash: string
  /** Headers of its own beside those that every page has. */
  readonly headers: Readonly<Record<string, string>>
  /** What it takes in memory, about. */
  readonly bytes: number
  /** Whether shared caches before us may keep it. They are told of a change once, when it happens: so not what is known to be old, or what we do not keep. */
  readonly forSharedCaches: boolean
  /**
   * Of a feed, which says when it changed: the second after it was made, since 1970. Whatever was sent before it under its address had an earlier one. A date from
   * the lists in it would not do: a record that is renamed or a list that goes changes a feed too. Null for everything else.
   */
  readonly modifiedSecond: number | null
}

export type PageInfo = { status: number; type: string; tags: ReadonlySet<string>; own?: Iterable<string>; headers?: Record<string, string> }

const bytesOfTag = 64
const bytesOfObjects = 1024

/** Finishes a page: compresses it and computes its hash. Compressed bodies count twice, because the fast path keeps a copy of them. */
export async function finishPage(content: Template | Buffer, { status, type, tags, own = [], headers = {} }: PageInfo): Promise<FinishedPage> {
  const template = Buffer.isBuffer(content) ? null : content
  const identity = Buffer.isBuffer(content) ? content : Buffer.from(fillTemplate(content, anonymous))
  const bodies = await compress(identity, type)
  const hasGaps = template !== null && template.some((part) => typeof part !== 'string')
  const compressedBytes = (bodies.gzip?.length ?? 0) + (bodies.br?.length ?? 0)
  return {
    status,
    type,
    template: hasGaps ? template : null,
    own: [...own],
    tags,
    bodies,
    hash: createHash('sha256').update(identity).digest('base64url').slice(0, 20),
    headers,
    bytes: identity.length * (hasGaps ? 3 : 1) + 2 * compressedBytes + bytesOfTag * tags.size + bytesOfObjects,
    forSharedCaches: true,
    modifiedSecond: headers['Last-Modified'] ? Math.floor(nowMs() / 1000) + 1 : null,
  }
}

const passing = new WeakMap<FinishedPage, FinishedPage>()

/** The same page for now only: no shared cache may keep it. Always the same object for one page, since headers are remembered by it. */
export function forNowOnly(page: FinishedPage): FinishedPage {
  if (!page.forSharedCaches) return page
  let copy = passing.get(page)
  if (!copy) passing.set(page, (copy = { ...page, forSharedCaches: false }))
  return copy
}
