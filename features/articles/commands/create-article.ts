import { write, type Tx } from '@/platform/db'
import { newId } from '@/platform/id'
import { announce } from '@/platform/events/announce'
import type { Actor } from '@/platform/http/request'
import { freeSlug, slugify } from '@/platform/text/slugify'
import { emptyDocument } from '../schema'
import { keepFirstRevision } from './keep-revisions'
import { writerOf } from './load-article'

/** A new list with nothing in it but its title, signed with the writer's own author when there is one. */
export async function createArticle(actor: Actor, { title }: { title: string }): Promise<{ id: string; slug: string }> {
  const account = writerOf(actor)
  return write(async (tx) => {
    const slug = await findFreeAddress(tx, title)
    const author = await tx.author.findUnique({ where: { accountId: account.id }, select: { id: true } })
    const id = newId()
    const document = emptyDocument(title)
    await tx.article.create({ data: { id, slug, title, createdById: account.id, draft: { create: { document } } } })
    await keepFirstRevision(tx, { articleId: id, document, by: account.id, kind: 'begun' })
    if (author) await tx.articleAuthor.create({ data: { articleId: id, authorId: author.id, position: 0 } })
    await announce(tx, 'article.created', { articleId: id })
    return { id, slug }
  })
}

/** An address for a new list with this title: one that no list has or had. */
export async function findFreeAddress(tx: Tx, title: string): Promise<string> {
  const wanted = slugify(title) || 'list'
  const [articles, redirects] = await Promise.all([
    tx.article.findMany({ where: { slug: { startsWith: wanted } }, select: { slug: true } }),
    tx.redirect.findMany({ where: { path: { startsWith: `/articles/${wanted}` } }, select: { path: true } }),
  ])
  const taken = new Set([...articles.map(({ slug }) => slug), ...redirects.map(({ path }) => path.slice('/articles/'.length))])
  return freeSlug(wanted, (candidate) => taken.has(candidate))
}
