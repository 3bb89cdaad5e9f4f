import { visibleTo } from '@/features/articles/policy'
import { read } from '@/platform/db'
import type { Actor } from '@/platform/http/request'
import { fold } from '@/platform/text/fold'
import type { ArticleState } from '@/prisma/generated/sqlite/enums'

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
export type StudioRow = Awaited<ReturnType<typeof listForStudio>>['rows'][number]

const pageSize = 50

/** The lists that this writer may edit, last saved first; `counts` by state consider the search, not the chosen state. `page` is from 1. */
export async function listForStudio(actor: Actor, { state, search, page }: { state: ArticleState | null; search: string; page: number }) {
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
