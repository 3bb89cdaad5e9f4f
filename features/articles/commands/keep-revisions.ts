import { currentTime } from '@/platform/clock'
import type { Tx } from '@/platform/db'
import { contentAfter, wholeContent } from '../document/revision-content'
import { readSummary } from '../document/revision-summary'
import { makeRevisions, type DraftThere, type Unkept } from '../queries/new-revisions'
import { lastRevision } from '../queries/revisions'
import type { ListDocument } from '../schema'

type Origin = { articleId: string; document: ListDocument; by: string | null; kind: 'begun' | 'imported' }

/** Keeps the draft that a list begins with. */
export async function keepFirstRevision(tx: Tx, { articleId, document, by, kind }: Origin): Promise<void> {
  const [at, content] = [currentTime(), await wholeContent(document, readSummary({}))]
  await tx.draftRevision.create({ data: { articleId, version: 1, kind, people: [by], startedAt: at, endedAt: at, ...content } })
}

/** Keeps revisions, unless others came meanwhile: whoever was first has made the same ones. */
export async function keepRevisions(tx: Tx, articleId: string, { after, revisions }: Unkept): Promise<void> {
  if (revisions.length === 0) return
  const last = await lastRevision(tx, articleId)
  if ((last?.version ?? 0) === after) await tx.draftRevision.createMany({ data: revisions })
}

/** Keeps the draft as it is now as a revision of its own: what comes after it begins another. */
export async function closeStretch(tx: Tx, articleId: string, draft: DraftThere): Promise<void> {
  await keepRevisions(tx, articleId, await makeRevisions(tx, articleId, draft, { all: true }))
}

/** Keeps the draft as it is now for good: something of it is about to be replaced. */
export async function keepAsItIs(tx: Tx, articleId: string, draft: DraftThere): Promise<void> {
  await closeStretch(tx, articleId, draft)
  await tx.draftRevision.update({ where: { articleId_version: { articleId, version: draft.version } }, data: { replaced: true } })
}

type Replacement = {
  articleId: string
  before: DraftThere
  after: { version: number; document: ListDocument }
  by: string | null
  kind: 'imported' | 'restored'
  source?: string
}

/** Keeps what is replaced, for good, and what it is replaced with. */
export async function keepReplaced(tx: Tx, { articleId, before, after, by, kind, source }: Replacement): Promise<void> {
  await keepAsItIs(tx, articleId, before)
  const { depth } = await tx.draftRevision.findUniqueOrThrow({ where: { articleId_version: { articleId, version: before.version } }, select: { depth: true } })
  const [at, content] = [currentTime(), await contentAfter({ document: before.document, depth }, after.document)]
  await tx.draftRevision.create({
    data: { articleId, version: after.version, kind, people: [by], startedAt: at, endedAt: at, source: source ?? null, ...content },
  })
}
