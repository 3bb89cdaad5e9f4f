import { read } from '@/platform/db'
import type { Actor } from '@/platform/http/request'
import { isEditor, maySignAs } from '@/features/articles/policy'

/** Every series, with how many lists stand in it. */
export const listSeriesForStudio = () =>
  read.series.findMany({ select: { id: true, slug: true, title: true, description: true, _count: { select: { articles: true } } }, orderBy: { title: 'asc' } })

/** Every author, and for editors the accounts that an author can belong to. */
export async function listAuthorsForStudio(actor: Actor) {
  const [authors, accounts] = await Promise.all([
    read.author.findMany({
      select: { id: true, slug: true, name: true, bio: true, accountId: true, _count: { select: { articles: true } } },
      orderBy: { name: 'asc' },
    }),
    isEditor(actor)
      ? read.account.findMany({ where: { role: { not: 'reader' } }, select: { id: true, name: true }, orderBy: { name: 'asc' }, take: 500 })
      : [{ id: actor.account?.id ?? '', name: actor.account?.name ?? '' }],
  ])
  return { authors, accounts }
}

export type SeriesAndAuthors = { series: { id: string; title: string }[]; authors: { id: string; name: string; maySign: boolean }[] }

/** All series and authors, for the selects of the editor; `maySign`: whether this writer may put the name under a list. */
export async function listSeriesAndAuthors(actor: Actor): Promise<SeriesAndAuthors> {
  const [series, authors] = await Promise.all([
    read.series.findMany({ select: { id: true, title: true }, orderBy: { title: 'asc' } }),
    read.author.findMany({ select: { id: true, name: true, accountId: true }, orderBy: { name: 'asc' } }),
  ])
  return { series, authors: authors.map((author) => ({ id: author.id, name: author.name, maySign: maySignAs(actor, author) })) }
}

/** The author that an account signs with; null: it has none. */
export const findOwnAuthor = (accountId: string) => read.author.findUnique({ where: { accountId }, select: { id: true, name: true, articleCount: true } })
