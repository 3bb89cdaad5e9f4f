import { isEditor } from '@/features/articles/policy'
import { lastSavedOf, listLastSaved, listOwn } from '@/features/articles/queries/last-saved'
import { read, type Db } from '@/platform/db'
import type { Actor } from '@/platform/http/request'
import { fold } from '@/platform/text/fold'
import type { Prisma } from '@/prisma/generated/sqlite/client'
import { ArticleState } from '@/prisma/generated/sqlite/enums'
import type { ListFilter } from '../schema'

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
  currentEditionId: true,
  seriesId: true,
  seriesPosition: true,
  series: { select: { title: true } },
  authors: { select: { author: { select: { id: true, name: true } } }, orderBy: { position: 'asc' as const } },
  editions: { where: { liveAt: null, cancelledAt: null }, select: { id: true, publishAt: true }, take: 1 },
  reviews: { where: { currentOf: { not: null } }, select: { state: true, reviewer: { select: { name: true } } }, take: 1 },
}
// The document is large, and a list of lists shows nothing of it.
const rowFields = { version: true, savedAt: true, article: { select: articleFields } }
const lastSavedFirst = [{ savedAt: 'desc' as const }, { articleId: 'desc' as const }]

export type StudioRow = Awaited<ReturnType<typeof listForStudio>>['rows'][number]
const articleStates = Object.values(ArticleState)
type Counts = Partial<Record<ArticleState, number>>
type Asked = Pick<ListFilter, 'state' | 'search'> & Partial<ListFilter> & { page: number }

const pageSize = 50

/** Requests that wait, also for lists that readers see already. */
const openReview: Prisma.ReviewWhereInput = { state: 'open', currentOf: { not: null } }

/** The lists that this writer may edit, last saved first; `counts` by state consider the search, not the chosen state. `page` is from 1. */
export async function listForStudio(actor: Actor, asked: Asked, db: Db = read) {
  const known = asked.search.trim() ? await findByWords(actor, asked.search, db) : isEditor(actor) ? null : await listOwn(actor, db)
  const chosenOf = asked.series || asked.author ? await listNarrowed(known, asked, db) : known
  const { ids, counts, total } = await (chosenOf ? listKnown(chosenOf, asked, db) : listAll(asked, db))
  const drafts = await db.draft.findMany({ where: { articleId: { in: ids } }, select: rowFields, orderBy: lastSavedFirst })
  const chosen = asked.state ? (counts[asked.state] ?? 0) : total
  const rows = drafts.map(({ article, version, savedAt }) => ({ ...article, draftVersion: version, draftSavedAt: savedAt }))
  return { rows, counts, total, pages: Math.max(1, Math.ceil(chosen / pageSize)) }
}

/** Asked as a time after a time, which an index answers; asked whether there is one at all, SQLite reads all lists. */
const inTrash = { trashedAt: { gt: new Date(0) } }

type Range = { skip: number; take: number }
type Page = { ids: string[]; counts: Counts; total: number }
const rangeOf = (page: number): Range => ({ skip: (page - 1) * pageSize, take: pageSize })

/** Of all lists of the site: counted by an index, and found without looking at each. */
async function listAll({ state, page }: Asked, db: Db): Promise<Page> {
  const [all, trashed, planned, reviewed] = await Promise.all([
    db.article.groupBy({ by: ['state'], _count: { _all: true } }),
    db.article.findMany({ where: inTrash, select: { id: true, state: true } }),
    listPlanned(db),
    listInReview(db),
  ])
  // An index counts all, and another one finds the few in the trash: counted without these, every list would be read.
  const counts: Counts = Object.fromEntries(all.map((group) => [group.state, group._count._all - trashed.filter((one) => one.state === group.state).length]))
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0)
  // Also lists that are live already: they are among the scheduled ones, or those in review, and among the published ones.
  const besides = { scheduled: await listBesides('scheduled', planned, db), review: await listBesides('review', reviewed, db) }
  const range = rangeOf(page)
  const ids = async () => {
    if (!state) return listLastSaved(range, db)
    const ofState = counts[state] ?? 0
    const others = state === 'scheduled' || state === 'review' ? besides[state] : []
    // Of a state that many lists are in, the newest are soon met from the list saved last on; where few are in it, these are read and sorted.
    if (others.length === 0 && ofState * ofState > total * (range.skip + range.take)) return listLastSaved(range, db, state)
    // Without the trash it is asked in an index alone: with it, all lists of the site would be read.
    const own = (await db.article.findMany({ where: { state }, select: { id: true } })).map(({ id }) => id)
    const gone = new Set(trashed.map(({ id }) => id))
    return lastSavedOf([...own.filter((id) => !gone.has(id)), ...others], range, db)
  }
  return {
    ids: await ids(),
    counts: { ...counts, scheduled: (counts.scheduled ?? 0) + besides.scheduled.length, review: (counts.review ?? 0) + besides.review.length },
    total,
  }
}

type Known = { id: string; state: ArticleState }

/** Of these lists, or of all for null, those in a series and under a name. */
async function listNarrowed(known: Known[] | null, { series = '', author = '' }: Asked, db: Db): Promise<Known[]> {
  const fields = { id: true, state: true, seriesId: true, trashedAt: true } as const
  const there = author
    ? (await db.articleAuthor.findMany({ where: { authorId: author }, select: { article: { select: fields } } })).map(({ article }) => article)
    : await db.article.findMany({ where: { seriesId: series }, select: fields })
  const found = there.filter(({ seriesId, trashedAt }) => trashedAt === null && (!series || seriesId === series))
  if (known === null) return found
  const ids = new Set(found.map(({ id }) => id))
  return known.filter(({ id }) => ids.has(id))
}

/** Of lists of which it is known which they are: a writer’s own, or those that a search found. */
async function listKnown(known: Known[], { state, page }: Asked, db: Db): Promise<Page> {
  const [planned, reviewed] = [new Set(await listPlanned(db)), new Set(await listInReview(db))]
  const isIn = (one: ArticleState) => (list: Known) =>
    list.state === one || (one === 'scheduled' && planned.has(list.id)) || (one === 'review' && reviewed.has(list.id))
  const chosen = (state ? known.filter(isIn(state)) : known).map(({ id }) => id)
  return {
    ids: await lastSavedOf(chosen, rangeOf(page), db),
    counts: Object.fromEntries(articleStates.map((one) => [one, known.filter(isIn(one)).length])),
    total: known.length,
  }
}

/** The lists whose words wait for their time, which are few: asked list by list, all lists are looked through. Nothing waits in the trash. */
const listPlanned = async (db: Db): Promise<string[]> =>
  (await db.edition.findMany({ where: { liveAt: null, cancelledAt: null }, select: { articleId: true }, distinct: ['articleId'] })).map(
    ({ articleId }) => articleId,
  )

const listInReview = async (db: Db): Promise<string[]> =>
  (await db.review.findMany({ where: openReview, select: { articleId: true } })).map(({ articleId }) => articleId)

/** Those of these lists that are in another state than this one, and not in the trash. */
async function listBesides(state: ArticleState, ids: string[], db: Db): Promise<string[]> {
  const found: string[] = []
  for (let start = 0; start < ids.length; start += perStatement) {
    const where = { id: { in: ids.slice(start, start + perStatement) }, state: { not: state }, trashedAt: null }
    found.push(...(await db.article.findMany({ where, select: { id: true } })).map(({ id }) => id))
  }
  return found
}

const perStatement = 500

const perLook = 1000

/** Neither engine folds letters as we do, so titles and addresses are compared here: of all lists, in parts between which others get their turn. */
async function findByWords(actor: Actor, search: string, db: Db): Promise<Known[]> {
  const wanted = fold(search)
  // Signs alone are in no title: folded, nothing is left of them.
  if (wanted === '') return []
  const own = isEditor(actor) ? null : new Set((await listOwn(actor, db)).map(({ id }) => id))
  const found: Known[] = []
  for (let [after, more] = ['', true]; more;) {
    const rows = await db.$queryRaw<(Known & { title: string; slug: string })[]>`
      SELECT "id", "state", "title", "slug" FROM "Article" WHERE "id" > ${after} AND "trashedAt" IS NULL ORDER BY "id" LIMIT ${perLook}`
    for (const { id, state, title, slug } of rows)
      if ((!own || own.has(id)) && (fold(title).includes(wanted) || fold(slug).includes(wanted))) found.push({ id, state })
    after = rows.at(-1)?.id ?? ''
    more = rows.length === perLook
  }
  return found
}
