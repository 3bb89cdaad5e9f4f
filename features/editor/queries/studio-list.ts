import { inStudio, isEditor, visibleTo } from '@/features/articles/policy'
import { read } from '@/platform/db'
import type { Actor } from '@/platform/http/request'
import { fold } from '@/platform/text/fold'
import type { Prisma } from '@/prisma/generated/sqlite/client'
import { ArticleState } from '@/prisma/generated/sqlite/enums'

const articleFields = {
  id: true,
  slug: true,
  title: true,
  state: true,
  entryCount: true,
  voteCount: true,
  commentCount: true,
  publishedVersion: true,
  publishedAt: true,
  series: { select: { title: true } },
  authors: { select: { author: { select: { name: true } } }, orderBy: { position: 'asc' as const } },
  editions: { where: { liveAt: null, cancelledAt: null }, select: { publishAt: true }, take: 1 },
  reviews: { where: { currentOf: { not: null } }, select: { state: true, reviewer: { select: { name: true } } }, take: 1 },
}
// The document is large, and a list of lists shows nothing of it.
const rowFields = { version: true, savedAt: true, article: { select: articleFields } }
const lastSavedFirst = [{ savedAt: 'desc' as const }, { articleId: 'desc' as const }]

export type StudioRow = Awaited<ReturnType<typeof listForStudio>>['rows'][number]
const articleStates = Object.values(ArticleState)
type Counts = Partial<Record<ArticleState, number>>
type Asked = { state: ArticleState | null; search: string; page: number }

const pageSize = 50

// Also lists that are live already: they are among the scheduled ones and among the published ones.
const scheduled: Prisma.ArticleWhereInput = { OR: [{ state: 'scheduled' }, { editions: { some: { liveAt: null, cancelledAt: null } } }] }
/** Requests that wait, also for lists that readers see already. */
const openReview: Prisma.ReviewWhereInput = { state: 'open', currentOf: { not: null } }
const inReview: Prisma.ArticleWhereInput = { OR: [{ state: 'review' }, { reviews: { some: openReview } }] }
const inState = (state: ArticleState | null): Prisma.ArticleWhereInput =>
  state === 'scheduled' ? scheduled : state === 'review' ? inReview : state ? { state } : {}

/** The lists that this writer may edit, last saved first; `counts` by state consider the search, not the chosen state. `page` is from 1. */
export async function listForStudio(actor: Actor, asked: Asked) {
  const { drafts, counts, total } = await (asked.search.trim() ? search(actor, asked) : listPage(actor, asked))
  const chosen = asked.state ? (counts[asked.state] ?? 0) : total
  const rows = drafts.map(({ article, version, savedAt }) => ({ ...article, draftVersion: version, draftSavedAt: savedAt }))
  return { rows, counts, total, pages: Math.max(1, Math.ceil(chosen / pageSize)) }
}

async function listPage(actor: Actor, { state, page }: Asked) {
  const visible = visibleTo(actor)
  const range = { skip: (page - 1) * pageSize, take: pageSize }
  const [all, trashed, planned, reviewed, ids] = await Promise.all([
    read.article.groupBy({ by: ['state'], where: visible, _count: { _all: true } }),
    read.article.findMany({ where: { AND: [visible, { trashedAt: { not: null } }] }, select: { state: true } }),
    countScheduled(visible),
    read.review.count({ where: { ...openReview, article: { AND: [visible, { state: { not: 'review' } }] } } }),
    state || !isEditor(actor)
      ? read.draft.findMany({
          where: { article: { AND: [inStudio(actor), inState(state)] } },
          select: { articleId: true },
          orderBy: lastSavedFirst,
          ...range,
        })
      : listLastSaved(range),
  ])
  // An index counts all, and another one finds the few in the trash: counted without these, every list would be read.
  const groups = all.map((group) => {
    const gone = trashed.filter((one) => one.state === group.state).length
    return { state: group.state, _count: { _all: group._count._all - gone } }
  })
  const counts = Object.fromEntries(groups.map((group) => [group.state, group._count._all])) as Counts
  return {
    drafts: await listDrafts(ids),
    counts: { ...counts, scheduled: planned, review: (counts.review ?? 0) + reviewed },
    total: groups.reduce((sum, group) => sum + group._count._all, 0),
  }
}

/** Of all lists, the ids of those that were saved last: SQLite would begin at the lists that are not in the trash, and sort them all. */
const listLastSaved = ({ skip, take }: { skip: number; take: number }) =>
  read.$queryRaw<{ articleId: string }[]>`
    SELECT d."articleId" FROM "Draft" d CROSS JOIN "Article" a WHERE a."id" = d."articleId" AND a."trashedAt" IS NULL
    ORDER BY d."savedAt" DESC, d."articleId" DESC LIMIT ${take} OFFSET ${skip}`

const listDrafts = (ids: { articleId: string }[]) =>
  read.draft.findMany({ where: { articleId: { in: ids.map(({ articleId }) => articleId) } }, select: rowFields, orderBy: lastSavedFirst })

/** Asked from the editions that wait, which are few: asked list by list, all lists are looked through. Nothing waits in the trash. */
async function countScheduled(visible: Prisma.ArticleWhereInput): Promise<number> {
  const waiting = await read.edition.findMany({ where: { liveAt: null, cancelledAt: null }, select: { articleId: true }, distinct: ['articleId'] })
  let count = await read.article.count({ where: { AND: [visible, { state: 'scheduled' }] } })
  for (let start = 0; start < waiting.length; start += 500) {
    const ids = waiting.slice(start, start + 500).map(({ articleId }) => articleId)
    count += await read.article.count({ where: { AND: [visible, { id: { in: ids }, state: { not: 'scheduled' } }] } })
  }
  return count
}

/** Neither engine folds letters as we do, so the titles and addresses of all lists are compared here. */
async function search(actor: Actor, { state, search, page }: Asked) {
  const wanted = fold(search)
  const all = await read.article.findMany({ where: inStudio(actor), select: { id: true, title: true, slug: true } })
  // Signs alone are in no title: folded, nothing is left of them.
  const found = all.filter(({ title, slug }) => wanted !== '' && (fold(title).includes(wanted) || fold(slug).includes(wanted))).map(({ id }) => id)
  const matching: { articleId: string; savedAt: Date; article: { state: ArticleState; editions: object[]; reviews: { state: string }[] } }[] = []
  for (let start = 0; start < found.length; start += 500)
    matching.push(
      ...(await read.draft.findMany({
        where: { articleId: { in: found.slice(start, start + 500) } },
        select: { articleId: true, savedAt: true, article: { select: { state: true, editions: articleFields.editions, reviews: articleFields.reviews } } },
      })),
    )
  matching.sort((one, other) => other.savedAt.getTime() - one.savedAt.getTime() || (one.articleId < other.articleId ? 1 : -1))
  const counts: Counts = {}
  const isIn = ({ article }: (typeof matching)[number], one: ArticleState) =>
    article.state === one ||
    (one === 'scheduled' && article.editions.length > 0) ||
    (one === 'review' && article.reviews.some(({ state: of }) => of === 'open'))
  for (const one of articleStates) counts[one] = matching.filter((row) => isIn(row, one)).length
  const chosen = state ? matching.filter((row) => isIn(row, state)) : matching
  return {
    drafts: await listDrafts(chosen.slice((page - 1) * pageSize, page * pageSize)),
    counts,
    total: matching.length,
  }
}
