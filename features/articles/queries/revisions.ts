import { z } from 'zod'
import { jsonOf, type Db } from '@/platform/db'
import { applyChanges } from '../document/apply-changes'
import type { DraftChange } from '../document/operations'
import { documentOf } from '../document/revision-content'
import { stretchesOf, type Stretch } from '../document/stretches'
import type { ListDocument } from '../schema'

/** A revision without its content. */
export type KeptRevision = { version: number; depth: number; people: unknown; endedAt: Date }
const kept = { version: true, depth: true, people: true, endedAt: true } as const

/** The newest revision that is no later than `version`. */
export const lastRevision = (db: Db, articleId: string, version = 2 ** 31 - 1): Promise<KeptRevision | null> =>
  db.draftRevision.findFirst({ where: { articleId, version: { lte: version } }, orderBy: { version: 'desc' }, select: kept })

const peopleShape = z.array(z.string().nullable()).catch([])
/** The accounts that wrote in a revision, as they were stored; null is the command line. */
export const peopleOf = (stored: unknown): (string | null)[] => peopleShape.parse(stored)

/** The document of one revision: made of a whole one and the differences after it, fewer than 50. */
export async function readRevision(db: Db, articleId: string, { version, depth }: { version: number; depth: number }): Promise<ListDocument> {
  const rows = await db.draftRevision.findMany({
    where: { articleId, version: { lte: version } },
    orderBy: { version: 'desc' },
    // Where some between them were thinned out it is fewer steps than it says.
    take: depth + 1,
    select: { depth: true, content: true },
  })
  const whole = rows.findIndex((row) => row.depth === 0)
  return documentOf(rows.slice(0, whole + 1).toReversed())
}

/** So many operations that are no revision yet are looked at; they are the work of some minutes. */
const maxOperations = 20_000
const atOnce = 500

type DoneAct = { version: number; accountId: string | null; createdAt: Date }
export type DoneStretch = Stretch<DoneAct> & { version: number; document: ListDocument }

/**
 * What was done after a revision, up to `version`, as stretches with the document that each of them left. Null when it is not known: operations are kept for 30
 * days, and a database from a backup may lack some. No other document is kept: each has long texts of its own.
 */
export async function stretchesAfter(
  db: Db,
  articleId: string,
  revision: KeptRevision & { document: ListDocument },
  version: number,
): Promise<DoneStretch[] | null> {
  if (version - revision.version > maxOperations) return null
  const acts: DoneAct[] = await db.draftOperation.findMany({
    where: { articleId, version: { gt: revision.version, lte: version } },
    orderBy: { version: 'asc' },
    select: { version: true, accountId: true, createdAt: true },
  })
  if (acts.length !== version - revision.version) return null
  const stretches = stretchesOf(acts, { people: peopleOf(revision.people), endedAt: revision.endedAt })
  const ends = new Set(stretches.map(({ operations }) => operations.at(-1)!.version))
  const left = new Map<number, ListDocument>()
  let { document } = revision
  for (let from = revision.version; from < version; from += atOnce) {
    const rows = await db.draftOperation.findMany({
      where: { articleId, version: { gt: from, lte: Math.min(from + atOnce, version) } },
      orderBy: { version: 'asc' },
      select: { version: true, changes: true },
    })
    for (const { version: done, changes } of rows) {
      document = applyChanges(document, jsonOf<DraftChange[]>(changes)).document
      if (ends.has(done)) left.set(done, document)
    }
  }
  return stretches.map((stretch) => {
    const last = stretch.operations.at(-1)!.version
    return { ...stretch, version: last, document: left.get(last)! }
  })
}

/** The draft as it was at a version; null when that is not kept any more. */
export async function draftAt(db: Db, articleId: string, version: number): Promise<ListDocument | null> {
  const revision = await lastRevision(db, articleId, version)
  if (!revision) return null
  const document = await readRevision(db, articleId, revision)
  if (revision.version === version) return document
  const stretches = await stretchesAfter(db, articleId, { ...revision, document }, version)
  return stretches?.at(-1)?.document ?? null
}
