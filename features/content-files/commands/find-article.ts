import type { Tx } from '@/platform/db'
import type { Prisma } from '@/prisma/generated/sqlite/client'
import { pathOf } from '@/features/articles/addresses'
import { readDocument } from '@/features/articles/document/read-document'

const current = {
  id: true,
  slug: true,
  state: true,
  trashedAt: true,
  draft: { select: { document: true, version: true, savedAt: true, importedVersion: true } },
  currentEditionId: true,
  firstPublishedAt: true,
  currentEdition: { select: { document: true } },
} satisfies Prisma.ArticleSelect

export type Found = NonNullable<Awaited<ReturnType<typeof findArticle>>>

/** The article that a list file means: the one at its address, which may be a former one, or at one that the file calls a former one. */
export async function findArticle(tx: Tx, { slug, formerly }: { slug: string; formerly: readonly string[] }) {
  const at = async (address: string) => {
    const moved = () => tx.redirect.findUnique({ where: { path: pathOf('article', address) }, select: { article: { select: current } } })
    return (await tx.article.findUnique({ where: { slug: address }, select: current })) ?? (await moved())?.article ?? null
  }
  let article = await at(slug)
  const bySlug = article !== null
  for (const former of formerly) article ??= await at(former)
  if (!article?.draft) return null
  const { draft, currentEdition, ...rest } = article
  return {
    ...rest,
    /** Found by the address of the file, and not by one that the file calls a former one. */
    bySlug,
    draft: { ...draft, document: readDocument(draft.document) },
    /** What readers see; null when they see nothing. */
    published: currentEdition && readDocument(currentEdition.document),
  }
}

/** Entries of a list by the addresses that they have or had. */
export async function listAddresses(tx: Tx, articleId: string): Promise<Map<string, string>> {
  const rows = await tx.entrySlug.findMany({ where: { articleId }, select: { slug: true, entryId: true } })
  return new Map(rows.map(({ slug, entryId }) => [slug, entryId]))
}
