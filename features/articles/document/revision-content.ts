import { isDeepStrictEqual, promisify } from 'node:util'
import { deflate, inflate } from 'node:zlib'
import type { ListDocument } from '../schema'
import { applyChanges } from './apply-changes'
import type { DraftChange } from './operations'
import { changesBetween } from './operations-between'
import { readDocument } from './read-document'
import { summaryOf, type RevisionSummary } from './revision-summary'

/** One revision in so many is kept whole, so that to read any takes this many at the most. */
export const wholeEach = 50

/** What is kept of a document: it whole (`depth` 0), or how it differs from the revision before it. */
export type RevisionContent = { depth: number; content: Uint8Array<ArrayBuffer>; size: number; summary: RevisionSummary }

const [deflated, inflated] = [promisify(deflate), promisify(inflate)]

async function pack(value: ListDocument | DraftChange[], depth: number) {
  const content = new Uint8Array(await deflated(JSON.stringify(value)))
  return { depth, content, size: content.byteLength }
}

/** A first revision, or one that is to stand on its own. */
export const wholeContent = async (document: ListDocument, summary: RevisionSummary): Promise<RevisionContent> => ({ ...(await pack(document, 0)), summary })

/**
 * The content of the revision that comes after `before`, which is `before.depth` steps from a whole one. It is whole when those are too many, when the changes are
 * no smaller than the document, and when they do not make it to the last character.
 */
export async function contentAfter(before: { document: ListDocument; depth: number }, document: ListDocument): Promise<RevisionContent> {
  const changes = changesBetween(before.document, document)
  const summary = summaryOf(before.document, document, changes)
  const isExact = before.depth + 1 < wholeEach && isDeepStrictEqual(applyChanges(before.document, changes).document, document)
  const difference = isExact ? await pack(changes, before.depth + 1) : null
  if (difference && (difference.size < 1000 || difference.size < (await pack(document, 0)).size)) return { ...difference, summary }
  return wholeContent(document, summary)
}

/** What begins a deflated text; JSON begins with a bracket. */
const zlibHeader = 0x78
async function unpack(content: Uint8Array): Promise<unknown> {
  // The first revision of a draft that is older than revisions was copied by a migration, as it was.
  const text = content[0] === zlibHeader ? await inflated(content) : Buffer.from(content)
  return JSON.parse(text.toString('utf8'))
}

/** The document of the last of `revisions`, which follow each other. The first is whole, or comes after `before`. */
export async function documentOf(revisions: readonly { depth: number; content: Uint8Array }[], before: ListDocument | null = null): Promise<ListDocument> {
  let document = before
  for (const { depth, content } of revisions) {
    const kept = await unpack(content)
    if (depth === 0) document = readDocument(kept)
    else if (document) document = applyChanges(document, kept as DraftChange[]).document
  }
  if (!document) throw new Error('A revision has no whole one before it')
  return document
}
