import { visibleTo } from '@/features/articles/policy'
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
const inState = (state: ArticleState | null): Prisma.ArticleWhereInput => (state === 'scheduled' ? scheduled : state ? { state } : {})

/** The lists that this writer may edit, last saved first; `counts` by state consider the search, not the chosen state. `page` is from 1. */
export async function listForStudio(actor: Actor, asked: Asked) {
  const { drafts, counts, total } = await (fold(asked.search) ? search(actor, asked) : listPage(actor, asked))
  const chosen = asked.state ? (counts[asked.state] ?? 0) : total
  const rows = drafts.map(({ article, version, savedAt }) => ({ ...article, draftVersion: version, draftSavedAt: savedAt }))
  return { rows, counts, total, pages: Math.max(1, Math.ceil(chosen / pageSize)) }
}

async function listPage(actor: Actor, { state, page }: Asked) {
  const visible = visibleTo(actor)
  const [groups, planned, drafts] = await Promise.all([
    read.article.groupBy({ by: ['state'], where: visible, _count: { _all: true } }),
    read.article.count({ where: { AND: [visible, scheduled] } }),
    read.draft.findMany({
      where: { article: { AND: [visible, inState(state)] } },
      select: rowFields,
      orderBy: lastSavedFirst,
      skip: (page - 1) * pageSize,
      take: pageSize,
    }),
  ])
  const counts = Object.fromEntries(groups.map((group) => [group.state, group._count._all])) as Counts
  return { drafts, counts: { ...counts, scheduled: planned }, total: groups.reduce((sum, group) => sum + group._count._all, 0) }
}

/** Neither engine folds letters as we do, so the titles and addresses of all lists are compared here. */
async function search(actor: Actor, { state, search, page }: Asked) {
  const wanted = fold(search)
  const all = await read.draft.findMany({
    where: { article: visibleTo(actor) },
    select: { articleId: true, article: { select: { title: true, slug: true, state: true, editions: articleFields.editions } } },
    orderBy: lastSavedFirst,
  })
  const matching = all.filter(({ article: { title, slug } }) => fold(title).includes(wanted) || fold(slug).includes(wanted))
  const counts: Counts = {}
  const isIn = ({ article }: (typeof matching)[number], one: ArticleState) => article.state === one || (one === 'scheduled' && article.editions.length > 0)
  for (const one of articleStates) counts[one] = matching.filter((row) => isIn(row, one)).length
  const chosen = state ? matching.filter((row) => isIn(row, state)) : matching
  const ids = chosen.slice((page - 1) * pageSize, page * pageSize).map(({ articleId }) => articleId)
  return {
    drafts: await read.draft.findMany({ where: { articleId: { in: ids } }, select: rowFields, orderBy: lastSavedFirst }),
    counts,
    total: matching.length,
  }
}
