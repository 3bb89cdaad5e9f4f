import { createHash } from 'node:crypto'
import type { OwnState } from '@/platform/front'
import { compress, type Bodies } from '@/server/http/compress'
import type { Deflated } from '@/server/viewer/gzip-in-parts'
import type { Whole } from '@/server/fast-path/raw-response'
import { fill, nobody, type Piece } from './template'

/** A finished answer: a page in pieces, or a file (feed, cover) as it is. */
export type Copy = {
  status: number
  type: string
  pieces: Piece[] | null
  /** Names whose own state the page has places for. */
  own: string[]
  tags: ReadonlySet<string>
  bodies: Bodies
  /** Hash of the identity body, without quotes. */
  hash: string
  /** Headers of its own beside those that every page has. */
  headers: Record<string, string>
  /** What it takes in memory. */
  bytes: number
  /** Lists of headers, made when first sent. */
  prepared: Record<string, string[]>
  /** The same, with the body, for those who ask again within a second (whole.ts). */
  whole: Record<string, Whole>
  /** The pieces, compressed for filling in; made when first needed. */
  deflated: Deflated | null
  /** What guests have of their own on this very copy, for a moment (own.ts). */
  guests: Map<string, { until: number; state: OwnState }>
}

export type Making = { status: number; type: string; tags: ReadonlySet<string>; own?: Iterable<string>; headers?: Record<string, string> }

export async function makeCopy(content: Piece[] | Buffer, { status, type, tags, own = [], headers = {} }: Making): Promise<Copy> {
  const pieces = Buffer.isBuffer(content) ? null : content
  const identity = Buffer.isBuffer(content) ? content : Buffer.from(fill(content, nobody))
  const bodies = await compress(identity, type)
  const places = pieces !== null && pieces.some((piece) => typeof piece !== 'string')
  return {
    status,
    type,
    pieces: places ? pieces : null,
    own: [...own],
    tags,
    bodies,
    hash: createHash('sha256').update(identity).digest('base64url').slice(0, 20),
    headers,
    prepared: {},
    whole: {},
    deflated: null,
    guests: new Map(),
    bytes: identity.length * (places ? 3 : 1) + 2 * ((bodies.gzip?.length ?? 0) + (bodies.br?.length ?? 0)) + 64 * tags.size + 1024,
  }
}
