import { note } from '@/platform/cache'
import { read, type Db } from '@/platform/db'
import { renderProse } from '../markdown'
import { pathOf } from '../addresses'
import { articlesTag, authorsTag, authorTag } from '../tags'
import { articlesOfPage, pagesOf, type Page } from './cards'

const authorsOfPage = 48
const withLists = { articleCount: { gt: 0 } }

export type AuthorView = { id: string; slug: string; name: string; /** Safe HTML. */ bio: string; /** Markdown. */ plain: string }

/** An author; null when there is none at this address. */
export async function findAuthor(slug: string, db: Db = read): Promise<AuthorView | null> {
  const row = await db.author.findUnique({ where: { slug }, select: { id: true, slug: true, name: true, bio: true } })
  if (!row) return (note(authorsTag), null)
  note(authorTag(row.id))
  return { id: row.id, slug: row.slug, name: row.name, bio: renderProse(row.bio, 1), plain: row.bio }
}

/** Who has published lists, by name, and how many. `page` counts from 1; a page past the end has no items. */
export async function listAuthors({ page = 1, size = authorsOfPage } = {}, db: Db = read): Promise<Page<AuthorView & { count: number }>> {
  note(articlesTag, authorsTag)
  const [total, rows] = await Promise.all([
    db.author.count({ where: withLists }),
    db.author.findMany({
      where: withLists,
      select: { id: true, slug: true, name: true, bio: true, articleCount: true },
      orderBy: [{ name: 'asc' }, { id: 'asc' }],
      skip: (page - 1) * size,
      take: size,
    }),
  ])
  note(...rows.map(({ id }) => authorTag(id)))
  const items = rows.map(({ bio, articleCount, ...row }) => ({ ...row, bio: renderProse(bio, 1, row.id), plain: bio, count: articleCount }))
  return { items, page, pages: pagesOf(total, size), total }
}

/** How many pages `listAuthors` has: one count. */
export const countAuthorPages = async ({ size = authorsOfPage } = {}, db: Db = read): Promise<number> =>
  pagesOf(await db.author.count({ where: withLists }), size)

/** How many pages of lists an author has, which is kept with them; none when there is no such author. */
export async function countPagesOfAuthor(slug: string, { size = articlesOfPage } = {}, db: Db = read): Promise<number> {
  const row = await db.author.findUnique({ where: { slug }, select: { articleCount: true } })
  return row ? pagesOf(row.articleCount, size) : 0
}

/** The path of an author who had this address before; null when none had. */
export async function findMovedAuthor(slug: string, db: Db = read): Promise<string | null> {
  const moved = await db.redirect.findUnique({ where: { path: pathOf('author', slug) }, select: { author: { select: { id: true, slug: true } } } })
  if (!moved?.author) return null
  note(authorTag(moved.author.id))
  return pathOf('author', moved.author.slug)
}
