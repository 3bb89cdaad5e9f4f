import type { Tx } from '@/platform/db'
import { announce } from '@/platform/events/announce'
import { newId } from '@/platform/id'
import { freeSlug, slugify } from '@/platform/text/slugify'

/** The author that an account signs its lists with, by its own name, unless it has one. Its address is one that no author has or had. */
export async function makeByline(tx: Tx, { id: accountId, name }: { id: string; name: string }): Promise<void> {
  if (await tx.author.findUnique({ where: { accountId }, select: { id: true } })) return
  const wanted = slugify(name) || 'author'
  const [authors, former] = await Promise.all([
    tx.author.findMany({ where: { slug: { startsWith: wanted } }, select: { slug: true } }),
    tx.redirect.findMany({ where: { path: { startsWith: `/authors/${wanted}` } }, select: { path: true } }),
  ])
  const taken = new Set([...authors.map(({ slug }) => slug), ...former.map(({ path }) => path.slice('/authors/'.length))])
  const authorId = newId()
  await tx.author.create({ data: { id: authorId, slug: freeSlug(wanted, (candidate) => taken.has(candidate)), name, accountId } })
  await announce(tx, 'author.saved', { authorId })
}
