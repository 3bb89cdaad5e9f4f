import { fold } from '@/features/subjects/fold'
import { listSubjects, type FoundSubject } from '@/features/subjects/queries/find-subjects-by-name'
import { read } from '@/platform/db'
import { notFound } from '@/platform/errors'
import type { Actor } from '@/platform/request'
import type { ArticleState } from '@/prisma/generated/sqlite/enums'
import { subjectIdsOf } from '../format/document'
import { isEditor, visibleTo } from '../policy'
import { listDocument, type ListDocument } from '../schema'

const rowFields = {
  id: true,
  slug: true,
  title: true,
  state: true,
  entryCount: true,
  voteCount: true,
  commentCount: true,
  draftVersion: true,
  publishedVersion: true,
  draftSavedAt: true,
  publishedAt: true,
  series: { select: { title: true } },
  authors: { select: { author: { select: { name: true } } }, orderBy: { position: 'asc' as const } },
  editions: { where: { liveAt: null, cancelledAt: null }, select: { publishAt: true }, take: 1 },
}
export type DeskRow = Awaited<ReturnType<typeof listForDesk>>['rows'][number]

const pageSize = 50

/** The lists that this writer may edit, last saved first; `counts` of all states heed the search, not the state. `page` is from 1. */
export async function listForDesk(actor: Actor, { state, search, page }: { state: ArticleState | null; search: string; page: number }) {
  const visible = visibleTo(actor)
  const wanted = fold(search)
  const all = await read.article.findMany({ where: visible, select: { id: true, title: true, slug: true, state: true }, orderBy: { draftSavedAt: 'desc' } })
  const matching = wanted ? all.filter(({ title, slug }) => fold(title).includes(wanted) || fold(slug).includes(wanted)) : all
  const counts: Partial<Record<ArticleState, number>> = {}
  for (const { state } of matching) counts[state] = (counts[state] ?? 0) + 1
  const chosen = state ? matching.filter((row) => row.state === state) : matching
  const ids = chosen.slice((page - 1) * pageSize, page * pageSize).map(({ id }) => id)
  const found = await read.article.findMany({ where: { id: { in: ids } }, select: rowFields })
  const rows = ids.flatMap((id) => found.find((row) => row.id === id) ?? [])
  return { rows, counts, total: matching.length, pages: Math.max(1, Math.ceil(chosen.length / pageSize)) }
}

export type Shelves = { series: { id: string; title: string }[]; authors: { id: string; name: string }[] }

/** What a list can be put on and signed with. */
export async function listShelves(): Promise<Shelves> {
  const [series, authors] = await Promise.all([
    read.series.findMany({ select: { id: true, title: true }, orderBy: { title: 'asc' } }),
    read.authorProfile.findMany({ select: { id: true, name: true }, orderBy: { name: 'asc' } }),
  ])
  return { series, authors }
}

export type Desk = {
  id: string
  slug: string
  state: ArticleState
  version: number
  savedAt: string
  /** The draft's version that readers see; null when they see none. */
  publishedVersion: number | null
  wasPublished: boolean
  scheduledFor: string | null
  document: ListDocument
  series: { id: string | null; position: number | null }
  authorIds: string[]
  subjects: FoundSubject[]
  /** Every address that entries had, and whose it is. */
  reserved: Record<string, string>
  /** What readers gave to entries that would be dropped with them. */
  given: Record<string, { votes: number; comments: number }>
  isEditor: boolean
  shelves: Shelves
}

/** Everything that the editor of one list shows. Throws “not found” for a list of somebody else's. */
export async function getDesk(actor: Actor, articleId: string): Promise<Desk> {
  const article = await read.article.findFirst({
    where: { AND: [{ id: articleId }, visibleTo(actor)] },
    include: {
      authors: { orderBy: { position: 'asc' }, select: { authorId: true } },
      editions: { where: { liveAt: null, cancelledAt: null }, select: { publishAt: true }, take: 1 },
      entries: { select: { id: true, commentCount: true, tally: { select: { counted: true } }, slugs: { select: { slug: true } } } },
    },
  })
  if (!article) throw notFound('There is no such list, or it is not yours')
  const document = listDocument.parse(article.draft)
  return {
    id: article.id,
    slug: article.slug,
    state: article.state,
    version: article.draftVersion,
    savedAt: article.draftSavedAt.toISOString(),
    publishedVersion: article.currentEditionId ? article.publishedVersion : null,
    wasPublished: article.firstPublishedAt !== null,
    scheduledFor: article.editions[0]?.publishAt.toISOString() ?? null,
    document,
    series: { id: article.seriesId, position: article.seriesPosition },
    authorIds: article.authors.map(({ authorId }) => authorId),
    subjects: await listSubjects(read, subjectIdsOf(document)),
    reserved: Object.fromEntries(article.entries.flatMap(({ id, slugs }) => slugs.map(({ slug }) => [slug, id]))),
    given: Object.fromEntries(article.entries.map(({ id, commentCount, tally }) => [id, { votes: tally?.counted ?? 0, comments: commentCount }])),
    isEditor: isEditor(actor),
    shelves: await listShelves(),
  }
}
