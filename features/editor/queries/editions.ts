import { read } from '@/platform/db'
import { notFound } from '@/platform/errors'
import type { Actor } from '@/platform/http/request'
import { compareDocuments, type Comparison } from '../document/compare'
import { refusedInTrash } from '@/features/articles/in-trash'
import { visibleTo } from '@/features/articles/policy'
import { readDocument } from '@/features/articles/document/read-document'
import type { ListDocument } from '@/features/articles/schema'

export type EditionState = 'current' | 'waiting' | 'withdrawn' | 'past'

export const stateOf = (
  { id, liveAt, cancelledAt }: { id: string; liveAt: Date | null; cancelledAt: Date | null },
  currentEditionId: string | null,
): EditionState => (id === currentEditionId ? 'current' : liveAt ? 'past' : cancelledAt ? 'withdrawn' : 'waiting')

export type EditionRow = {
  id: string
  number: number
  note: string
  by: string | null
  createdAt: Date
  publishAt: Date
  liveAt: Date | null
  state: EditionState
}

async function listAndDraft(actor: Actor, articleId: string) {
  const found = await read.article.findFirst({
    where: { AND: [{ id: articleId }, visibleTo(actor)] },
    select: {
      id: true,
      slug: true,
      title: true,
      trashedAt: true,
      state: true,
      publishedVersion: true,
      currentEditionId: true,
      draft: { select: { document: true, version: true } },
    },
  })
  if (!found) throw notFound('There is no such list, or it is not yours')
  if (found.trashedAt) throw refusedInTrash()
  const { draft, trashedAt: _, ...list } = found
  const document = readDocument(draft?.document)
  return { list: { ...list, draftTitle: document.title, draftVersion: draft?.version ?? 1 }, draft: document }
}

/** The history of a list, newest first, at most the last 200 editions. Throws “not found”. */
export async function getHistory(actor: Actor, articleId: string) {
  const { list, draft } = await listAndDraft(actor, articleId)
  const rows = await read.edition.findMany({
    where: { articleId },
    orderBy: { number: 'desc' },
    take: 200,
    select: { id: true, number: true, note: true, createdAt: true, publishAt: true, liveAt: true, cancelledAt: true, createdBy: { select: { name: true } } },
  })
  const editions = rows.map(({ createdBy, cancelledAt, ...row }): EditionRow => ({
    ...row,
    by: createdBy?.name ?? null,
    state: stateOf({ ...row, cancelledAt }, list.currentEditionId),
  }))
  return { list, draft, editions }
}

/** One edition, with how it differs from the one before it and from the draft. Throws “not found”. */
export async function getEdition(actor: Actor, articleId: string, editionId: string) {
  const { list, draft, editions } = await getHistory(actor, articleId)
  const [row, before] = await Promise.all([
    read.edition.findFirst({ where: { id: editionId, articleId }, select: { document: true, number: true } }),
    previous(articleId, editions.find(({ id }) => id === editionId)?.number ?? 0),
  ])
  const edition = editions.find(({ id }) => id === editionId)
  if (!row || !edition) throw notFound('This list has no such edition')
  const document = readDocument(row.document)
  const sinceLast: Comparison | null = before && compareDocuments(before, document)
  return { list, edition, document, sinceLast, toDraft: compareDocuments(document, draft) }
}

async function previous(articleId: string, number: number): Promise<ListDocument | null> {
  const row = await read.edition.findFirst({ where: { articleId, number: { lt: number } }, orderBy: { number: 'desc' }, select: { document: true } })
  return row && readDocument(row.document)
}
