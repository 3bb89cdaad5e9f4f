import { imageProblems } from '@/features/articles/problems-of'
import { problemsOnSite } from '@/features/articles/queries/problems-on-site'
import { findWaiting, type WaitingEdition } from '@/features/articles/queries/waiting-edition'
import type { DraftChange } from '@/features/articles/document/operations'
import { isReadable, readDocument } from '@/features/articles/document/read-document'
import { refusedInTrash } from '@/features/articles/in-trash'
import { visibleTo } from '@/features/articles/policy'
import type { Problem } from '@/features/articles/publishable'
import { recordIdsOf } from '@/features/articles/reading/records'
import { entriesOf, type ListDocument } from '@/features/articles/schema'
import { listRecordsById } from '@/features/records/queries/find-records-by-name'
import { jsonOf, read } from '@/platform/db'
import { notFound } from '@/platform/errors'
import type { Actor } from '@/platform/http/request'
import { readerChanges, type ChangeRow, type Given } from '../document/reader-changes'

/** What a list will be for readers who see none of it now. */
export type FirstLook = {
  title: string
  entries: number
  sections: number
  series: string | null
  authors: string[]
  /** It was published before: its votes and comments come back with it. */
  wasPublished: boolean
  votes: number
  comments: number
}

/** What publishing the draft would do. */
export type PublishPreview = {
  /** The draft's version that all of this is about. */
  version: number
  slug: string
  /** The number that its edition would have. */
  next: number
  live: { editionId: string; number: number; votes: number } | null
  waiting: WaitingEdition | null
  /** How the draft differs from what `against` names; null when there is no such edition. */
  rows: ChangeRow[] | null
  /** Of a list that readers do not see. */
  first: FirstLook | null
  /** What stops it and only the site knows. */
  problems: Problem[]
}

/** How readers will see a list change when its draft is published: against the edition that they see, or against the one that waits. Throws “not found”. */
export async function getPublishPreview(actor: Actor, articleId: string, against: 'live' | 'waiting'): Promise<PublishPreview> {
  const article = await read.article.findFirst({
    where: { AND: [{ id: articleId }, visibleTo(actor)] },
    select: {
      slug: true,
      voteCount: true,
      trashedAt: true,
      commentCount: true,
      firstPublishedAt: true,
      series: { select: { title: true } },
      authors: { orderBy: { position: 'asc' }, select: { author: { select: { name: true } } } },
      draft: { select: { document: true, version: true } },
      currentEdition: { select: { id: true, number: true } },
      entries: { select: { id: true, commentCount: true, tally: { select: { counted: true } } } },
    },
  })
  if (!article?.draft) throw notFound('There is no such list, or it is not yours')
  if (article.trashedAt) throw refusedInTrash()
  const { draft, currentEdition, entries } = article
  const document = readDocument(draft.document)
  const waiting = await findWaiting(articleId, actor.account!.id)
  const { _max } = await read.edition.aggregate({ where: { articleId }, _max: { number: true } })
  const given: Given = Object.fromEntries(entries.map(({ id, commentCount, tally }) => [id, { votes: tally?.counted ?? 0, comments: commentCount }]))
  const placed = entriesOf(document)
  return {
    version: draft.version,
    slug: article.slug,
    next: (_max.number ?? 0) + 1,
    live: currentEdition && { editionId: currentEdition.id, number: currentEdition.number, votes: article.voteCount },
    waiting,
    rows: await rowsSince(against === 'live' ? currentEdition?.id : waiting?.editionId, { articleId, document, given }),
    first: currentEdition
      ? null
      : {
          title: document.title,
          entries: placed.length,
          sections: document.sections.length,
          series: article.series?.title ?? null,
          authors: article.authors.map(({ author }) => author.name),
          wasPublished: article.firstPublishedAt !== null,
          votes: placed.reduce((sum, { entry }) => sum + (given[entry.id]?.votes ?? 0), 0),
          comments: article.commentCount,
        },
    problems: [...imageProblems(document), ...(await problemsOnSite(read, articleId, document))],
  }
}

type Since = { articleId: string; document: ListDocument; given: Given }

async function rowsSince(editionId: string | undefined, { articleId, document: after, given }: Since): Promise<ChangeRow[] | null> {
  const edition = editionId ? await read.edition.findUnique({ where: { id: editionId }, select: { document: true, ofVersion: true } }) : null
  if (!edition || !isReadable(edition.document)) return null
  const before = readDocument(edition.document)
  const records = await listRecordsById(read, [...new Set([...recordIdsOf(before), ...recordIdsOf(after)])])
  const names = new Map(records.map(({ id, name }) => [id, name]))
  const movedByHand = await findMovedSince(articleId, edition.ofVersion)
  return readerChanges(before, after, { recordName: (id) => names.get(id) ?? 'a record that is gone', given, movedByHand })
}

/** Only so many of the newest moves are looked at; what was moved before them is told from the two lists alone. */
const maxMoves = 1000

/** The entries that writers moved after that version of the draft, as far as its operations are kept. */
async function findMovedSince(articleId: string, version: number): Promise<Set<string>> {
  // The words of changes are JSON, in which a typed `"move"` has backslashes.
  const rows = await read.$queryRaw<{ changes: unknown }[]>`SELECT "changes" FROM "DraftOperation" WHERE "articleId" = ${articleId} AND "version" > ${version}
    AND CAST("changes" AS TEXT) LIKE '%"move"%' ORDER BY "version" DESC LIMIT ${maxMoves}`
  const changes = rows.flatMap((row) => jsonOf<DraftChange[]>(row.changes))
  return new Set(changes.flatMap((change) => (change.do === 'move' && 'entry' in change.on ? [change.on.entry] : [])))
}
