import { isDeepStrictEqual } from 'node:util'
import { currentTime } from '@/platform/clock'
import type { Db } from '@/platform/db'
import type { RevisionKind } from '@/prisma/generated/sqlite/enums'
import { contentAfter, wholeContent, type RevisionContent } from '../document/revision-content'
import { readSummary } from '../document/revision-summary'
import { isOpen } from '../document/stretches'
import type { ListDocument } from '../schema'
import { lastRevision, readRevision, stretchesAfter } from './revisions'

/** A revision that is not kept yet. */
export type NewRevision = RevisionContent & {
  articleId: string
  version: number
  kind: RevisionKind
  people: (string | null)[]
  startedAt: Date
  endedAt: Date
}

/** The draft as it is, or was at a version. */
export type DraftThere = { version: number; document: ListDocument; savedAt: Date }
export type Unkept = { /** The newest one that is kept; 0 for none. */ after: number; revisions: NewRevision[] }

/**
 * Makes revisions of the operations since the last one: of those stretches that are over, or, `all`, of all. What is not known (see `stretchesAfter`), and what
 * the operations do not lead to, is one whole revision: the draft as it is.
 */
export async function makeRevisions(db: Db, articleId: string, draft: DraftThere, { all }: { all: boolean }): Promise<Unkept> {
  const last = await lastRevision(db, articleId)
  if (last && last.version >= draft.version) return { after: last.version, revisions: [] }
  const before = last && { ...last, document: await readRevision(db, articleId, last) }
  const stretches = before && (await stretchesAfter(db, articleId, before, draft.version))
  if (!before || !stretches || !isDeepStrictEqual(stretches.at(-1)!.document, draft.document)) {
    const content = await wholeContent(draft.document, readSummary({}))
    const people = [...new Set(stretches?.flatMap((stretch) => stretch.people))]
    const whole = { articleId, version: draft.version, kind: before ? ('written' as const) : ('begun' as const), people }
    return { after: last?.version ?? 0, revisions: [{ ...whole, startedAt: draft.savedAt, endedAt: draft.savedAt, ...content }] }
  }
  const now = currentTime()
  const revisions: NewRevision[] = []
  let from: { document: ListDocument; depth: number } = before
  for (const [index, { version, document, people, startedAt, endedAt }] of stretches.entries()) {
    if (!all && index === stretches.length - 1 && isOpen({ startedAt }, now)) break
    const content = await contentAfter(from, document)
    revisions.push({ articleId, version, kind: 'written', people, startedAt, endedAt, ...content })
    from = { document, depth: content.depth }
  }
  return { after: before.version, revisions }
}
