import { note } from '@/platform/cache'
import { read, type Db } from '@/platform/db'
import { renderProse } from '../markdown'
import { pathOf } from '../addresses'
import { authorsTag, authorTag } from '../tags'

export type AuthorView = { id: string; slug: string; name: string; /** Safe HTML. */ bio: string; /** Markdown. */ plain: string }

/** An author; null when there is none at this address. */
export async function findAuthor(slug: string, db: Db = read): Promise<AuthorView | null> {
  const row = await db.author.findUnique({ where: { slug }, select: { id: true, slug: true, name: true, bio: true } })
  if (!row) return (note(authorsTag), null)
  note(authorTag(row.id))
  return { id: row.id, slug: row.slug, name: row.name, bio: renderProse(row.bio, 1), plain: row.bio }
}

/** The path of an author who had this address before; null when none had. */
export async function findMovedAuthor(slug: string, db: Db = read): Promise<string | null> {
  const moved = await db.redirect.findUnique({ where: { path: pathOf('author', slug) }, select: { author: { select: { id: true, slug: true } } } })
  if (!moved?.author) return null
  note(authorTag(moved.author.id))
  return pathOf('author', moved.author.slug)
}
